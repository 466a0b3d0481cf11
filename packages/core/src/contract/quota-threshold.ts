import { z } from 'zod';
import { decimal, formatDecimal } from '../money/decimal.ts';
import { type DecimalString, positiveDecimalSchema } from '../money/decimal-string.ts';

/** The percentages of use at which somebody is told, unless an allowance says otherwise (R63). */
export const defaultThresholds: readonly DecimalString[] = ['80', '95', '100'];

/** Percentages above 0, each once, the lowest first. */
export const thresholdsSchema: z.ZodType<readonly DecimalString[], readonly DecimalString[]> = z
  .array(positiveDecimalSchema.transform((percent) => formatDecimal(decimal(percent))))
  .max(20)
  .transform((percents) => [...new Set(percents)].toSorted((a, b) => decimal(a).comparedTo(b)));

/** How much of a quantity was used, both in the same unit. */
export interface QuotaUse {
  readonly used: DecimalString;
  readonly limit: DecimalString;
}

/**
 * The thresholds that are reached and were not raised before, the lowest first (R63). Raise them and remember them:
 * each is raised once in a period, also when work is taken back and added again.
 *
 * Use is held against the limit exactly: 79.999 % does not reach 80 %. A limit of 0 has nothing to use up: its thresholds
 * are reached with the first use.
 *
 * @param raised the thresholds that were raised in this period before
 * @throws BillingError `DECIMAL_INVALID` when a quantity or a threshold is not a decimal number.
 * @example
 * ```ts
 * import { crossedThresholds } from '@billwright/core';
 *
 * const raised = crossedThresholds({ used: '9.6', limit: '10' }, ['80', '95', '100'], ['80']);
 * console.log(raised.join(' '));
 * // => 95
 * ```
 */
export function crossedThresholds(
  { used, limit }: QuotaUse,
  thresholds: readonly DecimalString[] = defaultThresholds,
  raised: readonly DecimalString[] = [],
): readonly DecimalString[] {
  const use = decimal(used);
  if (use.isZero()) return [];
  return thresholds.filter((percent) => {
    const reached = use.times(100).greaterThanOrEqualTo(decimal(percent).times(decimal(limit)));
    return reached && !raised.some((known) => decimal(known).equals(percent));
  });
}
