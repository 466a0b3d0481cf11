import { toCommonScale } from './common-scale.ts';
import { decimal } from './decimal.ts';
import type { DecimalString } from './decimal-string.ts';
import { divideRounded } from './divide-rounded.ts';

/** An exact decimal number for whole-number arithmetic: `units` / 10 ^ `scale`. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** A power of ten. */
export const tenTo = (exponent: number): bigint => 10n ** BigInt(exponent);

/**
 * Reads a decimal string. Trailing zeros do not count, so equal numbers are equal however they are written.
 *
 * @throws BillingError `DECIMAL_INVALID` when the text is not a decimal number.
 */
export function toScaled(text: DecimalString): Scaled {
  const { units, scale } = toCommonScale([decimal(text)]);
  return { units: units[0] ?? 0n, scale };
}

/** The number rounded half-up to so many decimal places. */
export function roundScaled({ units, scale }: Scaled, places: number): Scaled {
  return { units: divideRounded(units * tenTo(places), tenTo(scale), 'half-up'), scale: places };
}

/** Writes the number without trailing zeros, but with at least so many decimal places. */
export function textOfScaled({ units, scale }: Scaled, leastPlaces = 0): DecimalString {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === 48) end -= 1;
  const fraction = digits.slice(point, end).padEnd(leastPlaces, '0');
  const text = fraction === '' ? digits.slice(0, point) : `${digits.slice(0, point)}.${fraction}`;
  return units < 0n ? `-${text}` : text;
}
