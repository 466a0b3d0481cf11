import fc from 'fast-check';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { cardsOf } from './cards-of.ts';
import { anyLooseEntry, placeEntry } from './round-work-arbitraries.ts';
import { worldOf } from './world-of.ts';

/** What {@link anyPlainWork} may make. */
export interface PlainWorkConstraints {
  /** Default: 2026-01-01. */
  readonly from?: CivilDate;
  /** The first day after the work. Default: 2027-01-01. */
  readonly to?: CivilDate;
  /** Default: 6. */
  readonly maxLength?: number;
}

/**
 * Work of the agents, services, customers and tags that the policy names, and of some that it doesn't: plain enough to be
 * read by people. Often in quarters of an hour, often in a night in which the clocks of the policy's calendar change.
 *
 * Shrinks to one entry of a quarter of an hour at 09:00. All ids differ, and all starts and ends are instants: for work
 * that is broken on purpose, see {@link anyWork}.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { compileRater, defineCalendar, defineRateCard } from '@billwright/core';
 * import { anyPlainWork } from '@billwright/core/testing';
 *
 * const policy = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const rater = compileRater(policy);
 * fc.assert(
 *   fc.property(anyPlainWork(policy), (work) =>
 *     rater.rate(work).blocked.every(({ reason }) => reason === 'not-approved'),
 *   ),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyPlainWork(
  policy: RatingPolicy,
  { from = '2026-01-01', to = '2027-01-01', maxLength = 6 }: PlainWorkConstraints = {},
): fc.Arbitrary<readonly TimeEntry[]> {
  const days = { zone: policy.calendar.zone, from, to };
  const currency = cardsOf(policy)[0]?.currency ?? 'EUR';
  return fc
    .array(anyLooseEntry(worldOf(policy)), { maxLength, size: 'max' })
    .map((entries) => entries.map((entry, place) => placeEntry(entry, `te_${place + 1}`, days, currency)));
}
