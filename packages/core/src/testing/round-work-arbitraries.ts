import fc from 'fast-check';
import type { Money } from '../money/money.ts';
import type { TimeEntry, TimeEntryFacts } from '../work/time-entry.ts';
import type { WorkItem } from '../work/work-item.ts';
import { anyRoundTiming, placeTiming, type RoundTiming, type WorkDays } from './round-timing.ts';
import type { World } from './world.ts';

/** An entry that is not yet of a place, of days or of a currency. */
export interface LooseEntry {
  readonly timing: RoundTiming;
  readonly facts: Omit<TimeEntryFacts, 'id' | 'rate'>;
  /** A price per hour that a person chose, without its currency. */
  readonly rate: string | null;
}

/** Work as it is on desks: most of it plain, now and then not billable, not approved, or with a rate of its own. */
export function anyLooseEntry(world: World): fc.Arbitrary<LooseEntry> {
  const { customers, agents, teams, serviceTypes, bands, tags, attributes } = world;
  return fc.record({
    timing: anyRoundTiming(),
    facts: fc.record({
      customerId: fc.constantFrom(...customers),
      agentId: fc.constantFrom(...agents),
      teamId: rarely(fc.constantFrom(...teams), 3),
      serviceTypeId: fc.constantFrom(...serviceTypes),
      workItem: fc.option(anyItem(world), { freq: 4 }),
      billable: rarely(fc.constant(false), 12),
      approval: rarely(fc.constantFrom('pending' as const, 'rejected' as const), 12),
      timeBand: bands.length === 0 ? fc.constant(null) : rarely(fc.constantFrom(...bands), 12),
      tags: tags.length === 0 ? fc.constant(null) : rarely(fc.subarray([...tags], { minLength: 1 }), 3),
      attributes: anyAttributes(attributes),
    }),
    rate: rarely(fc.constantFrom('95', '0', '150'), 12),
  });
}

/** The entry in its days, with an id, and its rate in a currency. */
export function placeEntry(
  { timing, facts, rate }: LooseEntry,
  id: string,
  days: WorkDays,
  currency: string,
): TimeEntry {
  const chosen: Money | null = rate === null ? null : { amount: rate, currency };
  return { id, ...withoutNulls({ ...facts, rate: chosen }), ...withoutNulls(placeTiming(timing, days)) };
}

function anyAttributes(values: World['attributes']): fc.Arbitrary<Readonly<Record<string, string>> | null> {
  const names = Object.keys(values);
  if (names.length === 0) return fc.constant(null);
  const one = fc
    .tuple(fc.constantFrom(...names), fc.nat({ max: 9 }))
    .map(([name, place]) => [name, values[name]?.[place % (values[name]?.length ?? 1)] ?? ''] as const);
  return rarely(
    fc.array(one, { minLength: 1, maxLength: 2 }).map((chosen) => Object.fromEntries(chosen)),
    3,
  );
}

function anyItem({ workItemKinds, workItems, priorities, tags }: World): fc.Arbitrary<WorkItem> {
  return fc
    .record({
      kind: fc.constantFrom(...workItemKinds),
      id: fc.constantFrom(...workItems),
      priority: priorities.length === 0 ? fc.constant(null) : rarely(fc.constantFrom(...priorities), 2),
      tags: tags.length === 0 ? fc.constant(null) : rarely(fc.subarray([...tags], { minLength: 1 }), 4),
    })
    .map(withoutNulls);
}

/** Null, but a value once in so many times. Shrinks to null. */
function rarely<Value>(value: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(null), weight: times - 1 },
    { arbitrary: value, weight: 1 },
  );
}

/** The fields that say something: a counter-example is read by people. */
function withoutNulls<Fields extends object>(fields: Fields): Fields {
  // What is left out and what is null mean the same in work.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Fields;
}
