import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type ZoneId, zoneSchema } from '../time/zone.ts';
import { isStandardBand } from './band.ts';
import { type ClockTime, endTimeSchema, startTimeSchema } from './clock-time.ts';
import { type Holiday, type HolidayInput, holidaySchema } from './holidays.ts';
import { type Weekday, weekdaysSchema } from './weekday.ts';

/** Hours of the week, told by the clocks on the wall. */
export interface WeeklyWindow {
  /** The days on which the window begins. */
  readonly weekdays: readonly Weekday[];
  readonly from: ClockTime;
  /**
   * Up to `24:00`. Before `from` it is a time of the next day, whatever day that is. It can't be the same as `from`:
   * a whole day is `00:00` to `24:00`.
   */
  readonly to: ClockTime;
}

/** A band of a calendar's own, such as a night from 22:00 to 06:00. */
export interface ExtraBand extends Omit<WeeklyWindow, 'weekdays'> {
  /** Not one of the four bands that every calendar has. */
  readonly name: string;
  /** The days on which the band begins. Left out: every day. */
  readonly weekdays?: readonly Weekday[];
}

/**
 * What decides the band of an instant, by the civil day and the clocks of one time zone (R20): holiday, then
 * weekend, then the extra bands in their order, then business; what is left is after-hours.
 */
export interface Calendar {
  readonly id: string;
  readonly zone: ZoneId;
  readonly business: readonly WeeklyWindow[];
  readonly weekend: readonly Weekday[];
  readonly holidays: readonly Holiday[];
  readonly bands: readonly ExtraBand[];
}

/** A {@link Calendar} as it is written down. */
export interface CalendarInput {
  /** Default `default`. */
  readonly id?: string | undefined;
  readonly zone: ZoneId;
  readonly business: readonly WeeklyWindow[];
  /** Default Saturday and Sunday. */
  readonly weekend?: readonly Weekday[] | undefined;
  /** Dates, or dates with names, each date once; at most 5,000. Default none. */
  readonly holidays?: readonly HolidayInput[] | undefined;
  /** Default none. */
  readonly bands?:
    | readonly (Omit<ExtraBand, 'weekdays'> & { weekdays?: readonly Weekday[] | undefined })[]
    | undefined;
}

const maximumHolidays = 5_000;
const maximumWindows = 200;

const someWeekdays = weekdaysSchema.refine((days) => days.length > 0, 'names no day of the week');

const notEmpty = ({ from, to }: { from: ClockTime; to: ClockTime }): boolean => from !== to;
const emptiness = { path: ['to'], error: 'is the same time as `from`; a whole day is 00:00 to 24:00' };

const windowSchema: z.ZodType<WeeklyWindow, WeeklyWindow> = z
  .strictObject({ weekdays: someWeekdays, from: startTimeSchema, to: endTimeSchema })
  .refine(notEmpty, emptiness);

const bandSchema = z
  .strictObject({
    name: idSchema.refine((name) => !isStandardBand(name), 'is a band that every calendar has'),
    from: startTimeSchema,
    to: endTimeSchema,
    weekdays: someWeekdays.optional(),
  })
  .refine(notEmpty, emptiness)
  .transform(({ weekdays, ...band }): ExtraBand => (weekdays === undefined ? band : { ...band, weekdays }));

/** Accepts a calendar as it is written down and fills in what was left out. */
export const calendarSchema: z.ZodType<Calendar, CalendarInput> = z.strictObject({
  id: idSchema.default('default'),
  zone: zoneSchema,
  business: z.array(windowSchema).max(maximumWindows),
  weekend: weekdaysSchema.default(['sat', 'sun']),
  holidays: z
    .array(holidaySchema)
    .max(maximumHolidays)
    .superRefine((holidays, context) => refuseRepeats(holidays, 'date', context))
    .default([]),
  bands: z
    .array(bandSchema)
    .max(maximumWindows)
    .superRefine((bands, context) => refuseRepeats(bands, 'name', context))
    .default([]),
});

/**
 * Checks a calendar and fills in what was left out: weekends on Saturday and Sunday, no holidays, no extra bands.
 *
 * @throws BillingError `CALENDAR_INVALID` with the path to each fault.
 * @example
 * ```ts
 * import { defineCalendar } from '@billwright/core';
 *
 * const calendar = defineCalendar({
 *   zone: 'Europe/Berlin',
 *   business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 *   holidays: ['2026-12-25'],
 * });
 * console.log(calendar.id, calendar.weekend.join(' '));
 * // => default sat sun
 * ```
 */
export function defineCalendar(input: CalendarInput): Calendar {
  return parseInput('CALENDAR_INVALID', calendarSchema, input);
}

function refuseRepeats<Key extends string>(
  items: readonly Readonly<Record<Key, string>>[],
  key: Key,
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (seen.has(item[key])) {
      context.addIssue({ code: 'custom', path: [index, key], message: `${item[key]} is there twice` });
    }
    seen.add(item[key]);
  }
}
