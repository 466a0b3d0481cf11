import { z } from 'zod';
import type { IsoWeekday } from '../time/civil-date.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A day of the week: `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`. */
export type Weekday = (typeof weekdays)[number];

/** Accepts a list of different days of the week. */
export const weekdaysSchema: z.ZodType<readonly Weekday[], readonly Weekday[]> = z
  .array(z.enum(weekdays))
  .refine((days) => new Set(days).size === days.length, 'names a day of the week twice');

/** The name of a day of the week. */
export function weekdayName(weekday: IsoWeekday): Weekday {
  // The list has seven elements.
  return weekdays[weekday - 1] as Weekday;
}
