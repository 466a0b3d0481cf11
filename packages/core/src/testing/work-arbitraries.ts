import fc from 'fast-check';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import { instantToSeconds, secondsToInstant } from '../time/instant.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';
import type { TimedEntry, TimeEntry, TimeEntryFacts, UntimedEntry } from '../work/time-entry.ts';
import type { WorkItem } from '../work/work-item.ts';
import { smallWorld, workDates } from './small-world.ts';
import { anyCivilDate, anyInstant } from './time-arbitraries.ts';

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

/** Work for a rater that was made of the policy, in any order. Now and then an id comes twice. */
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

type Untimed = Pick<UntimedEntry, 'date' | 'minutes'>;

function anyUntimed(): fc.Arbitrary<Untimed> {
  return fc.record({
    date: anyCivilDate(workDates),
    minutes: fc.oneof(fc.constantFrom(0, 7.5, 15, 19.8, 60), fc.nat({ max: 900 })),
  });
}

type Timed = Pick<TimedEntry, 'start' | 'end' | 'breakMinutes'>;

/** Local or UTC seconds of the start and how they are written. */
function anyTimed(zones: readonly ZoneId[]): fc.Arbitrary<Timed> {
  const start = fc.oneof(
    { arbitrary: anyInstant(workDates).map(instantToSeconds), weight: 3 },
    // Quarters of an hour, so that entries often begin together.
    {
      arbitrary: anyInstant(workDates).map((instant) => Math.floor(instantToSeconds(instant) / 900) * 900),
      weight: 2,
    },
    { arbitrary: fc.constantFrom(...zones).chain(anyClockChange), weight: 3 },
  );
  const seconds = fc.oneof(
    { arbitrary: fc.nat({ max: 7200 }), weight: 4 },
    { arbitrary: fc.nat({ max: 48 }).map((quarters) => quarters * 900), weight: 4 },
    { arbitrary: fc.nat({ max: 3 * 86_400 }), weight: 1 },
  );
  return fc
    .record({ start, seconds, write: anyWayToWrite(), rest: anyBreak() })
    .map(({ start: from, seconds: length, write, rest }) => ({
      start: write(from),
      end: write(from + length),
      breakMinutes: rest(length),
    }));
}

/** Seconds, on the clocks of a zone and of UTC, around the changes of the work's dates. */
function anyClockChange(zone: ZoneId): fc.Arbitrary<number> {
  const [from, to] = [workDates.from, workDates.to].map((date) => instantToSeconds(`${date}T00:00:00Z`));
  const ranges = zoneTable(zone).ranges(from ?? 0, to ?? 0);
  const changes = ranges
    .slice(1)
    .flatMap((range, index) => [range.from, range.from + (ranges[index]?.offset ?? 0)]);
  if (changes.length === 0) return anyInstant(workDates).map(instantToSeconds);
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 3600, max: 2 * 3600 }))
    .map(([change, distance]) => change + distance);
}

/** Instants in UTC, with fractions, with an offset, and times on the wall without one. */
function anyWayToWrite(): fc.Arbitrary<(seconds: number) => string> {
  return fc.constantFrom(
    secondsToInstant,
    (seconds: number) => `${wall(seconds)}Z`,
    (seconds: number) => `${wall(seconds)}.9996Z`,
    (seconds: number) => `${wall(seconds + 5.5 * 3600)}+05:30`,
    (seconds: number) => `${wall(seconds - 8 * 3600)}-08:00`,
    wall,
    (seconds: number) => wall(seconds).slice(0, -':00'.length),
  );
}

/** What a clock in UTC shows, `2026-03-02T09:00:00`. */
function wall(seconds: number): string {
  return secondsToInstant(seconds).slice(0, -'.000Z'.length);
}

/** Minutes of rest in so many seconds: usually none, sometimes all, now and then too many. */
function anyBreak(): fc.Arbitrary<(seconds: number) => number | null> {
  return fc.constantFrom(
    () => null,
    () => null,
    () => 0,
    (seconds: number) => Math.floor(seconds / 300),
    (seconds: number) => Math.floor(seconds / 120) / 2,
    (seconds: number) => Math.floor(seconds / 60),
    (seconds: number) => (seconds % 7 === 0 ? Math.floor(seconds / 60) + 1 : 0.25),
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
