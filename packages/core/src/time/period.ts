import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type CivilDate, civilDateSchema, dayNumber } from './civil-date.ts';
import { type ZoneId, zoneSchema } from './zone.ts';

/** Civil days from `from` up to, not including, `to`, in a time zone. */
export interface Period {
  /** The first day in the period. */
  readonly from: CivilDate;
  /** The first day that is no longer in it. */
  readonly to: CivilDate;
  readonly zone: ZoneId;
}

/** Accepts a period of at least one day. */
export const periodSchema: z.ZodType<Period, Period> = z
  .strictObject({ from: civilDateSchema, to: civilDateSchema, zone: zoneSchema })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    error: 'is not after `from`: it is the first day that is no longer in the period',
  });

/**
 * Makes a period of civil days; `to` is the first day that is no longer in it.
 *
 * @throws BillingError `PERIOD_INVALID` when a date or the zone is not one, or `to` is not after `from`.
 * @example
 * ```ts
 * import { daysOf, period } from '@billwright/core';
 *
 * console.log(daysOf(period('2026-03-01', '2026-04-01', 'Europe/Berlin')));
 * // => 31
 * ```
 */
export function period(from: CivilDate, to: CivilDate, zone: ZoneId): Period {
  return parseInput('PERIOD_INVALID', periodSchema, { from, to, zone });
}

/**
 * Says whether a civil date lies in a period.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the text is not a civil date.
 */
export function periodContains({ from, to }: Period, date: CivilDate): boolean {
  const day = dayNumber(date);
  return dayNumber(from) <= day && day < dayNumber(to);
}

/** How many civil days a period has. */
export function daysOf({ from, to }: Period): number {
  return dayNumber(to) - dayNumber(from);
}
