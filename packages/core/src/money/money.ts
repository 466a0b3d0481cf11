import { z } from 'zod';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import { type CurrencyCode, currencySchema, minorDigits } from './currency.ts';

/** An amount in one currency. Plain JSON: safe to store, log, compare and send. */
export interface Money {
  /** A decimal string with exactly the currency's minor digits, for example "287.50". Never a float. */
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/**
 * Reads {@link Money} from outside. Amounts may have fewer decimal places than the currency and get the rest:
 * "12.5" EUR is "12.50". More are refused, since dropping them would be rounding in secret.
 */
export const moneySchema: z.ZodType<Money, Money> = z
  .strictObject({ amount: z.string(), currency: currencySchema })
  .transform(({ amount, currency }, context) => {
    const reading = readAmount(amount, currency);
    if ('amount' in reading) return { amount: reading.amount, currency };
    context.addIssue({ code: 'custom', path: ['amount'], message: reading.fault });
    return z.NEVER;
  });

/**
 * An amount of money from a decimal string, written with the currency's decimal places.
 *
 * @throws BillingError `MONEY_INVALID` when the amount is no decimal number or has more decimals than the currency.
 * @throws BillingError `CURRENCY_UNKNOWN` when the currency is not an active one of ISO 4217.
 * @example
 * ```ts
 * import { money } from '@billwright/core';
 *
 * console.log(money('12.5', 'EUR').amount, money('7500', 'JPY').amount);
 * // => 12.50 7500
 * ```
 */
export function money(amount: string, currency: CurrencyCode): Money {
  const reading = readAmount(amount, currency);
  if ('fault' in reading) throw inputError('MONEY_INVALID', [{ path: ['amount'], message: reading.fault }]);
  return { amount: reading.amount, currency };
}

/**
 * No money at all in a currency: the start of a sum.
 *
 * @throws BillingError `CURRENCY_UNKNOWN` when the currency is not an active one of ISO 4217.
 * @example
 * ```ts
 * import { zero } from '@billwright/core';
 *
 * console.log(zero('EUR').amount);
 * // => 0.00
 * ```
 */
export function zero(currency: CurrencyCode): Money {
  return money('0', currency);
}

/**
 * Says whether an amount is zero, however it is written.
 *
 * @throws BillingError `MONEY_INVALID` when the amount does not fit its currency.
 * @example
 * ```ts
 * import { isZero, money } from '@billwright/core';
 *
 * console.log(isZero(money('0.00', 'EUR')), isZero(money('0.01', 'EUR')));
 * // => true false
 * ```
 */
export function isZero(value: Money): boolean {
  requireMoney(value);
  const { amount, currency } = value;
  return !/[1-9]/.test(money(amount, currency).amount);
}

/**
 * Says whether an amount is below zero.
 *
 * @throws BillingError `MONEY_INVALID` when the amount does not fit its currency.
 * @example
 * ```ts
 * import { isNegative, money } from '@billwright/core';
 *
 * console.log(isNegative(money('-0.01', 'EUR')), isNegative(money('0.00', 'EUR')));
 * // => true false
 * ```
 */
export function isNegative(value: Money): boolean {
  requireMoney(value);
  return money(value.amount, value.currency).amount.startsWith('-');
}

/** Refuses what is no amount of money by its form, so that nobody looks into nothing. */
export function requireMoney(value: Money): void {
  if (typeof value === 'object' && (value as unknown) !== null && typeof value.amount === 'string') return;
  const message = `is ${nameOfValue(Object(value).amount ?? value)}: write { amount: '12.50', currency: 'EUR' }`;
  throw inputError('MONEY_INVALID', [{ path: [], message }]);
}

const amountParts = /^(-?)0*(\d{1,30})(?:\.(\d{1,20}))?$/;

function readAmount(
  text: string,
  currency: CurrencyCode,
): { readonly amount: string } | { readonly fault: string } {
  const places = minorDigits(currency);
  if (typeof text !== 'string')
    return { fault: `is ${nameOfValue(text)}: write it as a text such as "12.50"` };
  const parts = amountParts.exec(text);
  if (parts === null) return { fault: `"${text}" is not an amount such as "12.50"` };
  const [, sign = '', whole = '', fraction = ''] = parts;
  if (fraction.length > places) {
    return { fault: `${currency} has ${decimalPlaces(places)}, "${text}" has ${fraction.length}` };
  }
  const amount = places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
  return { amount: /[1-9]/.test(amount) ? sign + amount : amount };
}

const decimalPlaces = (places: number): string =>
  places === 0 ? 'no decimal places' : `${places} decimal places`;
