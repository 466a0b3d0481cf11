import { BillingError } from '../errors/billing-error.ts';
import type { CurrencyCode } from './currency.ts';
import { decimal } from './decimal.ts';
import type { DecimalString } from './decimal-string.ts';
import { fromMinorUnits, toMinorUnits } from './minor-units.ts';
import { type Money, requireMoney } from './money.ts';
import { type RoundingMode, roundMoney } from './rounding.ts';

/**
 * The sum of two amounts of one currency.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the currencies differ.
 * @example
 * ```ts
 * import { add, money } from '@billwright/core';
 *
 * console.log(add(money('0.10', 'EUR'), money('0.20', 'EUR')).amount);
 * // => 0.30
 * ```
 */
export function add(left: Money, right: Money): Money {
  requireMoney(left);
  requireCurrency(right, left.currency);
  return fromMinorUnits(toMinorUnits(left) + toMinorUnits(right), left.currency);
}

/**
 * The first amount less the second.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the currencies differ.
 * @example
 * ```ts
 * import { money, subtract } from '@billwright/core';
 *
 * console.log(subtract(money('5.00', 'EUR'), money('7.50', 'EUR')).amount);
 * // => -2.50
 * ```
 */
export function subtract(left: Money, right: Money): Money {
  requireMoney(left);
  requireCurrency(right, left.currency);
  return fromMinorUnits(toMinorUnits(left) - toMinorUnits(right), left.currency);
}

/**
 * The amount with the other sign. Zero stays "0.00".
 *
 * @example
 * ```ts
 * import { money, negate } from '@billwright/core';
 *
 * console.log(negate(money('7.50', 'EUR')).amount);
 * // => -7.50
 * ```
 */
export function negate(amount: Money): Money {
  requireMoney(amount);
  return fromMinorUnits(-toMinorUnits(amount), amount.currency);
}

/**
 * The sum of any number of amounts. The currency is an argument, so that the sum of none is zero of something.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when an amount is of another currency.
 * @example
 * ```ts
 * import { money, sum } from '@billwright/core';
 *
 * console.log(sum([money('33.33', 'EUR'), money('66.66', 'EUR')], 'EUR').amount, sum([], 'JPY').amount);
 * // => 99.99 0
 * ```
 */
export function sum(amounts: readonly Money[], currency: CurrencyCode): Money {
  let units = 0n;
  for (const amount of amounts) {
    requireCurrency(amount, currency);
    units += toMinorUnits(amount);
  }
  return fromMinorUnits(units, currency);
}

/**
 * The order of two amounts of one currency: -1, 0 or 1. Fit for sorting.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the currencies differ.
 * @example
 * ```ts
 * import { compare, money } from '@billwright/core';
 *
 * console.log(compare(money('9.00', 'EUR'), money('10.00', 'EUR')));
 * // => -1
 * ```
 */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  requireMoney(left);
  requireCurrency(right, left.currency);
  const difference = toMinorUnits(left) - toMinorUnits(right);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/**
 * The amount times a factor, rounded once to the currency's minor unit.
 *
 * @throws BillingError `DECIMAL_INVALID` when the factor is not a decimal number.
 * @example
 * ```ts
 * import { money, multiply } from '@billwright/core';
 *
 * console.log(multiply(money('99.99', 'EUR'), '0.1').amount, multiply(money('99.99', 'EUR'), '0.1', 'down').amount);
 * // => 10.00 9.99
 * ```
 */
export function multiply(amount: Money, factor: DecimalString, rounding: RoundingMode = 'half-up'): Money {
  requireMoney(amount);
  return roundMoney(decimal(amount.amount).times(decimal(factor)), amount.currency, rounding);
}

/** Refuses an amount of another currency: there is no arithmetic across currencies. */
export function requireCurrency(amount: Money, currency: CurrencyCode): void {
  requireMoney(amount);
  if (amount.currency !== currency) {
    throw new BillingError('CURRENCY_MISMATCH', { left: currency, right: amount.currency });
  }
}
