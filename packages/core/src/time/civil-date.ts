import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { daysFromCivil, secondsPerDay } from './civil-day.ts';
import { readDay } from './digits.ts';
import { writeDate } from './written-time.ts';

/** A day without a time and without a zone, `YYYY-MM-DD`. Later dates sort after earlier ones as text. */
export type CivilDate = string;

/** A day of the week as ISO 8601 numbers it: Monday is 1, Sunday is 7. */
export type IsoWeekday = (typeof weekdays)[number];

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const firstYear = 1970;
const lastYear = 2199;
const refusal = `is not a day that exists, written YYYY-MM-DD, from ${firstYear} to ${lastYear}`;

const endOfDays = daysFromCivil(lastYear + 1, 1, 1);

// Wall clocks at the edges of those years, and periods that begin in them, reach a little further.
const beginOfFourDigits = daysFromCivil(0, 1, 1);
const endOfFourDigits = daysFromCivil(10_000, 1, 1);

/** The day number of a `YYYY-MM-DD`, or NaN when the text is no day of the years 1970 to 2199. */
export function parseCivilDate(text: string): number {
  const day = text.length === 10 ? readDay(text) : Number.NaN;
  return day >= 0 && day < endOfDays ? day : Number.NaN;
}

/** Accepts a day that exists, written `YYYY-MM-DD`, in the years 1970 to 2199. */
export const civilDateSchema: z.ZodType<CivilDate, CivilDate> = z
  .string()
  .refine((text) => !Number.isNaN(parseCivilDate(text)), refusal);

/**
 * Checks that a text is a civil date: a day that exists, in the years 1970 to 2199.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when it is not.
 * @example
 * ```ts
 * import { civilDate } from '@billwright/core';
 *
 * console.log(civilDate('2028-02-29'));
 * // => 2028-02-29
 * ```
 */
export function civilDate(text: string): CivilDate {
  return parseInput('CIVIL_DATE_INVALID', civilDateSchema, text);
}

/**
 * Counts the days from 1970-01-01 to a civil date.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the text is not a civil date.
 * @example
 * ```ts
 * import { dayNumber } from '@billwright/core';
 *
 * console.log(dayNumber('2026-03-01') - dayNumber('2026-02-01'));
 * // => 28
 * ```
 */
export function dayNumber(date: CivilDate): number {
  const day = parseCivilDate(date);
  if (Number.isNaN(day)) throw inputError('CIVIL_DATE_INVALID', [{ path: [], message: refusal }]);
  return day;
}

/**
 * The civil date that lies so many days after 1970-01-01: the inverse of {@link dayNumber}.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when it is no whole number, or lies outside the years 0 to 9999.
 */
export function civilDateOf(days: number): CivilDate {
  if (!(Number.isInteger(days) && days >= beginOfFourDigits && days < endOfFourDigits)) {
    const message = `${days} is no whole number of days that leads to a year of four digits`;
    throw inputError('CIVIL_DATE_INVALID', [{ path: ['days'], message }]);
  }
  return writeDate(days * secondsPerDay);
}

/** The day of the week of a day number: Monday is 1, Sunday is 7. */
export function weekdayOf(day: number): IsoWeekday {
  // Day -3 was a Monday; the remainder of a negative number is negative. One of seven is always there.
  return weekdays[(((day + 3) % 7) + 7) % 7]!;
}

/**
 * Moves a civil date by whole days; a negative number moves it back.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the text is not a civil date, or the days are no whole number.
 * @example
 * ```ts
 * import { addDays } from '@billwright/core';
 *
 * console.log(addDays('2026-12-31', 1));
 * // => 2027-01-01
 * ```
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDateOf(dayNumber(date) + days);
}
