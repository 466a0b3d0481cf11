import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { endOfTime, parseTimestamp } from './parse-timestamp.ts';
import { writeInstant } from './written-time.ts';

/**
 * A point in time: ISO 8601 in UTC with milliseconds, `2026-03-02T09:00:00.000Z`. Always this one form, so that
 * later instants sort after earlier ones as text.
 */
export type Instant = string;

const refusal = 'is not ISO 8601 date and time with seconds and Z or an offset, from 1970 to 2199';

/** Accepts ISO 8601 with `Z` or an offset, in the years 1970 to 2199, and gives the {@link Instant} of it. */
export const instantSchema: z.ZodType<Instant, string> = z
  .string()
  .refine((text) => !Number.isNaN(parseTimestamp(text)), { error: refusal, abort: true })
  .transform((text) => new Date(parseTimestamp(text)).toISOString());

/**
 * Normalises a timestamp with `Z` or an offset to UTC with milliseconds; finer digits are cut off.
 *
 * @throws BillingError `INSTANT_INVALID` when it has no offset, names a day or time that does not exist, or lies
 *   outside the years 1970 to 2199.
 * @example
 * ```ts
 * import { instant } from '@billwright/core';
 *
 * console.log(instant('2026-03-02T10:00:00+01:00'));
 * // => 2026-03-02T09:00:00.000Z
 * ```
 */
export function instant(text: string): Instant {
  return parseInput('INSTANT_INVALID', instantSchema, text);
}

/**
 * The whole seconds from 1970-01-01T00:00:00Z to an instant; a fraction of a second is cut off.
 *
 * @throws BillingError `INSTANT_INVALID` when the text is not an instant.
 */
export function instantToSeconds(text: Instant): number {
  const milliseconds = parseTimestamp(text);
  if (Number.isNaN(milliseconds)) throw inputError('INSTANT_INVALID', [{ path: [], message: refusal }]);
  return Math.floor(milliseconds / 1000);
}

/**
 * The instant that lies so many seconds after 1970-01-01T00:00:00Z.
 *
 * @throws BillingError `INSTANT_INVALID` when it lies outside the years 1970 to 2199.
 */
export function secondsToInstant(seconds: number): Instant {
  const milliseconds = seconds * 1000;
  if (milliseconds >= 0 && milliseconds < endOfTime) {
    return Number.isInteger(seconds) ? writeInstant(seconds) : new Date(milliseconds).toISOString();
  }
  throw inputError('INSTANT_INVALID', [
    { path: [], message: `${seconds} is outside the years 1970 to 2199` },
  ]);
}
