import { minorDigits } from '../../money/currency.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { type NumberLocale, formatMoney, formatNumber } from '../../money/format-money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { roundScaled, textOfScaled, toScaled } from '../../money/scaled.ts';

/** How one language writes what sentences are made of. */
export interface Notation {
  /** `1 h 20 min`, `12 min 30 s`, and `0 min` for nothing. */
  readonly duration: (seconds: number) => string;
  readonly number: (number: DecimalString) => string;
  /** An exact amount or price with its currency and at least the currency's decimal places. */
  readonly money: (amount: DecimalString, currency: string) => string;
  /** `= EUR 7.50`, or `≈ EUR 6.6667` where the exact amount has more than four decimal places. */
  readonly equals: (amount: DecimalString, currency: string) => string;
  /** A civil date as the language's bookkeepers write it. */
  readonly date: (date: CivilDate) => string;
  /** An instant in UTC, to the second. */
  readonly moment: (instant: Instant) => string;
  /** Words between quotation marks, for ids and names. */
  readonly quote: (text: string) => string;
}

/** What differs between languages. */
export interface NotationStyle {
  readonly locale: NumberLocale;
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  /** Between a number and its unit. */
  readonly space: string;
  readonly quotes: readonly [string, string];
  readonly date: (year: string, month: string, day: string) => string;
}

/** As many decimal places of an exact amount are shown. */
const shownPlaces = 4;

/** The notation of a language. */
export function notation({ locale, hours, minutes, seconds, space, quotes, date }: NotationStyle): Notation {
  const number = (text: DecimalString): string => formatNumber(text, locale);
  const money = (amount: DecimalString, currency: string): string =>
    formatMoney({ amount: textOfScaled(toScaled(amount), minorDigits(currency)), currency }, locale);
  const writeDate = (text: CivilDate): string => {
    const [year = '', month = '', day = ''] = text.split('-');
    return date(year, month, day);
  };
  return {
    number,
    money,
    date: writeDate,
    moment: (instant) => `${writeDate(instant.slice(0, 10))} ${instant.slice(11, 19)} UTC`,
    duration: (total) => {
      const parts: [number, string][] = [
        [Math.floor(total / 3600), hours],
        [Math.floor(total / 60) % 60, minutes],
        [total % 60, seconds],
      ];
      const shown = parts.filter(([value]) => value !== 0);
      if (shown.length === 0) return `0${space}${minutes}`;
      return shown.map(([value, unit]) => number(String(value)) + space + unit).join(' ');
    },
    equals: (amount, currency) => {
      const exact = toScaled(amount);
      if (exact.scale <= shownPlaces) return `= ${money(amount, currency)}`;
      return `≈ ${money(textOfScaled(roundScaled(exact, shownPlaces)), currency)}`;
    },
    quote: (text) => quotes[0] + text + quotes[1],
  };
}

/** The text with one full stop at its end; an abbreviation's point is one. */
export function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
