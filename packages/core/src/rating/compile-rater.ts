import { z } from 'zod';
import { plainObject } from '../errors/plain-object.ts';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { measureWork } from './measure/measure-work.ts';
import { priceWork } from './price/price-work.ts';
import { compilePolicy } from './select/compile-policy.ts';
import { costOfWork } from './price/cost-of-work.ts';
import { booksFor, openBooks } from './select/books.ts';
import { type RatedWork, ratedWork } from './view/rated-work.ts';
import type { RatingPolicy } from './rating-policy.ts';
import { type ReadOptions, readWork } from './read/read-work.ts';

/** How one call of {@link Rater.rate} is to go. */
export interface RateOptions {
  /** Rate by the terms of this contract of the policy. Left out: by each customer's own terms. */
  readonly contractId?: string | null;
  /**
   * What becomes of an entry that is broken, or that two rules fit equally well: `throw` (default) stops the call,
   * `block` makes it blocked work with the error attached, and rates the others.
   */
  readonly faults?: 'throw' | 'block';
}

/**
 * Prices work by one policy. Keep it and use it again, for years if you like: it remembers what it has looked up, and
 * begins afresh where that has become more than calls have use for.
 */
export interface Rater {
  /**
   * Prices entries. What was measured is not changed; the same entries give the same result in whatever order they
   * come and whatever zone the process is in (R8).
   *
   * The result reads entries again when it is asked for charges and reasons: leave them as they are while it is in
   * use. A getter of an entry may be called more than once; what it throws is passed on as it is.
   *
   * "The period" of tiers, of quantity scope `work-item` and of prices per work item is this one call.
   *
   * @throws BillingError `TIME_ENTRY_INVALID` with the path to the fault, its first step the entry's position.
   * @throws BillingError `DUPLICATE_ENTRY` when two entries have one id.
   * @throws BillingError `RATE_AMBIGUOUS` when two rules fit an entry equally well (R41).
   * @throws BillingError `PRICE_KIND_FAULTY` when a price kind of your own answers what no work can be priced by.
   * @throws BillingError `RATING_POLICY_INVALID` when the contract is not in the policy, or an option is unknown.
   */
  rate(entries: readonly TimeEntry[], options?: RateOptions): RatedWork;
}

/**
 * Makes a rater of cards, calendars and terms: everything that can be decided before an entry is seen is decided
 * here, once.
 *
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `QUANTITY_POLICY_INVALID` or `RATING_POLICY_INVALID`
 * with the path to the fault.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard } from '@billwright/core';
 *
 * const calendar = defineCalendar({
 *   zone: 'Europe/Berlin',
 *   business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 * });
 * const rateCard = defineRateCard({
 *   id: 'standard',
 *   currency: 'EUR',
 *   rules: [{ id: 'support', price: { kind: 'hourly', rate: '120.00' } }],
 *   modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
 *   quantity: { incrementMinutes: 15 },
 * });
 * const rated = compileRater({ rateCard, calendar }).rate([
 *   {
 *     id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support',
 *     workItem: { kind: 'ticket', id: '4711' },
 *     start: '2026-03-02T17:50:00+01:00', end: '2026-03-02T18:02:00+01:00',
 *   },
 * ]);
 * for (const { band, billedSeconds, unitPrice, amount } of rated.charges()) {
 *   console.log(band, billedSeconds, unitPrice, amount);
 * }
 * // => business 750 120 25
 * // => after-hours 150 180 7.5
 * ```
 */
export function compileRater(policy: RatingPolicy): Rater {
  let books = openBooks(compilePolicy(policy));
  return {
    rate(entries, options = {}) {
      const list = requireList(entries);
      books = booksFor(list.length, books);
      const { policy: compiled, prices } = books;
      const work = readWork(list, compiled, readOptions(options));
      const task = { work, policy: compiled, prices, selectionOf: work.selection, skipped: work.status };
      const charged = priceWork(measureWork(task), task);
      const cost = compiled.hasCostBook ? costOfWork(work, compiled, prices) : null;
      return ratedWork({ work, policy: compiled, prices, charged }, cost);
    },
  };
}

function requireList(entries: readonly TimeEntry[]): readonly TimeEntry[] {
  if (Array.isArray(entries)) return entries;
  throw inputError('TIME_ENTRY_INVALID', [{ path: [], message: 'is no array of time entries' }]);
}

const optionsSchema = plainObject(
  z.strictObject({
    contractId: idSchema.nullable().default(null),
    faults: z.enum(['throw', 'block']).default('throw'),
  }),
);

/** Checked, because a misspelt `throw` would let faults pass. */
function readOptions(options: RateOptions): ReadOptions {
  return parseInput('RATING_POLICY_INVALID', optionsSchema, options, ['options']);
}
