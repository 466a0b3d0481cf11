import type { CurrencyCode } from '../money/currency.ts';
import { decimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import { roundMoney } from '../money/rounding.ts';

/** How much of a period is covered, in civil days. */
export interface DayShare {
  readonly covered: number;
  readonly full: number;
}

/**
 * The part of a price that belongs to the covered days of a period: price × covered ÷ full days, rounded half-up once
 * (R64). Days are those of the calendar; months of 30 days do not exist here.
 *
 * Each part is rounded on its own. The parts of a period that is cut in n therefore sum to the whole price within n ÷ 2
 * minor units; two parts are at most one minor unit off.
 *
 * @throws BillingError `DECIMAL_INVALID` when the price is not a decimal number.
 * @example
 * ```ts
 * import { prorate } from '@billwright/core';
 *
 * console.log(prorate('62.00', { covered: 20, full: 31 }, 'EUR').amount);
 * // => 40.00
 * ```
 */
export function prorate(price: DecimalString, { covered, full }: DayShare, currency: CurrencyCode): Money {
  return roundMoney(decimal(price).times(covered).dividedBy(full), currency);
}
