import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../src/calendar/calendar.ts';
import type { QuantityPolicyInput } from '../../src/quantity/quantity-policy.ts';
import type { Tier } from '../../src/rating/kinds/tiered.ts';
import { bandsOf, cardOf, chargesOf, hourlyCard, openOnWeekdays, sumOf, timed, untimed } from './desk.ts';

const calendar = openOnWeekdays();

/** Billed seconds of one untimed entry. */
const rounded = (seconds: number, quantity: QuantityPolicyInput): number | undefined =>
  chargesOf({ rateCard: hourlyCard('60.00', { quantity }), calendar }, untimed(seconds))[0]?.billedSeconds;

/** The exact amount of hours in tiers. */
const inTiers = (hours: number, mode: 'graduated' | 'volume', tiers: readonly Tier[]): string => {
  const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode, tiers: [...tiers] } }]);
  return sumOf(chargesOf({ rateCard, calendar }, untimed(hours * 3600)));
};

const nineToFive = (zone: string): Calendar => openOnWeekdays({ zone, from: '09:00', to: '17:00' });

describe('hours and rates', () => {
  test('alga-001: 120 minutes at 150.00 are 2 h and 300.00', () => {
    const charges = chargesOf({ rateCard: hourlyCard('150.00'), calendar }, untimed(120 * 60));
    expect(charges).toMatchObject([{ billedSeconds: 7200, amount: '300' }]);
  });

  test('alga-003: of two hours on the clock the 45 that were worked are billed, the rest is a break', () => {
    const work = timed('2026-03-02T09:00:00+01:00', '2026-03-02T11:00:00+01:00', { breakMinutes: 75 });
    const charges = chargesOf({ rateCard: hourlyCard('150.00'), calendar }, work);
    expect(charges).toMatchObject([{ billedSeconds: 2700, amount: '112.5' }]);
  });

  test('alga-005: a price set by a person beats the rate of a team, which beats the price of the service', () => {
    const rateCard = cardOf([
      { id: 'catalogue', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '150.00' } },
      { id: 'engineers', when: { team: 'engineers' }, price: { kind: 'hourly', rate: '180.00' } },
    ]);
    const own = { amount: '200.00', currency: 'EUR' };
    const charges = chargesOf(
      { rateCard, calendar },
      untimed(3600, { id: 'te_1', teamId: 'engineers' }),
      untimed(3600, { id: 'te_2', teamId: 'engineers', rate: own }),
    );
    expect(charges.map(({ unitPrice }) => unitPrice)).toEqual(['180', '200']);
  });
});

describe('time bands', () => {
  const doubled = { modifiers: [{ band: 'after-hours', multiplier: '2' }] };

  test('alga-019: a night from 16:00 to 10:00 is 120 minutes of business and 960 after hours; weighted 2,040', () => {
    // A rate of 60 an hour is one a minute, so the amount is the weighted minutes.
    const policy = { rateCard: hourlyCard('60', doubled), calendar: nineToFive('UTC') };
    const charges = chargesOf(policy, timed('2026-07-13T16:00:00Z', '2026-07-14T10:00:00Z'));
    expect(bandsOf(charges)).toEqual([
      ['business', 120 * 60],
      ['after-hours', 960 * 60],
    ]);
    expect(sumOf(charges)).toBe('2040');
  });

  test('alga-021: 90 minutes worked in two hours, half of them after hours, are 45 and 45; weighted 135', () => {
    const policy = { rateCard: hourlyCard('60', doubled), calendar: nineToFive('UTC') };
    const work = timed('2026-07-13T16:00:00Z', '2026-07-13T18:00:00Z', { breakMinutes: 30 });
    const charges = chargesOf(policy, work);
    expect(bandsOf(charges)).toEqual([
      ['business', 45 * 60],
      ['after-hours', 45 * 60],
    ]);
    expect(sumOf(charges)).toBe('135');
  });

  test('alga-023: a night after the clocks went forward is 900 minutes outside hours and 120 inside; weighted 1,920', () => {
    // The night begins on a Sunday, which is a band of its own here; it weighs as much.
    const rateCard = hourlyCard('60', {
      modifiers: [...doubled.modifiers, { band: 'weekend', multiplier: '2' }],
    });
    const policy = { rateCard, calendar: nineToFive('America/New_York') };
    const charges = chargesOf(policy, timed('2026-03-08T22:00:00Z', '2026-03-09T15:00:00Z'));
    expect(bandsOf(charges)).toEqual([
      ['weekend', 360 * 60],
      ['after-hours', 540 * 60],
      ['business', 120 * 60],
    ]);
    expect(sumOf(charges)).toBe('1920');
  });

  test('doc-afterhours-01: differs by design: there are no free minutes after hours, so 20 and 80 are charged, not 0 and 50', () => {
    // That system gives away the first 30 minutes after the window, for each request. Here work in the window can
    // have a rate of 0, and an allowance of the contract can cover time; a grace per request can't be expressed.
    const rateCard = hourlyCard('60', { modifiers: [{ band: 'business', rate: '0' }] });
    const policy = { rateCard, calendar: nineToFive('Europe/Berlin') };
    const outside = (end: string): string =>
      sumOf(chargesOf(policy, timed('2026-03-02T15:50:00+01:00', `2026-03-02T${end}:00+01:00`)));
    expect(outside('17:20')).toBe('20');
    expect(outside('18:20')).toBe('80');
  });
});

describe('rounding of durations', () => {
  test('solidtime-round-01: to the nearest quarter, half a quarter goes up: 449 s are 0 s, 450 s are 900 s', () => {
    const quantity: QuantityPolicyInput = { incrementMinutes: 15, direction: 'nearest', tie: 'up' };
    expect([rounded(449, quantity), rounded(450, quantity)]).toEqual([0, 900]);
  });

  test('ninja-round-01: 420 s in steps of 10 minutes are 600 s', () => {
    expect(rounded(420, { incrementMinutes: 10 })).toBe(600);
  });

  test.each([
    { step: 15, minutes: [30, 15, 120] },
    { step: 45, minutes: [45, 45, 135] },
  ])(
    'doc-round-project-01: 16, 14 and 120 minutes in steps of $step count from the start of the work',
    (expected) => {
      const { step, minutes } = expected;
      const billed = [16, 14, 120].map((worked) => rounded(worked * 60, { incrementMinutes: step }));
      expect(billed).toEqual(minutes.map((each) => each * 60));
    },
  );
});

describe('tiers', () => {
  test('alga-009: 15 h, of which 10 at 1.00 and the rest at 0.75, are 13.75', () => {
    const tiers = [
      { upTo: '10', rate: '1.00' },
      { upTo: null, rate: '0.75' },
    ];
    expect(inTiers(15, 'graduated', tiers)).toBe('13.75');
  });

  const openmeter = [
    { upTo: '5', rate: '0' },
    { upTo: '10', rate: '0' },
    { upTo: '15', rate: '5' },
    { upTo: null, rate: '1' },
  ];

  test('om-grad-01: differs by design: tiers have no flat part, so 22 units make 25 + 7 = 32, without the 150 of flat parts', () => {
    // A flat part once per period is a recurring or base fee of the contract, not a price of time.
    expect(inTiers(22, 'graduated', openmeter)).toBe('32');
  });

  test('om-grad-03-split: differs by design: a call is one period, so 12 h and then 10 h in it make 0 + 15 and 15 + 7', () => {
    // There a period can be rated in slices that carry the position. Here everything of the period is handed in at
    // once, so the 12 h before are in the same call; the part of the second entry is the figure of the slice.
    const rateCard = cardOf([
      { id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers: openmeter } },
    ]);
    const hours = (first: number, second: number) =>
      chargesOf(
        { rateCard, calendar },
        untimed(first * 3600, { id: 'te_1', date: '2026-03-02' }),
        untimed(second * 3600, { id: 'te_2', date: '2026-03-03' }),
      ).filter(({ entryId }) => entryId === 'te_2');
    expect(hours(12, 10).map(({ amount }) => amount)).toEqual(['15', '7']);
    expect(sumOf(hours(7, 1))).toBe('0');
  });

  test.each([
    { hours: 0.05, amount: '0.5' },
    { hours: 0.5, amount: '3' },
  ])('lg-grad-21-decimal: $hours h in tiers with fractional bounds make $amount', ({ hours, amount }) => {
    const tiers = [
      { upTo: '0.1', rate: '10' },
      { upTo: '1', rate: '5' },
      { upTo: null, rate: '2' },
    ];
    expect(inTiers(hours, 'graduated', tiers)).toBe(amount);
  });

  const meteroid = [
    { upTo: '100', rate: '1' },
    { upTo: '200', rate: '0.5' },
    { upTo: null, rate: '0.25' },
  ];

  test('mt-tier-37: 150 units are 125 in graduated tiers and 75 in volume tiers', () => {
    expect(inTiers(150, 'graduated', meteroid)).toBe('125');
    expect(inTiers(150, 'volume', meteroid)).toBe('75');
  });

  test('mt-tier-37: 100 units at 0.001 each are 0.10', () => {
    expect(inTiers(100, 'graduated', [{ upTo: null, rate: '0.001' }])).toBe('0.1');
  });

  test('mt-tier-37: differs by design: 99.5 lies in exactly one tier', () => {
    // There it lies between two, because the bounds are whole units.
    expect(inTiers(99.5, 'volume', meteroid)).toBe('99.5');
  });

  test('mt-tier-37: differs by design: flat fees, caps and packages are no tiers, so 5 units at 1 make 5, not 15, 3 or 15', () => {
    // A flat fee and a cap are parts of the contract; a package has no place in hours.
    expect(inTiers(5, 'graduated', [{ upTo: null, rate: '1' }])).toBe('5');
  });
});
