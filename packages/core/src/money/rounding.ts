import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type CurrencyCode, minorDigits } from './currency.ts';
import { type Decimal, decimal, formatFixed, toPlaces } from './decimal.ts';
import { type DecimalString, positiveDecimalSchema } from './decimal-string.ts';
import { fromMinorUnits, toMinorUnits } from './minor-units.ts';
import type { Money } from './money.ts';

const roundingModes = ['half-up', 'half-even', 'half-down', 'up', 'down'] as const;

/**
 * What happens to the digits that are cut off. `up` is away from zero and `down` is toward it; the `half-` modes round
 * to the nearest and use their word for exact ties only, so `half-up` rounds -0.5 to -1. `half-even` rounds ties to
 * the even neighbour.
 */
export type RoundingMode = (typeof roundingModes)[number];

/** A {@link RoundingMode}. */
export const roundingModeSchema: z.ZodType<RoundingMode, RoundingMode> = z.enum(roundingModes);

/** Rounding as data, so that it can be stored with the result. */
export interface RoundingRule {
  readonly mode: RoundingMode;
  /** Decimal places that are kept, 0 to 20. */
  readonly scale: number;
}

/** A {@link RoundingRule}. */
export const roundingRuleSchema: z.ZodType<RoundingRule, RoundingRule> = z.strictObject({
  mode: roundingModeSchema,
  scale: z.int().min(0).max(20),
});

/** Rounds an exact number by a rule. */
export function roundDecimal(value: Decimal, { mode, scale }: RoundingRule): Decimal {
  return toPlaces(value, scale, mode);
}

/**
 * Money from an exact number, rounded to the currency's minor unit.
 *
 * @throws BillingError `DECIMAL_INVALID` when a text is not a decimal number.
 * @throws BillingError `CURRENCY_UNKNOWN` when the currency is not an active one of ISO 4217.
 * @throws BillingError `AMOUNT_OUT_OF_RANGE` when the result has more than 30 digits before the point.
 * @example
 * ```ts
 * import { roundMoney } from '@billwright/core';
 *
 * console.log(roundMoney('9.995', 'EUR').amount, roundMoney('9.995', 'EUR', 'half-down').amount);
 * // => 10.00 9.99
 * console.log(roundMoney('9999.75', 'JPY').amount);
 * // => 10000
 * ```
 */
export function roundMoney(
  value: Decimal | DecimalString,
  currency: CurrencyCode,
  mode: RoundingMode = 'half-up',
): Money {
  const exact = typeof value === 'string' ? decimal(value) : value;
  const places = minorDigits(currency);
  const rounded = formatFixed(toPlaces(exact, places, mode), places);
  return fromMinorUnits(BigInt(rounded.replace('.', '')), currency);
}

/**
 * The nearest multiple of a step: cash rounding, where the smallest coin is larger than the minor unit.
 *
 * @throws BillingError `DECIMAL_INVALID` when the step is not a decimal number above 0.
 * @throws BillingError `MONEY_INVALID` when the step is finer than the currency's minor unit.
 * @example
 * ```ts
 * import { money, roundToStep } from '@billwright/core';
 *
 * console.log(roundToStep(money('20.18', 'CHF'), '0.05').amount);
 * // => 20.20
 * ```
 */
export function roundToStep(amount: Money, step: DecimalString, mode: RoundingMode = 'half-up'): Money {
  const positiveStep = parseInput('DECIMAL_INVALID', positiveDecimalSchema, step);
  const unitsPerStep = toMinorUnits({ amount: positiveStep, currency: amount.currency });
  // The quotient of two whole numbers of 30 digits can't be mistaken for a tie at the precision of Decimal.
  const steps = toPlaces(decimal(toMinorUnits(amount)).dividedBy(unitsPerStep), 0, mode);
  return fromMinorUnits(BigInt(formatFixed(steps, 0)) * unitsPerStep, amount.currency);
}
