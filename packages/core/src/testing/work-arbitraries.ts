import fc from 'fast-check';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { ZoneId } from '../time/zone.ts';
import type { TimeEntry, TimeEntryFacts } from '../work/time-entry.ts';
import type { WorkItem } from '../work/work-item.ts';
import { smallWorld } from './small-world.ts';
import { anyTimed, anyUntimed } from './timing-arbitraries.ts';

/** What {@link anyWork} may make. */
export interface WorkConstraints {
  /** Work of this contract's customer. Default: of any customer. */
  readonly contractId?: string | null;
  /** Default: 1. */
  readonly minLength?: number;
  /** Default: 40. */
  readonly maxLength?: number;
}

/**
 * A time entry, timed or untimed, with or without offset. Given a policy, often near a clock change of one of its
 * zones. Some entries are refused, for a break that is too long or a band that the calendar doesn't have.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { anyTimeEntry } from '@billwright/core/testing';
 *
 * fc.assert(fc.property(anyTimeEntry(), ({ id }) => id.length > 0));
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyTimeEntry(policy?: RatingPolicy): fc.Arbitrary<TimeEntry> {
  const timing = fc.oneof(
    { arbitrary: anyTimed(zonesOf(policy)), weight: 5 },
    { arbitrary: anyUntimed(), weight: 1 },
  );
  return fc
    .tuple(anyId(), anyFacts(), timing)
    .map(([id, facts, times]): TimeEntry => ({ id, ...facts, ...times }));
}

/**
 * Work for a rater that was made of the policy, in any order. Now and then an id comes twice.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { compileRater, defineCalendar, defineRateCard } from '@billwright/core';
 * import { anyWork } from '@billwright/core/testing';
 *
 * const policy = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *     quantity: { incrementMinutes: 15 },
 *   }),
 * };
 * const rater = compileRater(policy);
 * // Nobody is billed less than what was worked.
 * fc.assert(
 *   fc.property(anyWork(policy), (work) =>
 *     Array.from(rater.rate(work, { faults: 'block' }).charges()).every(
 *       ({ billedSeconds, measuredSeconds }) => billedSeconds >= measuredSeconds,
 *     ),
 *   ),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyWork(
  policy: RatingPolicy,
  { contractId = null, minLength = 1, maxLength = 40 }: WorkConstraints = {},
): fc.Arbitrary<TimeEntry[]> {
  const owner = contractId === null ? undefined : policy.contracts?.[contractId]?.customerId;
  const entries = fc.array(anyTimeEntry(policy), { minLength, maxLength, size: 'max' });
  return fc.tuple(entries, fc.nat({ max: 9 })).map(([work, mayRepeat]) => {
    const seen = new Set<string>();
    return work.map((entry, index) => {
      const isRepeated = seen.has(entry.id) && mayRepeat > 0;
      seen.add(entry.id);
      return { ...ownedBy(entry, owner), id: isRepeated ? `${entry.id}${index}` : entry.id };
    });
  });
}

/** The entry as work of a customer, if one is given and the entry names any. */
function ownedBy(entry: TimeEntry, owner: string | undefined): TimeEntry {
  const { customerId, workItem } = entry;
  if (owner === undefined) return entry;
  const item = workItem?.requesterCustomerId == null ? workItem : { ...workItem, requesterCustomerId: owner };
  return { ...entry, customerId: customerId == null ? customerId : owner, workItem: item };
}

/** Ids that sort differently by code units than in a dictionary. */
function anyId(): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom('a', 'b', 'B', '1', '9', '_', 'é', '\uffee', '😀'),
    minLength: 1,
    maxLength: 5,
  });
}

function anyFacts(): fc.Arbitrary<Omit<TimeEntryFacts, 'id'>> {
  const { agents, teams, serviceTypes, customers, tags, attributes, bands } = smallWorld;
  return fc.record({
    customerId: orNull(fc.constantFrom(...customers), 12),
    agentId: fc.constantFrom(...agents),
    teamId: orNull(fc.constantFrom(...teams), 4),
    serviceTypeId: fc.constantFrom(...serviceTypes),
    workItem: orNull(anyWorkItem(), 6),
    billable: fc.oneof(
      { arbitrary: fc.constantFrom(null, true), weight: 9 },
      { arbitrary: fc.constant(false), weight: 1 },
    ),
    approval: fc.oneof(
      { arbitrary: fc.constantFrom(null, 'approved' as const), weight: 8 },
      { arbitrary: fc.constantFrom('pending' as const, 'rejected' as const), weight: 1 },
    ),
    timeBand: seldom(fc.constantFrom(...bands), 15),
    rate: seldom(anyOverride(), 10),
    tags: seldom(fc.subarray([...tags]), 2),
    attributes: seldom(
      fc.record(
        { site: fc.constantFrom(...attributes.site), grade: fc.constantFrom(...attributes.grade) },
        { requiredKeys: [], noNullPrototype: true },
      ),
      2,
    ),
  });
}

function anyWorkItem(): fc.Arbitrary<WorkItem> {
  const { workItemKinds, workItems, priorities, tags, customers } = smallWorld;
  return fc.record({
    kind: fc.constantFrom(...workItemKinds),
    id: fc.constantFrom(...workItems),
    priority: seldom(fc.constantFrom(...priorities), 2),
    tags: seldom(fc.subarray([...tags]), 3),
    requesterCustomerId: seldom(fc.constantFrom(...customers), 2),
  });
}

function anyOverride(): fc.Arbitrary<{ amount: string; currency: string }> {
  return fc.constantFrom(
    { amount: '95.00', currency: 'EUR' },
    { amount: '0.00', currency: 'EUR' },
    { amount: '9000', currency: 'JPY' },
    { amount: '41.125', currency: 'KWD' },
  );
}

function zonesOf(policy: RatingPolicy | undefined): readonly ZoneId[] {
  if (policy === undefined) return ['Europe/Berlin', 'America/New_York'];
  const terms = [policy, ...Object.values(policy.customers ?? {}), ...Object.values(policy.contracts ?? {})];
  return [...new Set(terms.flatMap(({ calendar }) => calendar?.zone ?? []))];
}

/** A value, but null once in so many times. */
function orNull<Value>(value: fc.Arbitrary<Value>, freq: number): fc.Arbitrary<Value | null> {
  return fc.option(value, { freq });
}

/** Null, but a value once in so many times. */
function seldom<Value>(value: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: times - 1 }, { arbitrary: value, weight: 1 });
}
