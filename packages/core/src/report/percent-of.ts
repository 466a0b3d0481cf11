import { decimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { formatFixed } from '../money/decimal.ts';

/** Decimal places of every percentage in a report; what has more is rounded half-up. */
const percentPlaces = 2;

/** A part in percent of a whole, or `null` where the whole is 0 and there is no such share. */
export function percentOf(part: DecimalString | number, whole: DecimalString | number): DecimalString | null {
  const all = decimal(whole);
  return all.isZero() ? null : formatFixed(decimal(part).times(100).dividedBy(all), percentPlaces);
}
