import { inputError } from '../errors/parse-input.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
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
 * @throws BillingError `PERIOD_INVALID` when the days are no part of a period.
 * @example
 * ```ts
 * import { prorate } from '@billwright/core';
 *
 * console.log(prorate('62.00', { covered: 20, full: 31 }, 'EUR').amount);
 * // => 40.00
 * ```
 */
export function prorate(price: DecimalString, share: DayShare, currency: CurrencyCode): Money {
  return roundMoney(partOf(decimal(price), share), currency);
}

/** The covered part of something that is for a whole period, exact. */
export function partOf(whole: Decimal, { covered, full }: DayShare): Decimal {
  if (
    Number.isSafeInteger(full) &&
    Number.isSafeInteger(covered) &&
    full >= 1 &&
    covered >= 0 &&
    covered <= full
  ) {
    return whole.times(covered).dividedBy(full);
  }
  const message = `${covered} of ${full} is no number of whole days of a period`;
  throw inputError('PERIOD_INVALID', [{ path: ['covered'], message }]);
}
