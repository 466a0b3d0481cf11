import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type DecimalString, decimalStringSchema } from '../money/decimal-string.ts';
import { type Money, moneySchema } from '../money/money.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type WorkItem, workItemSchema } from './work-item.ts';

/** Money spent for a customer: travel, parts, a licence. */
export interface Expense {
  readonly id: string;
  readonly customerId: string;
  readonly date: CivilDate;
  readonly description: string;
  /** What was spent, without markup. Negative for a refund. */
  readonly amount: Money;
  /** `billable` expenses take the markup, `pass-through` ones are billed as they are, `internal` ones are not billed. */
  readonly kind: 'billable' | 'pass-through' | 'internal';
  /** Percent on top, for example "10". Only for billable expenses. */
  readonly markupPercent?: DecimalString | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly workItem?: WorkItem | null | undefined;
  readonly taxCodes?: readonly string[] | null | undefined;
}

/** What an {@link Expense} must look like when it comes from outside. */
export const expenseSchema: z.ZodType<Expense> = z
  .strictObject({
    id: idSchema,
    customerId: idSchema,
    date: civilDateSchema,
    description: textSchema(1000),
    amount: moneySchema,
    kind: z.enum(['billable', 'pass-through', 'internal']),
    markupPercent: decimalStringSchema.nullish(),
    agentId: idSchema.nullish(),
    workItem: workItemSchema.nullish(),
    taxCodes: z.array(idSchema).max(10).nullish(),
  })
  .refine(({ markupPercent, kind }) => markupPercent == null || kind === 'billable', {
    path: ['markupPercent'],
    message: 'belongs to billable expenses only',
  });

/**
 * Checks one expense from outside and returns it, frozen.
 *
 * @throws BillingError `EXPENSE_INVALID` with every fault and its path.
 */
export function expense(input: unknown): Expense {
  return parseInput('EXPENSE_INVALID', expenseSchema, input);
}
