import { z } from 'zod';

/** A time of day on the wall, `HH:MM` from `00:00` to `23:59`; where a window ends, `24:00` too. */
export type ClockTime = string;

const startForm = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const endForm = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Accepts `00:00` to `23:59`. */
export const startTimeSchema: z.ZodString = z
  .string()
  .regex(startForm, 'is not a time HH:MM from 00:00 to 23:59');

/** Accepts `00:00` to `24:00`. */
export const endTimeSchema: z.ZodString = z
  .string()
  .regex(endForm, 'is not a time HH:MM from 00:00 to 24:00');

/** Seconds from 00:00 to a time of day, on a day without a clock change. */
export function secondOfDay(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
}
