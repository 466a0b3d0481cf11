import { describe, expect, test } from 'vitest';
import { bandsOf, cardOf, chargesOf, hourlyCard, openOnWeekdays, sumOf, timed, untimed } from './desk.ts';

describe('the design’s worked examples', () => {
  test('1, R31: 17:50 to 18:02 in steps of 15 minutes is 750 s of business and 150 s of after-hours', () => {
    const rateCard = hourlyCard('120.00', {
      modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
      quantity: { incrementMinutes: 15, direction: 'up', scope: 'entry' },
    });
    const work = timed('2026-03-02T17:50:00+01:00', '2026-03-02T18:02:00+01:00');
    const charges = chargesOf({ rateCard, calendar: openOnWeekdays() }, work);
    expect(charges).toMatchObject([
      { band: 'business', measuredSeconds: 600, billedSeconds: 750, unitPrice: '120', amount: '25' },
      { band: 'after-hours', measuredSeconds: 120, billedSeconds: 150, unitPrice: '180', amount: '7.5' },
    ]);
  });

  test('2, R21: two hours of elapsed time through a repeated hour are 7200 s', () => {
    const policy = { rateCard: hourlyCard('120.00'), calendar: openOnWeekdays() };
    expect(bandsOf(chargesOf(policy, timed('2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z')))).toEqual([
      ['weekend', 7200],
    ]);
  });

  test('2, R21: one hour of elapsed time over a skipped hour is 3600 s', () => {
    const policy = { rateCard: hourlyCard('120.00'), calendar: openOnWeekdays() };
    expect(bandsOf(chargesOf(policy, timed('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')))).toEqual([
      ['weekend', 3600],
    ]);
  });

  const tiers = [
    { upTo: '10', rate: '100.00' },
    { upTo: '20', rate: '90.00' },
    { upTo: null, rate: '80.00' },
  ];
  const rated = (mode: 'graduated' | 'volume', hours: number): string => {
    const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode, tiers } }]);
    return sumOf(chargesOf({ rateCard, calendar: openOnWeekdays() }, untimed(hours * 3600)));
  };

  test.each([
    { hours: 10, amount: '1000' },
    { hours: 10.5, amount: '1045' },
    { hours: 25, amount: '2300' },
  ])('8: $hours h in graduated tiers of 100.00, 90.00 and 80.00 are $amount', ({ hours, amount }) => {
    expect(rated('graduated', hours)).toBe(amount);
  });

  test('8: 10.5 h in volume tiers are 945.00', () => {
    expect(rated('volume', 10.5)).toBe('945');
  });

  test('8: tiers count all hours of the period, in whatever order the entries come', () => {
    const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }]);
    const policy = { rateCard, calendar: openOnWeekdays() };
    const charges = chargesOf(
      policy,
      untimed(1 * 3600, { id: 'te_2', date: '2026-03-03' }),
      untimed(9.5 * 3600, { id: 'te_1', date: '2026-03-02' }),
    );
    expect(
      charges.map(({ entryId, billedSeconds, unitPrice }) => [entryId, billedSeconds, unitPrice]),
    ).toEqual([
      ['te_1', 34_200, '100'],
      ['te_2', 1_800, '100'],
      ['te_2', 1_800, '90'],
    ]);
  });

  test('9: 1 h 20 min at 7,500 JPY is exactly 10,000 before anything is printed', () => {
    const rateCard = hourlyCard('7500', { currency: 'JPY' });
    const [charge] = chargesOf({ rateCard, calendar: openOnWeekdays() }, untimed(4_800));
    expect(charge).toMatchObject({ currency: 'JPY', amount: '10000' });
  });
});
