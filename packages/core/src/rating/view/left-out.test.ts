import { describe, expect, test } from 'vitest';
import { cardOf, openOnWeekdays, timed } from '../../../test/rating/desk.ts';
import type { TimeEntry, TimedEntry } from '../../work/time-entry.ts';
import { compileRater, type RateOptions } from '../compile-rater.ts';
import type { RatingPolicy } from '../rating-policy.ts';

const calendar = openOnWeekdays();
const rateCard = cardOf([
  { id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '120.00' } },
  { id: 'goodwill', when: { serviceType: 'goodwill' }, price: { kind: 'non-billable' } },
  { id: 'incident', when: { serviceType: 'incident' }, price: { kind: 'per-incident', price: '90.00' } },
  { id: 'by-tag', when: { serviceType: 'travel', tag: 'on-site' }, price: { kind: 'hourly', rate: '1' } },
  {
    id: 'by-priority',
    when: { serviceType: 'travel', priority: 'high' },
    price: { kind: 'hourly', rate: '1' },
  },
]);

const hour = (id: string, more: Partial<TimedEntry> = {}): TimeEntry =>
  timed('2026-03-02T09:00:00+01:00', '2026-03-02T10:00:00+01:00', { id, ...more });

const ambiguous = {
  serviceTypeId: 'travel',
  tags: ['on-site'],
  workItem: { kind: 'ticket', id: '1', priority: 'high' },
} as const;

function rate(
  entries: readonly unknown[],
  options: RateOptions = { faults: 'block' },
  more: Partial<RatingPolicy> = {},
) {
  return compileRater({ rateCard, calendar, ...more }).rate(entries as TimeEntry[], options);
}

/** Why the only entry is left out. */
function reason(entry: unknown, more: Partial<RatingPolicy> = { requireApproval: true }): string {
  const { blocked, excluded, chargeCount } = rate([entry], { faults: 'block' }, more);
  const reasons = [...blocked, ...excluded].map((work) => work.reason);
  return chargeCount > 0 ? ['charged', ...reasons].join(', ') : reasons.join(', ');
}

describe('each reason for which work is left out', () => {
  test.each<[string, unknown]>([
    ['charged', hour('a')],
    ['invalid', hour('a', { end: '2026-03-02T08:00:00+01:00' })],
    ['no-customer', hour('a', { customerId: null })],
    ['no-time', hour('a', { breakMinutes: 60 })],
    ['non-billable', hour('a', { billable: false })],
    ['not-approved', hour('a', { approval: 'pending' })],
    ['not-approved', hour('a', { approval: 'rejected' })],
    ['no-rate', hour('a', { serviceTypeId: 'cooking' })],
    ['rate-ambiguous', hour('a', ambiguous)],
    ['non-billable-rate', hour('a', { serviceTypeId: 'goodwill' })],
    ['no-work-item', hour('a', { serviceTypeId: 'incident' })],
  ])('%s', (expected, entry) => {
    expect(reason(entry)).toBe(expected);
  });

  test('R42: work without a rate is blocked with its seconds, never charged 0', () => {
    const { blocked, chargeCount } = rate([hour('a', { serviceTypeId: 'cooking' })]);
    expect(chargeCount).toBe(0);
    expect(blocked).toEqual([
      { index: 0, entryId: 'a', customerId: 'acme', reason: 'no-rate', seconds: 3600, error: null },
    ]);
  });

  test('R10: work of no length is excluded: no minimum applies, and no price per piece', () => {
    expect(reason(hour('a', { end: '2026-03-02T09:00:00+01:00' }))).toBe('no-time');
    const visit = cardOf([{ id: 'visit', price: { kind: 'fixed', price: '50' } }], {
      quantity: { minimumMinutes: 60 },
    });
    expect(reason(hour('a', { breakMinutes: 60 }), { rateCard: visit })).toBe('no-time');
  });

  test('approval blocks only where the terms demand it', () => {
    expect(reason(hour('a', { approval: 'pending' }), {})).toBe('charged');
    const own = { customers: { acme: { requireApproval: true } } };
    expect(reason(hour('a', { approval: 'pending' }), own)).toBe('not-approved');
    const lenient = { requireApproval: true, customers: { acme: { requireApproval: false } } };
    expect(reason(hour('a', { approval: 'pending' }), lenient)).toBe('charged');
  });
});

describe('the first reason counts, in the order of checks', () => {
  // Each step mends what the one before it complained of, and leaves all later faults.
  const steps: readonly (readonly [string, Partial<TimedEntry>])[] = [
    ['invalid', { breakMinutes: 61 }],
    ['no-customer', { breakMinutes: 60 }],
    ['no-time', { customerId: 'acme' }],
    ['non-billable', { breakMinutes: 0 }],
    ['not-approved', { billable: true }],
    ['no-rate', { approval: 'approved' }],
    ['rate-ambiguous', { ...ambiguous }],
    ['charged', { rate: { amount: '95.00', currency: 'EUR' } }],
  ];

  test.each(steps.map(([expected], at) => [expected, at] as const))('%s', (expected, at) => {
    const worst = {
      customerId: null,
      billable: false,
      approval: 'pending',
      serviceTypeId: 'cooking',
    } as const;
    const entry = Object.assign(hour('a', worst), ...steps.slice(0, at + 1).map(([, more]) => more));
    expect(reason(entry)).toBe(expected);
  });

  test('a rate that a person set needs neither a rule nor a work item, and is no goodwill', () => {
    const own = { rate: { amount: '95.00', currency: 'EUR' } };
    for (const serviceTypeId of ['cooking', 'goodwill', 'incident'])
      expect(reason(hour('a', { ...own, serviceTypeId }))).toBe('charged');
  });
});

describe('faults', () => {
  const broken = hour('b', { end: '2026-03-02T08:00:00+01:00' });

  test('stop the call unless they are to block, and nothing is rated', () => {
    expect(() => rate([hour('a'), broken], {})).toThrow('TIME_ENTRY_INVALID: [1].end: is before start');
    expect(() => rate([hour('a', ambiguous)], {})).toThrow(
      'RATE_AMBIGUOUS: entry "a" fits the rules "by-priority" and "by-tag" of the rate card "standard"',
    );
    expect(() => rate([hour('a'), hour('b'), hour('a')], {})).toThrow('DUPLICATE_ENTRY: entries 0 and 2');
  });

  test('block the entry with the error attached, and the others are rated', () => {
    const { blocked, chargeCount } = rate([hour('a'), broken, hour('c', ambiguous), hour('a')]);
    expect(chargeCount).toBe(1);
    expect(
      blocked.map(({ index, entryId, customerId, error }) => [index, entryId, customerId, error?.code]),
    ).toEqual([
      [1, 'b', null, 'TIME_ENTRY_INVALID'],
      [2, 'c', 'acme', 'RATE_AMBIGUOUS'],
      [3, 'a', null, 'DUPLICATE_ENTRY'],
    ]);
  });

  test('an entry that was refused does not use up its id', () => {
    const rated = rate([broken, hour('b')]);
    expect([rated.blocked.length, rated.charge(0).entryId]).toEqual([1, 'b']);
  });

  test.each([null, undefined, 'te_1', 42, [], {}, { id: 7 }, () => 1, new Map(), Symbol('x')])(
    'what is no entry at all, %o, is blocked without an id',
    (value) => {
      const { blocked } = rate([value, hour('a')]);
      expect(blocked).toHaveLength(1);
      expect(blocked[0]).toMatchObject({
        index: 0,
        entryId: null,
        customerId: null,
        reason: 'invalid',
        seconds: 0,
      });
    },
  );

  test('a band that the calendar does not have is a fault, with the bands that it has', () => {
    expect(() => rate([hour('a', { timeBand: 'night' })], {})).toThrow(
      "[0].timeBand: is none of the calendar's bands: business, after-hours, weekend, holiday",
    );
  });
});

const at = (clock: string): Partial<TimedEntry> => ({
  start: `2026-03-02T${clock}:00Z`,
  end: `2026-03-02T${clock}:30Z`,
});

test('blocked and excluded work comes in the order of the input, each with its place in it', () => {
  const { blocked, excluded } = rate([
    hour('d', { ...at('12:00'), billable: false }),
    hour('c', { ...at('11:00'), customerId: null }),
    hour('b', { ...at('10:00'), serviceTypeId: 'goodwill' }),
    hour('a', { ...at('09:00'), serviceTypeId: 'cooking' }),
  ]);
  expect(blocked.map(({ index, entryId }) => [index, entryId])).toEqual([
    [1, 'c'],
    [3, 'a'],
  ]);
  expect(excluded.map(({ index, entryId, seconds }) => [index, entryId, seconds])).toEqual([
    [0, 'd', 30],
    [2, 'b', 30],
  ]);
});
