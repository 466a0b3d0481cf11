import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openOnWeekdays } from '../../test/rating/desk.ts';
import { isBillingError } from '../errors/billing-error.ts';
import { compilePolicy } from '../rating/select/compile-policy.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { EntryTiming } from '../rating/read/entry-timing.ts';
import { anyTimeEntry } from '../testing/work-arbitraries.ts';
import { isPlainTimeEntry } from './plain-time-entry.ts';
import { timeEntry, timeEntrySchema } from './time-entry.ts';
import type { TimeEntry } from './time-entry.ts';

// Clocks of UTC never change, so the schema and the rater see the same time, with an offset or without.
const policy = { calendar: openOnWeekdays({ zone: 'UTC' }) };
const rater = compileRater(policy);
const [terms] = compilePolicy(policy).terms;

/** Two hundred times as many cases as other properties: 20,000 by day. */
const numRuns = 200 * (fc.readConfigureGlobal().numRuns ?? 100);

const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  false,
  0,
  -0,
  -1,
  0.001,
  1e300,
  Number.NaN,
  Infinity,
  10n,
  Symbol('odd'),
  '',
  ' ',
  'te_1',
  'approved',
  'ticket',
  'a\0',
  'a\ud800',
  '\udc00a',
  '😀',
  'x'.repeat(200),
  'x'.repeat(201),
  'x'.repeat(1001),
  'x'.repeat(20_001),
  '2026-02-30',
  '2026-02-28',
  '2200-01-01',
  '2026-03-02T09:00:00Z',
  '2026-03-02T09:00',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00.000Z',
  [],
  ['a', 7],
  Array.from({ length: 2 }),
  // A list with a hole: most ways to walk a list skip it.
  Object.assign([], { 1: 'remote' }),
  Array.from({ length: 51 }, () => 'a'),
  {},
  { kind: 'ticket', id: '1' },
  { kind: 'ticket', id: '1', extra: 1 },
  Object.assign([], { kind: 'ticket', id: '1' }),
  Object.create({ kind: 'ticket', id: '1' }),
  { site: 'north' },
  { '': 'north' },
  { site: 7 },
  { [Symbol('odd')]: 'north' },
  Object.create({ site: 'north' }),
  Object.assign(Object.create(null), { site: 'north' }),
  Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`name${index}`, 'x'])),
  JSON.parse('{"__proto__":"x"}'),
  JSON.parse('{"kind":"ticket","id":"1","__proto__":{}}'),
  { amount: '95', currency: 'EUR' },
  { amount: '-95.00', currency: 'EUR' },
  { amount: 95, currency: 'EUR' },
  new Date(0),
  new Map(),
  () => 'x',
  RegExp,
);

const keys = Object.keys({
  id: 0,
  customerId: 0,
  agentId: 0,
  teamId: 0,
  serviceTypeId: 0,
  workItem: 0,
  billable: 0,
  approval: 0,
  timeBand: 0,
  rate: 0,
  note: 0,
  tags: 0,
  attributes: 0,
  start: 0,
  end: 0,
  breakMinutes: 0,
  date: 0,
  minutes: 0,
} satisfies Record<keyof TimeEntry, 0>);

type Change = (entry: object) => unknown;

const copyOnto = (target: object, entry: object): object => {
  const { length: _, ...own } = Object.getOwnPropertyDescriptors<Record<string, unknown>>(
    entry as Record<string, unknown>,
  );
  return Object.defineProperties(target, own);
};

/** Ways to make something else of an entry, or only to write it differently. */
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    arbitrary: fc.tuple(fc.constantFrom(...keys), odd).map(
      ([key, value]): Change =>
        (entry) => ({ ...entry, [key]: value }),
    ),
    weight: 8,
  },
  fc.constantFrom(...keys).map(
    (key): Change =>
      (entry) =>
        Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key)),
  ),
  fc.constantFrom('extra', 'Id', 'constructor', 'length', '0', '').map(
    (key): Change =>
      (entry) => ({ ...entry, [key]: 'x' }),
  ),
  fc.constantFrom(...keys).map(
    (key): Change =>
      (entry) =>
        Object.defineProperty({ ...entry }, key, { get: () => Reflect.get(entry, key), enumerable: true }),
  ),
  fc.constantFrom<Change>(
    (entry) => Object.defineProperty({ ...entry }, '__proto__', { value: entry, enumerable: true }),
    (entry) => Object.create(entry),
    (entry) => copyOnto(Object.create({ extra: 1 }), entry),
    (entry) => copyOnto(Object.create({ teamId: 'inherited' }), entry),
    (entry) =>
      copyOnto(
        Object.create({
          get teamId() {
            return 'hidden';
          },
          shown: 1,
        }),
        entry,
      ),
    (entry) => copyOnto(Object.create(null), entry),
    (entry) => copyOnto([], entry),
    (entry) => copyOnto(new Date(0), entry),
    (entry) => ({ ...entry, [Symbol('odd')]: 1 }),
    (entry) => Object.freeze({ ...entry }),
    (entry) => [entry],
    (entry) => Object.keys(entry).join(' '),
  ),
);

const withoutNulls = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));

/** An entry as most callers write it: what is not there is left out, and no field is a rare one. */
const plainly = ({ workItem, ...entry }: TimeEntry): object =>
  withoutNulls({
    ...entry,
    rate: null,
    workItem: workItem == null ? null : { kind: workItem.kind, id: workItem.id },
  });

/** Entries, most of them with up to three changes. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc
      .tuple(anyTimeEntry(), fc.nat({ max: 3 }), fc.array(anyChange, { maxLength: 3 }))
      .map(([entry, style, changes]) =>
        changes.reduce<unknown>(
          (made, change) => (typeof made === 'object' && made !== null ? change(made) : made),
          style === 0 ? entry : plainly(entry),
        ),
      ),
    weight: 30,
  },
  odd,
  fc.anything(),
);

/** Why the rater refuses a value, or null. Anything but an error of ours is a defect. */
function refusal(value: unknown): { readonly paths: readonly string[] } | null {
  try {
    rater.rate([value as TimeEntry]);
    return null;
  } catch (error) {
    if (!isBillingError(error, 'TIME_ENTRY_INVALID')) throw error;
    return { paths: error.details.issues.map(({ path }) => path.slice(1).join('.')) };
  }
}

describe('the quick look at an entry', () => {
  test('never passes what the schema would refuse for its shape', () => {
    const timing = new EntryTiming();
    let passed = 0;
    fc.assert(
      fc.property(anything, (value) => {
        if (!isPlainTimeEntry(value) || terms === undefined || !timing.read(value, terms)) return;
        passed += 1;
        expect(timeEntrySchema.safeParse(value).error?.issues).toBeUndefined();
      }),
      { numRuns },
    );
    expect(passed).toBeGreaterThan(numRuns / 20);
  });

  test('passes what most callers hand in: ids, times, a work item, tags and attributes', () => {
    const times = { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', breakMinutes: 5 };
    const facts = {
      id: 'te_1',
      customerId: 'acme',
      agentId: 'ana',
      teamId: 'network',
      serviceTypeId: 'support',
    };
    const more = {
      billable: true,
      approval: 'approved',
      note: 'Printer',
      timeBand: 'weekend',
      tags: ['a'],
      attributes: { a: 'b' },
    };
    const workItem = { kind: 'ticket', id: '1', title: 'Printer', priority: 'high' };
    const entries = [
      { ...facts, ...times },
      { ...facts, ...more, workItem, date: '2026-03-02', minutes: 5 },
      { ...facts, ...times, ...more, workItem, customerId: null, note: null },
    ];
    expect(entries.map(isPlainTimeEntry)).toEqual([true, true, true]);
  });
});

test('the rater takes exactly what timeEntry takes, but for lengths that need a zone and bands of the calendar', () => {
  const counts = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(anything, (value) => {
      const refused = refusal(value);
      counts[refused === null ? 'taken' : 'refused'] += 1;
      const parsed = timeEntrySchema.safeParse(value);
      const onlyTheRater = parsed.success ? ['end', 'breakMinutes', 'timeBand'] : [];
      expect(parsed.success || refused !== null).toBe(true);
      expect(
        parsed.success ? (refused?.paths ?? []).filter((path) => !onlyTheRater.includes(path)) : [],
      ).toEqual([]);
    }),
    { numRuns },
  );
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(numRuns / 10);
});

test('a value of 10 MB in any place is refused, and the error does not carry it back', () => {
  const huge = 'x'.repeat(10_000_000);
  const entry = {
    id: 'te_1',
    customerId: 'acme',
    agentId: 'ana',
    serviceTypeId: 'support',
    start: '2026-03-02T09:00:00Z',
    end: '2026-03-02T10:00:00Z',
  };
  const places = [
    ...keys.map((key) => ({ ...entry, [key]: huge })),
    { ...entry, [huge]: 1 },
    { ...entry, attributes: { [huge]: 'x' } },
    { ...entry, attributes: { x: huge } },
    { ...entry, tags: [huge] },
    { ...entry, workItem: { kind: 'ticket', id: '1', title: huge } },
    { ...entry, rate: { amount: huge, currency: 'EUR' } },
    { ...entry, rate: { amount: '1', currency: huge } },
  ];
  for (const place of places) {
    for (const call of [() => timeEntry(place), () => rater.rate([place as TimeEntry])]) {
      let told = '';
      try {
        call();
      } catch (error) {
        told = isBillingError(error, 'TIME_ENTRY_INVALID') ? JSON.stringify(error) : String(error);
      }
      expect(told).toContain('TIME_ENTRY_INVALID');
      expect(told.length).toBeLessThan(10_000);
    }
  }
});
