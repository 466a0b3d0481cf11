import {
  addDays,
  type CivilDate,
  formatMoney,
  formatNumber,
  type Money,
  negate,
  type NumberLocale,
  type Period,
} from '@billwright/core';
import type { Words } from './words/words.ts';
import { wordsOf } from './words/words-of.ts';

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
  en: (year, month, day) => `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`,
  de: (year, month, day) => `${day}.${month}.${year}`,
  fr: (year, month, day) => `${day}/${month}/${year}`,
};

// A day before a month before a year is read as a month before a day by some: its name is plain to all.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// A hyphen is shorter than the digits beside it and breaks from them.
const signed = (text: string): string => text.replace('-', '−');

/** The writer of a language. */
export function writerOf(language: NumberLocale): Writer {
  const date = (value: CivilDate): string => {
    const [year = '', month = '', day = ''] = value.split('-');
    return dates[language](year, month, day);
  };
  const days = (from: CivilDate, to: CivilDate): string =>
    from === to ? date(from) : `${date(from)} – ${date(to)}`;
  return {
    words: wordsOf(language),
    number: (value) => signed(formatNumber(value, language)),
    money: (value) => signed(formatMoney(value, language)),
    minus: (value) => signed(formatMoney(negate(value), language)),
    amount: ({ amount }) => signed(formatNumber(amount, language)),
    date,
    days,
    period: ({ from, to }) => days(from, addDays(to, -1)),
  };
}
