import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { plainObject } from '../errors/plain-object.ts';
import { unlessMissing } from '../errors/plain-words.ts';
import { textSchema } from '../errors/text-schema.ts';
import { type CivilDate, civilDate, civilDateSchema } from '../time/civil-date.ts';

/** A civil date on which all time is in the band `holiday`. */
export interface Holiday {
  readonly date: CivilDate;
  readonly name?: string;
}

/** A {@link Holiday} as it is written down: a date, or a date with a name. */
export type HolidayInput = CivilDate | { readonly date: CivilDate; readonly name?: string | undefined };

/**
 * Tells the holidays from one civil date up to, not including, another: a country's list, a company's own.
 * Ask it before rating, with {@link resolveHolidays}: a bill depends on dates, not on who knew them.
 */
export type HolidaySource = (from: CivilDate, to: CivilDate) => readonly HolidayInput[];

const namedHolidaySchema = z
  .strictObject({ date: civilDateSchema, name: textSchema(200).optional() })
  .transform(({ date, name }): Holiday => (name === undefined ? { date } : { date, name }));

/** Accepts a date or a date with a name; gives the latter form. */
export const holidaySchema: z.ZodType<Holiday, HolidayInput> = z.union(
  [civilDateSchema.transform((date): Holiday => ({ date })), plainObject(namedHolidaySchema)],
  { error: unlessMissing('is neither a date YYYY-MM-DD nor a date with a name, { date, name }') },
);

/**
 * Asks a source for the holidays from `from` up to, not including, `to`, for use in a calendar.
 *
 * They come ordered by date. Where a source gives several for one date, the first counts; what lies outside the
 * dates asked for is left out.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when `from` or `to` is not a civil date.
 * @throws BillingError `CALENDAR_INVALID` when the source gives something that is not a holiday.
 * @example
 * ```ts
 * import { resolveHolidays } from '@billwright/core';
 *
 * const christmas = (from: string, to: string) =>
 *   ['2025-12-25', '2026-12-25', '2027-12-25'].filter((date) => from <= date && date < to);
 * const holidays = resolveHolidays(christmas, '2026-01-01', '2028-01-01');
 * console.log(holidays.map(({ date }) => date).join(' '));
 * // => 2026-12-25 2027-12-25
 * ```
 */
export function resolveHolidays(source: HolidaySource, from: CivilDate, to: CivilDate): readonly Holiday[] {
  const first = civilDate(from);
  const end = civilDate(to);
  const found = parseInput('CALENDAR_INVALID', z.array(holidaySchema), source(first, end));
  const byDate = new Map<CivilDate, Holiday>();
  for (const holiday of found) {
    const inside = first <= holiday.date && holiday.date < end;
    if (inside && !byDate.has(holiday.date)) byDate.set(holiday.date, holiday);
  }
  return [...byDate.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1));
}
