import { describe, expect, test } from 'vitest';
import type { QuantityPolicyInput } from '../../src/quantity/quantity-policy.ts';
import { cardOf, chargesOf, openOnWeekdays, sumOf, untimed } from '../rating/desk.ts';

const calendar = openOnWeekdays();
const tiers = [
  { upTo: '10', rate: '100.00' },
  { upTo: '20', rate: '90.00' },
  { upTo: null, rate: '80.00' },
];
const charged = (
  mode: 'graduated' | 'volume',
  seconds: readonly number[],
  quantity: QuantityPolicyInput = {},
) => {
  const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode, tiers } }], { quantity });
  // All of one day, so the ids are the order of work.
  return chargesOf(
    { rateCard, calendar },
    ...seconds.map((worked, at) => untimed(worked, { id: `te_${at}` })),
  );
};
const hour = 3_600;

describe('tiers (section 4): bounds belong to the tier below them', () => {
  // Exactly 10 h: 10 × 100. One second more is 90 ÷ 3600 = 0.025 more in graduated tiers; in volume tiers all is at 90.
  test('example 8: 10 h are all in the first tier, one second more is in the second', () => {
    expect(sumOf(charged('graduated', [10 * hour]))).toBe('1000');
    expect(sumOf(charged('volume', [10 * hour]))).toBe('1000');
    expect(sumOf(charged('graduated', [10 * hour + 1]))).toBe('1000.025');
    expect(sumOf(charged('volume', [10 * hour + 1]))).toBe('900.025');
  });

  test('example 8: graduated 10, 10.5 and 25 h are 1,000.00, 1,045.00 and 2,300.00; volume 10.5 h are 945.00', () => {
    const hours = [10, 10.5, 25].map((count) => sumOf(charged('graduated', [count * hour])));
    expect(hours).toEqual(['1000', '1045', '2300']);
    expect(sumOf(charged('volume', [10.5 * hour]))).toBe('945');
  });

  // 10 h, then 1 h: nothing of the second entry is left for the first tier, so it is one charge.
  test('work that begins at a bound is all in the next tier; work that ends at it is all in this one', () => {
    const told = charged('graduated', [4 * hour, 6 * hour, hour]).map((c) => [
      c.entryId,
      c.billedSeconds,
      c.unitPrice,
    ]);
    expect(told).toEqual([
      ['te_0', 4 * hour, '100'],
      ['te_1', 6 * hour, '100'],
      ['te_2', hour, '90'],
    ]);
  });

  // 10 h, 5 min that are rounded down to nothing, and 15 min: the nothing is in the first tier, and is one charge.
  test('R6: work that is rounded to nothing at a bound has its charge all the same', () => {
    const down = { incrementMinutes: 15, direction: 'down' } as const;
    const told = charged('graduated', [10 * hour, 300, 900], down).map((c) => [
      c.billedSeconds,
      c.unitPrice,
      c.amount,
    ]);
    expect(told).toEqual([
      [10 * hour, '100', '1000'],
      [0, '100', '0'],
      [900, '90', '22.5'],
    ]);
  });

  // 9 h 59 min 59 s, then 2 s: a second in each tier, 100 ÷ 3600 and 90 ÷ 3600.
  test('a second on each side of a bound is a charge on each side', () => {
    expect(
      charged('graduated', [10 * hour - 1, 2]).map(({ billedSeconds, amount }) => [billedSeconds, amount]),
    ).toEqual([
      [10 * hour - 1, '999.9722222222'],
      [1, '0.0277777778'],
      [1, '0.025'],
    ]);
  });
});
