import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import { subtract, sum } from '../money/arithmetic.ts';
import { type Money, moneySchema } from '../money/money.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';

/** What reports must know of an invoice. All amounts are in one currency; a credit note is part of its invoice. */
export interface InvoiceFacts {
  readonly id: string;
  readonly customerId: string;
  /** `null` while nothing is due, as on a draft. */
  readonly dueOn: CivilDate | null;
  readonly total: Money;
  /** What was paid, less what went back. */
  readonly paid: Money;
  /** What credit notes took off. */
  readonly credited: Money;
  /** What nobody will pay any more. Left out: nothing. */
  readonly writtenOff?: Money | undefined;
}

/** {@link InvoiceFacts} from outside. */
export const invoiceFactsSchema: z.ZodType = z
  .looseObject({
    id: idSchema,
    customerId: idSchema,
    dueOn: civilDateSchema.nullable(),
    total: moneySchema,
    paid: moneySchema,
    credited: moneySchema,
    writtenOff: moneySchema.optional(),
  })
  .refine(
    ({ total, paid, credited, writtenOff = total }) =>
      [paid, credited, writtenOff].every(({ currency }) => currency === total.currency),
    { path: ['total'], error: 'is in another currency than what was paid, credited or written off' },
  );

/** What is still to be paid; below 0 when it was too much. */
export function openAmount({
  total,
  paid,
  credited,
  writtenOff,
}: Pick<InvoiceFacts, 'total' | 'paid' | 'credited' | 'writtenOff'>): Money {
  const settled = sum([paid, credited, ...(writtenOff === undefined ? [] : [writtenOff])], total.currency);
  return subtract(total, settled);
}
