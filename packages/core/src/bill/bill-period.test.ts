import { describe, expect, test } from 'vitest';
import { billOf, exampleContract, linesOf, timedWork, workOf } from '../testing/bill-fixture.ts';

const allowance = {
  id: 'support',
  kind: 'allowance',
  unit: 'hours',
  quantity: '10',
  burn: { 'after-hours': '1.5' },
} as const;

describe('R60, worked example 3: an allowance of 10 h, after-hours work burns 1.5', () => {
  // Monday 09:00–17:00 uses 8 h; Monday 18:00–20:00 is after hours: the 2 h that are left cover 80 of 120 minutes.
  const work = [
    timedWork('2026-03-02T09:00:00+01:00', '2026-03-02T17:00:00+01:00'),
    timedWork('2026-03-02T18:00:00+01:00', '2026-03-02T20:00:00+01:00', { id: 'te_2' }),
  ];
  const bill = billOf(exampleContract({ components: [allowance] }), { work });

  test('8 h and 80 min are covered, 40 min are charged: 120.01 as printed', () => {
    expect(bill.covered.map(({ entryId, billedSeconds }) => [entryId, billedSeconds / 60])).toEqual([
      ['te_1', 480],
      ['te_2', 80],
    ]);
    expect(linesOf(bill)).toEqual(['time 0.6667 × 180.00 = 120.01', 'information 9.3333 × 0.00 = 0.00']);
    expect(bill.totals.total).toEqual({ amount: '120.01', currency: 'EUR' });
  });

  test('and 120.00 exact', () => {
    const exact = exampleContract({ components: [allowance], linePolicy: { method: 'exact' } });
    expect(billOf(exact, { work }).totals.total.amount).toBe('120.00');
  });

  test('the allowance is used up, and every second is accounted for', () => {
    expect(bill.allowances).toMatchObject([
      { componentId: 'support', used: '36000', limit: '36000', thresholdsCrossed: ['80', '95', '100'] },
    ]);
    expect(bill.coverage).toMatchObject({
      inputs: { count: 2, seconds: 36_000 },
      billed: { count: 1, seconds: 2400 },
      covered: { count: 1, seconds: 33_600 },
    });
  });
});

test('a contract without components charges its work', () => {
  expect(linesOf(billOf(exampleContract(), { work: [workOf(2)] }))).toEqual(['time 2 × 120.00 = 240.00']);
});
