import { BillingError } from '../errors/billing-error.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import { minorDigits } from './currency.ts';
import { requireDecimal } from './decimal.ts';
import type { DecimalString } from './decimal-string.ts';
import { type Money, requireMoney } from './money.ts';

interface NumberStyle {
  readonly group: string;
  readonly point: string;
  /** The amount with its code beside it. */
  readonly withCode: (number: string, code: string) => string;
}

const styles = {
  en: { group: ',', point: '.', withCode: (number, code) => `${code} ${number}` },
  de: { group: '.', point: ',', withCode: (number, code) => `${number} ${code}` },
  // A narrow no-break space between groups and a no-break space before the code.
  fr: { group: '\u202f', point: ',', withCode: (number, code) => `${number}\u00a0${code}` },
} as const satisfies Record<string, NumberStyle>;

/** The languages that numbers are written in. */
export type NumberLocale = keyof typeof styles;

/**
 * Writes an amount for people, with the currency's code. It is the same on every runtime, byte for byte, since it asks
 * neither the machine's locale nor its locale data.
 *
 * @throws BillingError `CURRENCY_UNKNOWN` when the currency is not an active one of ISO 4217.
 * @throws BillingError `DECIMAL_INVALID` or `MONEY_INVALID` when the amount is no decimal string.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { formatMoney, money } from '@billwright/core';
 *
 * console.log(formatMoney(money('1234.50', 'EUR'), 'en'));
 * // => EUR 1,234.50
 * console.log(formatMoney(money('1234.50', 'EUR'), 'de'));
 * // => 1.234,50 EUR
 * ```
 */
export function formatMoney(value: Money, locale: NumberLocale): string {
  requireMoney(value);
  const { amount, currency } = value;
  // Asked for its refusal of what is no currency.
  minorDigits(currency);
  return styleOf(locale).withCode(formatNumber(amount, locale), currency);
}

/**
 * Writes a decimal number for people: its own decimal places, grouped by thousands.
 *
 * @throws BillingError `DECIMAL_INVALID` when the text is no decimal number.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { formatNumber } from '@billwright/core';
 *
 * console.log(formatNumber('12345.6789', 'en'), formatNumber('0.2083', 'de'));
 * // => 12,345.6789 0,2083
 * ```
 */
export function formatNumber(number: DecimalString, locale: NumberLocale): string {
  const { group, point } = styleOf(locale);
  if (typeof number !== 'string') {
    const message = `is ${nameOfValue(number)}: write it as a text such as "0.25"`;
    throw inputError('DECIMAL_INVALID', [{ path: ['number'], message }]);
  }
  requireDecimal(number);
  const [whole = '', fraction] = number.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : grouped + point + fraction;
}

function styleOf(locale: NumberLocale): NumberStyle {
  if (!Object.hasOwn(styles, locale)) {
    throw new BillingError('LOCALE_UNKNOWN', { locale, known: Object.keys(styles) });
  }
  return styles[locale];
}
