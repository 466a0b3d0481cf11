import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type CivilDate, civilDateOf, civilDateSchema, dayNumber } from './civil-date.ts';
import { civilFromDays, daysFromCivil } from './civil-day.ts';
import type { Period } from './period.ts';
import { type ZoneId, zoneSchema } from './zone.ts';

/** How the periods of a contract follow each other. */
export interface Cycle {
  readonly frequency: 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  /** How many weeks, months, quarters or years one period takes: 1 to 100. */
  readonly every: number;
  /**
   * The first day of some period; the periods before and after it follow from it. The day of the month survives
   * short months: from 31 January the periods begin on 28 February, then on 31 March.
   */
  readonly anchor: CivilDate;
  readonly zone: ZoneId;
}

const monthsPer = { monthly: 1, quarterly: 3, yearly: 12 } as const;

/** Accepts a cycle; `every` is 1 when it is not given. */
export const cycleSchema: z.ZodType<Cycle, Omit<Cycle, 'every'> & { readonly every?: number | undefined }> =
  z.strictObject({
    frequency: z.enum(['weekly', 'monthly', 'quarterly', 'yearly']),
    every: z.int().min(1).max(100).default(1),
    anchor: civilDateSchema,
    zone: zoneSchema,
  });

/**
 * Gives the period of a cycle that a civil date lies in. The periods of a cycle leave no day out and share none.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the date is not a civil date.
 * @throws BillingError `PERIOD_INVALID` when the cycle has a fault, for example an anchor that does not exist.
 * @example
 * ```ts
 * import { periodAt } from '@billwright/core';
 *
 * const cycle = { frequency: 'monthly', every: 1, anchor: '2026-01-31', zone: 'Europe/Berlin' } as const;
 * const { from, to } = periodAt(cycle, '2026-03-10');
 * console.log(from, to);
 * // => 2026-02-28 2026-03-31
 * ```
 */
export function periodAt(cycle: Cycle, date: CivilDate): Period {
  parseInput('PERIOD_INVALID', cycleSchema, cycle);
  const day = dayNumber(date);
  // Counted by months, the clamped first day can lie after the date: then it is the period before.
  const guess = roughIndex(cycle, day);
  const index = startOf(cycle, guess) > day ? guess - 1 : guess;
  return {
    from: civilDateOf(startOf(cycle, index)),
    to: civilDateOf(startOf(cycle, index + 1)),
    zone: cycle.zone,
  };
}

/** Gives the period of a cycle that follows one of its periods. */
export function nextPeriod(cycle: Cycle, { to }: Period): Period {
  return periodAt(cycle, to);
}

/** The number of the period, counted from the anchor, that a day lies in, or that number plus one. */
function roughIndex(cycle: Cycle, day: number): number {
  const anchor = dayNumber(cycle.anchor);
  if (cycle.frequency === 'weekly') return Math.floor((day - anchor) / (7 * cycle.every));
  return Math.floor((monthNumber(day) - monthNumber(anchor)) / (monthsPer[cycle.frequency] * cycle.every));
}

/** The day number on which the period of a number, counted from the anchor, begins. */
function startOf(cycle: Cycle, index: number): number {
  const anchor = dayNumber(cycle.anchor);
  if (cycle.frequency === 'weekly') return anchor + index * 7 * cycle.every;
  const months = monthNumber(anchor) + index * monthsPer[cycle.frequency] * cycle.every;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  // The length of a month is the same in every zone, so the process's own does no harm here.
  const lastDay = getDaysInMonth(new Date(year, month - 1));
  return daysFromCivil(year, month, Math.min(civilFromDays(anchor).day, lastDay));
}

/** Months since the beginning of the year 0. */
function monthNumber(day: number): number {
  const { year, month } = civilFromDays(day);
  return year * 12 + month - 1;
}
