import { nameOfValue } from '../errors/name-of-value.ts';
import type { AllowanceUnit } from '../contract/allowance.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Money } from '../money/money.ts';
import { type ExplainOptions, explanationError, wordsOf } from './explain.ts';
import type { BillWords } from './words/bill-words.ts';
import { germanBill } from './words/de-bill.ts';
import { englishBill } from './words/en-bill.ts';
import { frenchBill } from './words/fr-bill.ts';

/** What each language says of the parts of a bill. */
export const billWords: { readonly [Locale in NumberLocale]: BillWords } = {
  en: englishBill,
  de: germanBill,
  fr: frenchBill,
};

/** The words of a language for the parts of a bill; English when none is named. */
export function billWordsOf(options: ExplainOptions): BillWords {
  // Asked for its refusals.
  wordsOf(options);
  return billWords[options.locale ?? 'en'];
}

/** Refuses what does not have the fields of the piece that is to be explained. */
export function requirePiece(given: unknown, fields: readonly string[], piece: string): void {
  const found: Record<string, unknown> = Object(given);
  if (fields.every((field) => found[field] !== undefined)) return;
  throw explanationError(['piece'], `is ${nameOfValue(given)}, and no ${piece}`);
}

/** A number of hours (told in seconds), incidents or an amount. Parts of a second are not shown. */
export function writeQuantity(
  { notation, quantity: units }: BillWords,
  unit: AllowanceUnit,
  quantity: DecimalString,
  currency: CurrencyCode,
): string {
  const negative = quantity.startsWith('-');
  const write = {
    hours: () => (negative ? '-' : '') + notation.duration(Math.floor(Math.abs(Number(quantity)))),
    incidents: () => notation.number(quantity),
    money: () => notation.money(quantity, currency),
  };
  return units[unit](write[unit]());
}

/** An amount of money in words' own notation. */
export function writeMoney({ notation }: Pick<BillWords, 'notation'>, { amount, currency }: Money): string {
  return notation.money(amount, currency);
}
