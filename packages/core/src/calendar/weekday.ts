import { z } from 'zod';

/** The days of the week in the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A day of the week: `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`. */
export type Weekday = (typeof weekdays)[number];

/** Accepts a list of different days of the week. */
export const weekdaysSchema: z.ZodType<readonly Weekday[], readonly Weekday[]> = z
  .array(z.enum(weekdays))
  .refine((days) => new Set(days).size === days.length, 'names a day of the week twice');
