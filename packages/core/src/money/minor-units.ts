import { BillingError } from '../errors/billing-error.ts';
import { type CurrencyCode, minorDigits } from './currency.ts';
import { type Money, money } from './money.ts';

/** Amounts have at most so many digits before the point. */
const wholeDigits = 30;

/**
 * An amount as a whole number of the currency's smallest unit: 12.50 EUR is 1250 cents. Exact.
 *
 * @throws BillingError `MONEY_INVALID` when the amount does not fit its currency.
 */
export function toMinorUnits({ amount, currency }: Money): bigint {
  return BigInt(money(amount, currency).amount.replace('.', ''));
}

/**
 * The amount that a whole number of the currency's smallest unit makes: 1250 cents are 12.50 EUR. Exact.
 *
 * @throws BillingError `AMOUNT_OUT_OF_RANGE` when it needs more than 30 digits before the point.
 */
export function fromMinorUnits(units: bigint, currency: CurrencyCode): Money {
  const places = minorDigits(currency);
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const amount = places === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  if (point > wholeDigits)
    throw new BillingError('AMOUNT_OUT_OF_RANGE', { value: amount, limit: `10^${wholeDigits}` });
  return { amount, currency };
}
