import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { currenciesByMinorDigits } from './iso-4217.ts';

/** An ISO 4217 code in capital letters, for example `"EUR"`. */
export type CurrencyCode = string;

const minorDigitsByCode: ReadonlyMap<CurrencyCode, number> = new Map(
  currenciesByMinorDigits.flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code): [CurrencyCode, number] => [code, digits]),
  ),
);

/** The code of an active currency of ISO 4217 that has a minor unit. */
export const currencySchema: z.ZodType<CurrencyCode, CurrencyCode> = z
  .string()
  .refine(isCurrency, { error: 'must be a currency code of ISO 4217, such as "EUR"', abort: true });

/**
 * Says whether a text is the code of an active currency. Small letters are not: `eur` is no code.
 *
 * @example
 * ```ts
 * import { isCurrency } from '@billwright/core';
 *
 * console.log(isCurrency('EUR'), isCurrency('eur'), isCurrency('DEM'));
 * // => true false false
 * ```
 */
export function isCurrency(code: string): code is CurrencyCode {
  return minorDigitsByCode.has(code);
}

/**
 * How many decimal places amounts of a currency have: 2 for most, 0 for JPY, 3 for KWD, 4 for CLF.
 *
 * @throws BillingError `CURRENCY_UNKNOWN` when the code is not an active currency of ISO 4217.
 * @example
 * ```ts
 * import { minorDigits } from '@billwright/core';
 *
 * console.log(minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD'));
 * // => 2 0 3
 * ```
 */
export function minorDigits(currency: CurrencyCode): number {
  const digits = minorDigitsByCode.get(currency);
  if (digits === undefined) throw new BillingError('CURRENCY_UNKNOWN', { currency });
  return digits;
}

/**
 * The codes of all active currencies, in alphabetical order.
 *
 * @example
 * ```ts
 * import { currencyCodes } from '@billwright/core';
 *
 * console.log(currencyCodes().slice(0, 3).join(' '));
 * // => AED AFN ALL
 * ```
 */
export function currencyCodes(): readonly CurrencyCode[] {
  return [...minorDigitsByCode.keys()].toSorted();
}
