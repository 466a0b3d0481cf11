import { z } from 'zod';
import type { CurrencyCode } from '../money/currency.ts';
import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { moneySchema } from '../money/money.ts';
import { conditionSchema } from '../rating/condition.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { allowanceSchema } from './allowance.ts';
import type { Fee, FeePart, MinimumPart } from './component-kind.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import { minimumScopeSchema } from './minimum-scope.ts';
import { workFilterSchema } from './work-filter.ts';

const isFunction = (given: unknown): boolean => typeof given === 'function';

const amountSchema = (currency: CurrencyCode) =>
  moneySchema.refine((amount) => amount.currency === currency, {
    path: ['currency'],
    error: `is not ${currency}, the contract's currency`,
  });

/** What the fees of a component kind of one's own must look like. */
export function feesSchema(currency: CurrencyCode): z.ZodType<readonly Fee[]> {
  return z.array(
    z.strictObject({
      key: idSchema,
      description: textSchema(1000).nullable(),
      quantity: nonNegativeDecimalSchema,
      unitPrice: nonNegativeDecimalSchema,
      amount: amountSchema(currency),
      from: civilDateSchema,
      to: civilDateSchema,
      once: z.boolean().optional(),
    }),
  );
}

/** What the least of a minimum of one's own must look like. */
export const leastSchema = amountSchema;

/** What the parts of a component kind of one's own must look like. */
export function partsSchema(currency: CurrencyCode, exhaustionKinds: readonly ExhaustionKind[]): z.ZodType {
  return z.array(
    z.union(
      [
        z.strictObject({
          phase: z.literal('cover'),
          basis: z.literal('allowance'),
          allowance: allowanceSchema(currency, exhaustionKinds),
        }),
        z.strictObject({
          phase: z.literal('cover'),
          basis: z.literal('pool'),
          accountId: idSchema,
          covers: workFilterSchema,
          draws: z.enum(['automatic', 'chosen']).optional(),
        }),
        z.strictObject({
          phase: z.literal('fee'),
          billing: z.enum(['advance', 'arrears']),
          feesOf: z.custom<FeePart['feesOf']>(isFunction),
        }),
        z.strictObject({
          phase: z.literal('minimum'),
          scope: minimumScopeSchema,
          leastOf: z.custom<MinimumPart['leastOf']>(isFunction),
        }),
        z.strictObject({
          phase: z.literal('cap'),
          when: conditionSchema,
          limit: amountSchema(currency),
          per: z.enum(['period', 'lifetime']),
          above: z.enum(['write-down', 'block']),
        }),
      ],
      'is no part: a cover, a fee, a minimum or a cap, with all that belongs to it',
    ),
  );
}
