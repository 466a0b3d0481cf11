import { decimal, formatDecimal } from './decimal.ts';
import type { DecimalString } from './decimal-string.ts';
import type { RoundingMode } from './rounding.ts';

/** A decimal number that is ready for whole-number arithmetic: `decimal` = `units` / 10 ^ `scale`. */
export interface ScaledRate {
  /** The number as it was written. */
  readonly decimal: DecimalString;
  /** Null when the number has too many digits for a safe integer: calculate with `decimal` then. */
  readonly units: number | null;
  /** How many decimal places `units` holds; trailing zeros do not count. */
  readonly scale: number;
}

/**
 * Prepares a decimal number for whole-number arithmetic.
 *
 * @throws BillingError `DECIMAL_INVALID` when the text is not a decimal number.
 */
export function scaleRate(text: DecimalString): ScaledRate {
  const [whole = '', fraction = ''] = formatDecimal(decimal(text)).split('.');
  const units = Number(whole + fraction);
  return { decimal: text, units: Number.isSafeInteger(units) ? units : null, scale: fraction.length };
}

/** The product of two safe integers, or NaN when it is no safe integer and must be had with `bigint`. */
export function exactProduct(left: number, right: number): number {
  const product = left * right;
  return Number.isSafeInteger(product) ? product + 0 : Number.NaN;
}

/**
 * A quotient of safe integers rounded to a whole number, exactly. The denominator is above 0. NaN stays NaN.
 *
 * Why no digit is lost: below 2^53 a quotient lies at least 1/denominator under the next whole number, which is more
 * than half a unit in its last place, so the floor of the float is the floor of the fraction and the remainder is exact.
 */
export function roundedQuotient(numerator: number, denominator: number, mode: RoundingMode): number {
  // Subtracted from 0, not negated: a zero must never carry a sign.
  const magnitude = numerator > 0 ? numerator : 0 - numerator;
  const floor = Math.floor(magnitude / denominator);
  const remainder = magnitude - floor * denominator;
  const rounded =
    remainder === 0 || !roundsAway(mode, 2 * remainder - denominator, floor) ? floor : floor + 1;
  return numerator < 0 ? 0 - rounded : rounded;
}

/** The same for whole numbers of any size. The denominator is above 0. */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const floor = magnitude / denominator;
  const remainder = magnitude - floor * denominator;
  const aboveHalf = 2n * remainder - denominator;
  const sign = aboveHalf === 0n ? 0 : aboveHalf < 0n ? -1 : 1;
  const rounded = remainder === 0n || !roundsAway(mode, sign, Number(floor & 1n)) ? floor : floor + 1n;
  return numerator < 0n ? -rounded : rounded;
}

/** Whether a magnitude with a remainder goes to the next whole number; `aboveHalf` is 0 for a tie. */
function roundsAway(mode: RoundingMode, aboveHalf: number, floor: number): boolean {
  switch (mode) {
    case 'half-up':
      return aboveHalf >= 0;
    case 'half-even':
      return aboveHalf > 0 || (aboveHalf === 0 && floor % 2 === 1);
    case 'half-down':
      return aboveHalf > 0;
    case 'up':
      return true;
    case 'down':
      return false;
  }
}
