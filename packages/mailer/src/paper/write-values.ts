import {
  addDays,
  type CivilDate,
  formatMoney,
  formatNumber,
  type Money,
  negate,
  type NumberLocale,
  type Party,
  type Period,
} from '@billwright/core';
import type { Words } from './words/words.ts';
import { wordsOf, writesSwiss } from './words/words-of.ts';

/** How values are written in one language. */
export interface Writer {
  readonly words: Words;
  readonly number: (value: string) => string;
  /** With the currency. */
  readonly money: (value: Money) => string;
  /** With a minus before it, and the currency. */
  readonly minus: (value: Money) => string;
  /** Without the currency, for a column that names it. */
  readonly amount: (value: Money) => string;
  readonly date: (value: CivilDate) => string;
  /** From a day to another, which is one of the days. */
  readonly days: (from: CivilDate, to: CivilDate) => string;
  readonly period: (period: Period) => string;
}

const dates: Readonly<Record<NumberLocale, (year: string, month: string, day: string) => string>> = {
  en: (year, month, day) => `${Number(day)}\u00a0${months[Number(month) - 1] ?? month}\u00a0${year}`,
  de: (year, month, day) => `${day}.${month}.${year}`,
  fr: (year, month, day) => `${day}/${month}/${year}`,
};

// A day before a month before a year is read as a month before a day by some: its name is plain to all.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// A hyphen is shorter than the digits beside it and breaks from them.
const signed = (text: string): string => text.replace('-', '−');

/** The writer of a language, as it is written where the seller is. */
export function writerOf(language: NumberLocale, seller: Pick<Party, 'address'>): Writer {
  // They write 1’234.50 in every language.
  const isSwiss = writesSwiss(seller);
  const locale = isSwiss ? 'en' : language;
  const shown = (text: string): string => signed(isSwiss ? text.replaceAll(',', '’') : text);
  const date = (value: CivilDate): string => {
    const [year = '', month = '', day = ''] = value.split('-');
    return dates[language](year, month, day);
  };
  const days = (from: CivilDate, to: CivilDate): string =>
    from === to ? date(from) : `${date(from)} – ${date(to)}`;
  return {
    words: wordsOf(language, seller),
    number: (value) => shown(formatNumber(value, locale)),
    money: (value) => shown(formatMoney(value, locale)),
    minus: (value) => shown(formatMoney(negate(value), locale)),
    amount: ({ amount }) => shown(formatNumber(amount, locale)),
    date,
    days,
    period: ({ from, to }) => days(from, addDays(to, -1)),
  };
}
