import { describe, expect, test } from 'vitest';
import { cardOf, openOnWeekdays, timed, untimed } from '../../../test/rating/desk.ts';
import type { TimeEntry, TimedEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import type { RateRuleInput } from '../rate-card.ts';

type Kind = 'fixed' | 'daily' | 'per-incident';

const piece = (kind: Kind, more: Partial<RateRuleInput> = {}): RateRuleInput => ({
  id: kind,
  price: { kind, price: '45.00' },
  ...more,
});

/** "id pieces amount" of each charge. */
function pieces(rules: readonly RateRuleInput[], ...entries: readonly TimeEntry[]): readonly string[] {
  const rated = compileRater({ rateCard: cardOf(rules), calendar: openOnWeekdays() }).rate(entries);
  return [...rated.charges()].map(({ entryId, pieces: count, amount }) => `${entryId} ${count} ${amount}`);
}

/** An hour of Ana's for Acme on ticket 1, on a day of March 2026. */
const on = (id: string, day: number, hour: number, more: Partial<TimedEntry> = {}): TimeEntry => {
  const date = `2026-03-${String(day).padStart(2, '0')}`;
  const at = (clock: number): string => `${date}T${String(clock).padStart(2, '0')}:00:00+01:00`;
  return timed(at(hour), at(hour + 1), { id, workItem: { kind: 'ticket', id: '1' }, ...more });
};

test('fixed: each entry is a piece, however long it took and whatever bands it lies in', () => {
  const long = timed('2026-03-02T17:00:00+01:00', '2026-03-02T20:00:00+01:00', { id: 'b' });
  const modifiers = [{ band: 'after-hours', multiplier: '2' }];
  expect(pieces([piece('fixed', { modifiers })], on('a', 2, 9), long)).toEqual(['a 1 45', 'b 1 45']);
});

test('fixed: two entries of one day and one work item are two pieces', () => {
  expect(pieces([piece('fixed')], on('a', 2, 9), on('b', 2, 11))).toEqual(['a 1 45', 'b 1 45']);
});

describe('daily: one piece for each agent, customer, rule and civil date', () => {
  test('the first entry of the day by start carries it, later ones are part of it', () => {
    expect(pieces([piece('daily')], on('b', 2, 14), on('a', 2, 16), on('c', 2, 9))).toEqual([
      'c 1 45',
      'b 0 0',
      'a 0 0',
    ]);
  });

  test('of two that start together the id decides', () => {
    expect(pieces([piece('daily')], on('b', 2, 9), on('a', 2, 9))).toEqual(['a 1 45', 'b 0 0']);
  });

  test.each<[string, TimeEntry]>([
    ['day', on('b', 3, 9)],
    ['agent', on('b', 2, 11, { agentId: 'ben' })],
    ['customer', on('b', 2, 11, { customerId: 'globex' })],
    ['rule', on('b', 2, 11, { serviceTypeId: 'travel' })],
  ])('another %s is another piece', (_, other) => {
    const rules = [piece('daily'), piece('daily', { id: 'travel', when: { serviceType: 'travel' } })];
    expect(pieces(rules, on('a', 2, 9), other)).toEqual(['a 1 45', 'b 1 45']);
  });

  test("the day is that of the calendar's zone, and untimed work comes first on it", () => {
    const late = timed('2026-03-01T23:30:00Z', '2026-03-01T23:45:00Z', { id: 'late' });
    expect(pieces([piece('daily')], on('a', 2, 9), late, untimed(600, { id: 'sheet' }))).toEqual([
      'sheet 1 45',
      'late 0 0',
      'a 0 0',
    ]);
  });
});

describe('per-incident: one piece for each work item of a customer', () => {
  test('its first entry carries the price, on whatever day and by whichever agent', () => {
    expect(
      pieces([piece('per-incident')], on('c', 9, 9, { agentId: 'ben' }), on('b', 2, 9), on('a', 2, 11)),
    ).toEqual(['b 1 45', 'a 0 0', 'c 0 0']);
  });

  test('another work item, kind of work item or customer is another incident', () => {
    const others = [
      on('b', 2, 10, { workItem: { kind: 'ticket', id: '2' } }),
      on('c', 2, 11, { workItem: { kind: 'task', id: '1' } }),
      on('d', 2, 12, { customerId: 'globex' }),
    ];
    expect(pieces([piece('per-incident')], on('a', 2, 9), ...others)).toEqual([
      'a 1 45',
      'b 1 45',
      'c 1 45',
      'd 1 45',
    ]);
  });

  test('an incident is one, whichever of several rules prices its entries', () => {
    const rules = [
      piece('per-incident'),
      piece('per-incident', { id: 'travel', when: { serviceType: 'travel' } }),
    ];
    expect(pieces(rules, on('a', 2, 9), on('b', 2, 11, { serviceTypeId: 'travel' }))).toEqual([
      'a 1 45',
      'b 0 0',
    ]);
  });

  test('a first entry that is not billable does not carry it', () => {
    expect(pieces([piece('per-incident')], on('a', 2, 9, { billable: false }), on('b', 2, 11))).toEqual([
      'b 1 45',
    ]);
  });

  test('without a work item there is no incident to charge, so the entry is blocked', () => {
    const rater = compileRater({ rateCard: cardOf([piece('per-incident')]), calendar: openOnWeekdays() });
    const rated = rater.rate([on('a', 2, 9, { workItem: null })]);
    expect([rated.chargeCount, rated.blocked[0]?.reason]).toEqual([0, 'no-work-item']);
  });
});

test('a piece keeps the worked time as measured and billed, without rounding', () => {
  const rateCard = cardOf([piece('fixed')], { quantity: { incrementMinutes: 15 } });
  const rated = compileRater({ rateCard, calendar: openOnWeekdays() }).rate([
    timed('2026-03-02T17:50:00+01:00', '2026-03-02T18:02:00+01:00'),
  ]);
  expect(rated.chargeCount).toBe(1);
  expect(rated.charge(0)).toMatchObject({
    unit: 'piece',
    band: 'business',
    measuredSeconds: 720,
    billedSeconds: 720,
    pieces: 1,
  });
});
