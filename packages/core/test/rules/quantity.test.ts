import { describe, expect, test } from 'vitest';
import type { QuantityPolicyInput } from '../../src/quantity/quantity-policy.ts';
import { quantityPolicy } from '../../src/quantity/quantity-policy.ts';
import { roundSeconds } from '../../src/quantity/round-seconds.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { type PlainCharge, rateBoth } from '../rating/plain-result.ts';
import { bandsOf, cardOf, chargesOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

const calendar = openOnWeekdays();
const quarters = { incrementMinutes: 15 } as const;
const ticket = { kind: 'ticket', id: '4711' } as const;

const billed = (quantity: QuantityPolicyInput, ...entries: readonly TimeEntry[]): readonly unknown[] =>
  bandsOf(chargesOf({ rateCard: hourlyCard('120.00', { quantity }), calendar }, ...entries));
const seconds = (charges: readonly PlainCharge[]): readonly unknown[] =>
  charges.map(({ entryId, billedSeconds }) => [entryId, billedSeconds]);

describe('R30: minimum first, then increment', () => {
  const minutes = (worked: number, policy: QuantityPolicyInput): number =>
    roundSeconds(worked * 60, quantityPolicy(policy)) / 60;

  // 7 does not divide an hour: 20 lies between 14 and 21, 21 is three of them, 60 lies between 56 and 63.
  test('R30: an increment that does not divide the hour counts from 0 all the same', () => {
    const sevens = (direction: 'up' | 'down' | 'nearest'): readonly number[] =>
      [20, 21, 60].map((worked) => minutes(worked, { incrementMinutes: 7, direction }));
    expect(sevens('up')).toEqual([21, 21, 63]);
    expect(sevens('down')).toEqual([14, 21, 56]);
    expect(sevens('nearest')).toEqual([21, 21, 63]);
  });

  // 7.5, 22.5 and 37.5 minutes lie half way between 0, 15, 30 and 45: even multiples of 15 are 0 and 30.
  test('R30: half steps go up, down, or to the even multiple', () => {
    const ties = (tie: 'up' | 'down' | 'even'): readonly number[] =>
      [7.5, 22.5, 37.5].map((worked) => minutes(worked, { ...quarters, direction: 'nearest', tie }));
    expect(ties('up')).toEqual([15, 30, 45]);
    expect(ties('down')).toEqual([0, 15, 30]);
    expect(ties('even')).toEqual([0, 30, 30]);
  });

  // 5 minutes are lifted to 20, which is no multiple of 15: down and to the nearest it is 15, up it is 30.
  test('R30: the minimum comes before the increment, which can go below it again', () => {
    const lifted = (direction: 'up' | 'down' | 'nearest'): number =>
      minutes(5, { minimumMinutes: 20, ...quarters, direction });
    expect([lifted('up'), lifted('down'), lifted('nearest')]).toEqual([30, 15, 15]);
  });

  test('R30: one second more than a step is the next step, one less is this one', () => {
    expect(roundSeconds(899, quantityPolicy(quarters))).toBe(900);
    expect(roundSeconds(900, quantityPolicy(quarters))).toBe(900);
    expect(roundSeconds(901, quantityPolicy(quarters))).toBe(1_800);
  });
});

describe('R31: the entry is rounded once and shared', () => {
  // 720 s less 180 s of break: 450 s and 90 s. 540 s become 900 s: 900 × 450/540 = 750 and 150.
  test('R31, R22: the break goes first, then 9 minutes become 15 in the same proportion', () => {
    const entry = timed('2026-03-02T17:50', '2026-03-02T18:02', { breakMinutes: 3 });
    expect(billed(quarters, entry)).toEqual([
      ['business', 750],
      ['after-hours', 150],
    ]);
  });

  // 05:59 to 08:01 with an early band from 06:00 to 08:00 is 60, 7,200 and 60 s; 7,320 s become 8,100 s.
  // 66.39, 7,967.21 and 66.39: floored they are 8,099, and the second goes to the first of the two largest remainders.
  test('R31, R4: of two equal remainders the earlier part gets the second', () => {
    const early = openOnWeekdays({
      bands: [{ name: 'early', from: '06:00', to: '08:00' }],
      business: workdays('07:00'),
    });
    const policy = { rateCard: hourlyCard('120.00', { quantity: quarters }), calendar: early };
    // The calendar is open from 07:00, but early covers it until 08:00; after-hours comes before, business after.
    expect(bandsOf(chargesOf(policy, timed('2026-03-02T05:59', '2026-03-02T08:01')))).toEqual([
      ['after-hours', 67],
      ['early', 7_967],
      ['business', 66],
    ]);
  });

  // 600 s and 720 s less 360 s of break: 163.6 and 196.4, so 164 and 196; 436 s and 524 s are left.
  // As segments 900 s each. As one entry 960 s become 1,800 s: 817.5 and 982.5, the tie to the earlier.
  test('R31, R32, R22: with a break, segments are 15 and 15 minutes; the entry is 30 in all, its tie to the earlier part', () => {
    const entry = timed('2026-03-02T17:50', '2026-03-02T18:12', { breakMinutes: 6 });
    expect(billed({ ...quarters, scope: 'segment' }, entry)).toEqual([
      ['business', 900],
      ['after-hours', 900],
    ]);
    expect(billed(quarters, entry)).toEqual([
      ['business', 818],
      ['after-hours', 982],
    ]);
  });

  // 599 s are left of business and nothing of 1 s of after-hours: no minimum makes work of it.
  test('R31, R10: a part whose time is all break stays nothing in scope segment', () => {
    const entry = timed('2026-03-02T17:59:59', '2026-03-02T18:59:59', { breakMinutes: 3_599 / 60 });
    expect(billed({ minimumMinutes: 10, scope: 'segment' }, entry)).toEqual([
      ['business', 0],
      ['after-hours', 600],
    ]);
  });

  test('R31, R7: rounded down to nothing, work is charged with 0 and keeps what was measured', () => {
    const rateCard = hourlyCard('120.00', { quantity: { ...quarters, direction: 'down' } });
    expect(chargesOf({ rateCard, calendar }, untimed(899))).toMatchObject([
      { measuredSeconds: 899, billedSeconds: 0, amount: '0' },
    ]);
  });
});

describe('R32: work of a day, and of a period, is rounded once', () => {
  const byDay = { ...quarters, scope: 'work-item-day' } as const;

  // In Santiago 5 September 2026 ends at 24:00, and the 6th begins at 01:00.
  // A: 23:30 to 01:30 on the clocks is one hour, of the 5th. B: from the first second of the 6th, 5 min. C: 10 min of the 5th.
  // A and C: 4,200 s become 4,500 s; C comes first: 642.857 and 3,857.143, so 643 and 3,857. B becomes 900 s.
  test('R32, R12: entries on both sides of a midnight that the clocks skip are of their own days', () => {
    const santiago = openOnWeekdays({ zone: 'America/Santiago' });
    const policy = { rateCard: hourlyCard('120.00', { quantity: byDay }), calendar: santiago };
    const charges = chargesOf(
      policy,
      timed('2026-09-06T03:30:00Z', '2026-09-06T04:30:00Z', { id: 'A', workItem: ticket }),
      timed('2026-09-06T04:00:00Z', '2026-09-06T04:05:00Z', { id: 'B', workItem: ticket }),
      timed('2026-09-05T19:00:00Z', '2026-09-05T19:10:00Z', { id: 'C', workItem: ticket }),
    );
    expect(charges.map(({ entryId, date, billedSeconds }) => [entryId, date, billedSeconds])).toEqual([
      ['C', '2026-09-05', 643],
      ['A', '2026-09-05', 3_857],
      ['B', '2026-09-06', 900],
    ]);
  });

  const halfHours = { incrementMinutes: 30, scope: 'work-item-day' } as const;

  // 10 min of support at 120.00 and 5 min of travel at 90.00 × 1.5 after hours: 15 min become 30, so 20 and 10.
  // 20 min × 120.00 = 40.00; 10 min × 135.00 = 22.50.
  test('R32: entries of one group keep their own bands and prices', () => {
    const rateCard = cardOf(
      [
        { id: 'support', price: { kind: 'hourly', rate: '120.00' } },
        { id: 'travel', when: { serviceType: 'travel' }, price: { kind: 'hourly', rate: '90.00' } },
      ],
      { quantity: halfHours, modifiers: [{ band: 'after-hours', multiplier: '1.5' }] },
    );
    const charges = chargesOf(
      { rateCard, calendar },
      timed('2026-03-02T09:00', '2026-03-02T09:10', { id: 'a', workItem: ticket }),
      timed('2026-03-02T20:00', '2026-03-02T20:05', { id: 'b', workItem: ticket, serviceTypeId: 'travel' }),
    );
    expect(charges).toMatchObject([
      { entryId: 'a', band: 'business', measuredSeconds: 600, billedSeconds: 1_200, amount: '40' },
      { entryId: 'b', band: 'after-hours', measuredSeconds: 300, billedSeconds: 600, amount: '22.5' },
    ]);
  });

  // 10 min by the card and 5 min at a person's 200.00: again 20 and 10; 10 min × 200.00 = 33.3333333333.
  test("R32, R40: a person's rate changes the price of its share, not the rounding of the group", () => {
    const rateCard = hourlyCard('120.00', { quantity: halfHours });
    const rate = { amount: '200.00', currency: 'EUR' };
    const charges = chargesOf(
      { rateCard, calendar },
      untimed(600, { id: 'a', workItem: ticket }),
      untimed(300, { id: 'b', workItem: ticket, rate }),
    );
    expect(charges.map(({ billedSeconds, amount }) => [billedSeconds, amount])).toEqual([
      [1_200, '40'],
      [600, '33.3333333333'],
    ]);
  });

  // 23:50 on Monday to 00:20 on Tuesday, and 5 min on Tuesday: two days, 30 and 15 minutes.
  test('R32, R12: work over midnight is rounded with the day on which it began', () => {
    const night = timed('2026-03-02T23:50', '2026-03-03T00:20', { id: 'a', workItem: ticket });
    const next = timed('2026-03-03T00:30', '2026-03-03T00:35', { id: 'b', workItem: ticket });
    const policy = { rateCard: hourlyCard('120.00', { quantity: byDay }), calendar };
    expect(seconds(chargesOf(policy, night, next))).toEqual([
      ['a', 1_800],
      ['b', 900],
    ]);
    const all = {
      rateCard: hourlyCard('120.00', { quantity: { ...quarters, scope: 'work-item' } }),
      calendar,
    };
    // 35 min become 45: 2,700 × 1,800/2,100 = 2,314.29 and 385.71.
    expect(seconds(chargesOf(all, night, next))).toEqual([
      ['a', 2_314],
      ['b', 386],
    ]);
  });
});

describe('R33: work that is not billable', () => {
  const rateCard = cardOf(
    [
      { id: 'any', price: { kind: 'hourly', rate: '120.00' } },
      { id: 'goodwill', when: { serviceType: 'goodwill' }, price: { kind: 'non-billable' } },
    ],
    { quantity: { ...quarters, scope: 'work-item-day' } },
  );
  const policy = { rateCard, calendar };

  test('R33: is excluded with its time and its reason, and has no billed time', () => {
    const { charges, excluded } = rateBoth(policy, [
      untimed(600, { id: 'a', billable: false }),
      untimed(600, { id: 'b', serviceTypeId: 'goodwill' }),
    ]);
    expect(charges).toEqual([]);
    expect(excluded).toMatchObject([
      { entryId: 'a', reason: 'non-billable', seconds: 600 },
      { entryId: 'b', reason: 'non-billable-rate', seconds: 600 },
    ]);
  });

  // 10 min alone become 15; with the other 10 they would be 30, of which 15 each.
  test('R33: does not move the rounding of the work that is', () => {
    const work = untimed(600, { id: 'a', workItem: ticket });
    const free = untimed(600, { id: 'b', workItem: ticket, billable: false });
    const goodwill = untimed(600, { id: 'c', workItem: ticket, serviceTypeId: 'goodwill' });
    expect(seconds(chargesOf(policy, work, free, goodwill))).toEqual([['a', 900]]);
  });

  // One hour at 100.00, all above at 80.00: the hour that is not billable does not use up the first tier.
  test('R33: does not use up a tier', () => {
    const tiers = [
      { upTo: '1', rate: '100.00' },
      { upTo: null, rate: '80.00' },
    ];
    const tiered = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }]);
    const charges = [
      ...compileRater({ rateCard: tiered, calendar })
        .rate([untimed(3_600, { id: 'a', billable: false }), untimed(3_600, { id: 'b' })])
        .charges(),
    ];
    expect(charges.map(({ entryId, amount }) => [entryId, amount])).toEqual([['b', '100']]);
  });
});

function workdays(from: string) {
  return [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from, to: '18:00' }];
}
