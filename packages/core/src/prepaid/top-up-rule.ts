import { z } from 'zod';
import { compare } from '../money/arithmetic.ts';
import { decimal } from '../money/decimal.ts';
import {
  type DecimalString,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from '../money/decimal-string.ts';
import { type Money, moneySchema, zero } from '../money/money.ts';

/** When and how far a prepaid account is filled up by itself (R74): exactly one of `by` and `to`. */
export interface TopUpRule {
  /** Below this, counting top-ups that are invoiced and not yet usable, one is due. In hours or in the currency. */
  readonly threshold: DecimalString;
  /** What one top-up adds, as many times as it takes to reach the threshold. */
  readonly by: DecimalString | null;
  /** What the balance is filled up to, not below the threshold. */
  readonly to: DecimalString | null;
  /** What an hour costs. Hours only; money costs its own amount. */
  readonly pricePerHour: Money | null;
  /** Hours to wait after the first, the second … failed payment in a row; the last one repeats. */
  readonly retryAfterHours: readonly number[];
  /** Whether the engine issues the invoice of a top-up by itself, or leaves a draft for somebody to issue. */
  readonly invoice: 'issue' | 'draft';
}

/** A {@link TopUpRule} as it is written down. */
export interface TopUpRuleInput {
  readonly threshold: DecimalString;
  readonly by?: DecimalString | null | undefined;
  readonly to?: DecimalString | null | undefined;
  readonly pricePerHour?: Money | null | undefined;
  readonly retryAfterHours?: readonly number[] | undefined;
  /** Default `issue`. */
  readonly invoice?: 'issue' | 'draft' | undefined;
}

/** Decimal places of hours that are bought: what an invoice line prints at least. */
export const boughtPlaces = 4;

/** What a {@link TopUpRule} must look like when it comes from outside. */
export const topUpRuleSchema: z.ZodType<TopUpRule, TopUpRuleInput> = z
  .strictObject({
    threshold: nonNegativeDecimalSchema,
    by: positiveDecimalSchema.nullable().default(null),
    to: positiveDecimalSchema.nullable().default(null),
    pricePerHour: moneySchema
      .refine((price) => compare(price, zero(price.currency)) > 0, 'must be above 0')
      .nullable()
      .default(null),
    retryAfterHours: z
      .array(z.number().positive().max(8760))
      .min(1, 'names no wait')
      .max(20)
      .default([1, 24, 72])
      .readonly(),
    invoice: z.enum(['issue', 'draft']).default('issue'),
  })
  .refine(({ by, to }) => (by === null) !== (to === null), {
    path: ['by'],
    message: 'must stand alone: a top-up adds `by` an amount or fills up `to` one',
  })
  .refine(({ threshold, to }) => to === null || decimal(to).greaterThanOrEqualTo(threshold), {
    path: ['to'],
    message: 'must not be below the threshold, or another top-up would be due at once',
  });
