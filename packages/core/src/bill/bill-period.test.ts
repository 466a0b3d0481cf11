import { describe, expect, test } from 'vitest';
import type { AllowanceLot } from '../contract/carry-over.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { explain } from './explain.ts';
import { billOf, exampleContract, periodFrom, linesOf, timedWork, workOf } from '../testing/bill-fixture.ts';

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

describe('R62, worked example 4: a rate of 110.00, 500.00 a month', () => {
  const rate = { amount: '110.00', currency: 'EUR' };
  const march = (hours: number, kind: 'base-fee' | 'commitment'): readonly string[] => {
    const component =
      kind === 'base-fee'
        ? ({ id: 'minimum', kind, amount: '500.00', hours: '5' } as const)
        : ({ id: 'minimum', kind, amount: '500.00' } as const);
    const bill = billOf(exampleContract({ components: [component] }), { work: [workOf(hours, { rate })] });
    return [...linesOf(bill), `total ${bill.totals.total.amount}`];
  };

  test.each([
    [3, ['information 3 × 0.00 = 0.00', 'total 500.00']],
    [5, ['information 5 × 0.00 = 0.00', 'total 500.00']],
    [7.5, ['time 2.5 × 110.00 = 275.00', 'information 5 × 0.00 = 0.00', 'total 775.00']],
  ])('as a base fee that covers 5 h, %d h', (hours, expected) => {
    const [work, rest] = [expected.slice(0, -2), expected.slice(-2)];
    expect(march(hours, 'base-fee')).toEqual([...work, 'recurring-fee 1 × 500.00 = 500.00', ...rest]);
  });

  test('as a commitment, 3 h are lifted by 170.00 and 5 h are above it', () => {
    expect(march(3, 'commitment')).toEqual([
      'time 3 × 110.00 = 330.00',
      'true-up 1 × 170.00 = 170.00',
      'total 500.00',
    ]);
    expect(march(5, 'commitment')).toEqual(['time 5 × 110.00 = 550.00', 'total 550.00']);
  });
});

describe('R70 and R71, worked example 5: lots A 100.00 until 2026-06-30 and B 200.00', () => {
  const account = moneyAccount();
  const lots = paidLots(
    account,
    { id: 'A', quantity: '100.00', expiresOn: '2026-06-30' },
    { id: 'B', quantity: '200.00' },
  );
  const prepaid = { accounts: [account], lots: lots.lots, postings: lots.ledger };
  const contract = exampleContract({ components: [{ id: 'paid', kind: 'pool', accountId: 'budget' }] });
  const june = periodFrom(contract, '2026-06-01');
  const rate = { amount: '10.00', currency: 'EUR' };
  const on = (date: string, id: string, hours: number) => workOf(hours, { id, date, rate });
  const at = '2026-07-02T06:00:00.000Z';
  const work = [on('2026-06-10', 'te_1', 8), on('2026-06-10', 'te_2', 5)];
  const bill = billOf(contract, { contractPeriod: june, work, history: { prepaid }, at });

  test('80.00 is drawn from A, 50.00 from A and B, and 170.00 is left', () => {
    expect(bill.postings.map(({ entryId, lotId, quantity }) => `${entryId} ${lotId} ${quantity}`)).toEqual([
      'te_1 A -80.00',
      'te_2 A -20.00',
      'te_2 B -30.00',
    ]);
    expect(linesOf(bill)).toEqual(['information 13 × 0.00 = 0.00']);
    expect(bill.lines[0]?.description).toBe('covered by “budget”, EUR 170.00 left');
    expect(bill.covered.map(({ amount }) => amount?.amount)).toEqual(['80.00', '50.00']);
  });

  test('work on 2026-07-01 can use B only', () => {
    const july = periodFrom(contract, '2026-07-01');
    const facts = { contractPeriod: july, work: [on('2026-07-01', 'te_3', 25)], history: { prepaid }, at };
    const late = billOf(contract, facts);
    expect(late.postings.map(({ lotId, quantity }) => `${lotId} ${quantity}`)).toEqual(['B -200.00']);
    expect(linesOf(late)[0]).toBe('time 5 × 10.00 = 50.00');
  });
});

test('R61, worked example 10: 2 h of January carry into February, 1 h of February into March', () => {
  const contract = exampleContract({
    components: [{ ...allowance, burn: {}, carryOver: { maxPeriods: 1, maxQuantity: '2' } }],
  });
  const month = (from: string, date: string, hours: number, carriedIn: readonly AllowanceLot[]) =>
    billOf(contract, {
      contractPeriod: periodFrom(contract, from),
      work: [workOf(hours, { date })],
      history: { allowances: { support: { carriedIn } } },
    });
  const january = month('2026-01-01', '2026-01-05', 5, []).allowances[0];
  expect(january?.carriesOut).toEqual([{ period: '2026-01-01', quantity: '7200', carried: 1 }]);
  const february = month('2026-02-01', '2026-02-02', 11, january?.carriesOut ?? []);
  expect(february.covered[0]?.uses).toEqual([
    { period: '2026-01-01', quantity: '7200' },
    { period: '2026-02-01', quantity: '32400' },
  ]);
  expect(february.allowances[0]?.carriesOut).toEqual([
    { period: '2026-02-01', quantity: '3600', carried: 1 },
  ]);
  expect(february.totals.total.amount).toBe('0.00');
});

test('R71: an allowance, a pool of hours, a pool of money and an overage rate share one long entry', () => {
  // 10 h on one day, at 120.00 but 90.00 above the allowance:
  //   the allowance takes 2 h,
  //   the pool of hours 3 h,
  //   the pool of money pays 225.00 ÷ 90.00 = 2.5 h,
  //   2.5 h are left, at 90.00 = 225.00.
  const hours = hoursAccount();
  const budget = moneyAccount();
  const bought = [
    paidLots(hours, { id: 'A', quantity: '3' }),
    paidLots(budget, { id: 'B', quantity: '225.00' }),
  ];
  const contract = exampleContract({
    components: [
      { ...allowance, quantity: '2', exhausted: 'overage-rate', overageRate: '90.00' },
      { id: 'first', kind: 'pool', accountId: 'hours' },
      { id: 'second', kind: 'pool', accountId: 'budget' },
    ],
  });
  const prepaid = {
    accounts: [hours, budget],
    lots: bought.flatMap(({ lots }) => lots),
    postings: bought.flatMap(({ ledger }) => ledger),
  };
  const bill = billOf(contract, {
    work: [workOf(10)],
    history: { prepaid },
    at: '2026-06-01T00:00:00.000Z',
  });
  expect(bill.covered.map(({ by, billedSeconds }) => [by.componentId, billedSeconds / 3600])).toEqual([
    ['support', 2],
    ['first', 3],
    ['second', 2.5],
  ]);
  expect(linesOf(bill)[0]).toBe('time 2.5 × 90.00 = 225.00');
  const [charge] = bill.charges;
  expect(charge === undefined ? [] : explain(charge)).toEqual([
    'Recorded for 2026-03-02 without a time of day: 10 h.',
    'Band by the date: business hours.',
    '2 h of it covered by “support”.',
    '3 h of it covered by “hours”.',
    'Rate EUR 90.00 per hour for work above “support”; no rate card and no modifier applies.',
    '2 h 30 min of it covered by “budget”.',
    '2 h 30 min × EUR 90.00 per hour = EUR 225.00.',
  ]);
});
