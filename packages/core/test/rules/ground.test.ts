import { describe, expect, test } from 'vitest';
import { coverageReport } from '../../src/bill/coverage-report.ts';
import { expenseLines } from '../../src/invoice/expense-lines.ts';
import { linePolicy } from '../../src/invoice/line-policy.ts';
import { priceLines } from '../../src/invoice/price-lines.ts';
import { productLines } from '../../src/invoice/product-lines.ts';
import { allocate, allocateSeconds } from '../../src/money/allocate.ts';
import { money } from '../../src/money/money.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { period, periodContains } from '../../src/time/period.ts';
import { expense } from '../../src/work/expense.ts';
import { productCharge } from '../../src/work/product-charge.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { cardOf, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

const calendar = openOnWeekdays();

describe('R2: time', () => {
  test('R2, R8: one instant written in three ways is one charge, to the byte', () => {
    const rater = compileRater({
      rateCard: cardOf([{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }]),
      calendar,
    });
    const told = (start: string, end: string): string => {
      const [charge] = rater.rate([timed(start, end)]).charges();
      return JSON.stringify(charge);
    };
    const berlin = told('2026-03-02T09:00:00+01:00', '2026-03-02T10:00:00+01:00');
    expect(told('2026-03-02T08:00:00Z', '2026-03-02T09:00:00.000Z')).toBe(berlin);
    expect(told('2026-03-02T13:45:00.999+05:45', '2026-03-02T04:00:00-05:00')).toBe(berlin);
  });

  test('R2: the last day of a period is the one before its end', () => {
    const year = period('2026-01-01', '2027-01-01', 'Europe/Berlin');
    expect(
      ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((date) => periodContains(year, date)),
    ).toEqual([false, true, true, false]);
  });
});

describe('R4: splits', () => {
  // 10 over 3 : 3 : 1 is 4.29, 4.29 and 1.43: floored 9, the one left over goes to the largest remainder, .43.
  test('R4: what is left over goes to the largest remainder, though its part is the smallest', () => {
    expect(allocateSeconds(10, [3, 3, 1])).toEqual([4, 4, 2]);
  });

  // 0.05 over 1 : 1 : 1 : 0 is 1.67 cents each: floored 1, two left over for the earliest two, none for the part of 0.
  test('R4: ties go to the earliest parts, and a part of weight 0 has nothing', () => {
    expect(allocate(money('0.05', 'EUR'), [1, 1, 1, 0]).map(({ amount }) => amount)).toEqual([
      '0.02',
      '0.02',
      '0.01',
      '0.00',
    ]);
    expect(allocate(money('-0.05', 'EUR'), [1, 1, 1, 0]).map(({ amount }) => amount)).toEqual([
      '-0.02',
      '-0.02',
      '-0.01',
      '0.00',
    ]);
  });
});

describe('R6 and R8: a whole run', () => {
  const rateCard = cardOf([
    { id: 'any', price: { kind: 'hourly', rate: '120.00' }, when: { serviceType: ['support', 'goodwill'] } },
    { id: 'goodwill', price: { kind: 'non-billable' }, when: { serviceType: 'goodwill' }, priority: 1 },
    { id: 'incident', price: { kind: 'per-incident', price: '50.00' }, when: { serviceType: 'incident' } },
  ]);
  const policy = { rateCard, calendar, requireApproval: true };
  const work: readonly TimeEntry[] = [
    timed('2026-03-02T17:50', '2026-03-02T18:10', { id: 'charged' }),
    untimed(600, { id: 'free', rate: { amount: '0.00', currency: 'EUR' } }),
    untimed(600, { id: 'non-billable', billable: false }),
    untimed(600, { id: 'goodwill', serviceTypeId: 'goodwill' }),
    untimed(0, { id: 'no-time' }),
    untimed(600, { id: 'pending', approval: 'pending' }),
    untimed(600, { id: 'no-customer', customerId: null }),
    untimed(600, { id: 'no-rate', serviceTypeId: 'travel' }),
    untimed(600, { id: 'no-work-item', serviceTypeId: 'incident' }),
    timed('2026-03-02T10:00', '2026-03-02T09:00', { id: 'invalid' }),
    untimed(600, { id: 'charged' }),
  ];
  const things = { customerId: 'acme', date: '2026-03-02', description: 'thing' };
  const expenses = [
    expense({ ...things, id: 'ex_1', amount: money('48.90', 'EUR'), kind: 'billable' }),
    expense({ ...things, id: 'ex_2', amount: money('10.00', 'EUR'), kind: 'internal' }),
  ];
  const products = [
    productCharge({ ...things, id: 'pc_1', quantity: '12', unitPrice: '3.805', currency: 'EUR' }),
  ];

  // 1,200 s and 600 s of 0 are billed, beside a train and twelve mailboxes; 2 × 600 s, no time and an internal expense
  // are excluded; 4 × 600 s are blocked, and two entries whose time nobody can tell or that would be billed twice.
  test('R6: entries, expenses and products are each in one place; counts and seconds add up', () => {
    const { blocked, excluded, entryCount, entrySeconds, ...rated } = compileRater(policy).rate(work, {
      faults: 'block',
    });
    const lines = [...expenseLines(expenses), ...productLines(products)];
    const charges = rated.charges();
    const report = coverageReport({
      entryCount,
      entrySeconds,
      charges,
      blocked,
      excluded,
      expenses,
      products,
      lines,
    });
    expect(report).toEqual({
      inputs: { count: 14, seconds: 5_400 },
      billed: { count: 4, seconds: 1_800 },
      covered: { count: 0, seconds: 0 },
      excluded: {
        count: 4,
        seconds: 1_200,
        reasons: {
          internal: { count: 1, seconds: 0 },
          'no-time': { count: 1, seconds: 0 },
          'non-billable': { count: 1, seconds: 600 },
          'non-billable-rate': { count: 1, seconds: 600 },
        },
      },
      blocked: {
        count: 6,
        seconds: 2_400,
        reasons: {
          invalid: { count: 2, seconds: 0 },
          'no-customer': { count: 1, seconds: 600 },
          'no-rate': { count: 1, seconds: 600 },
          'no-work-item': { count: 1, seconds: 600 },
          'not-approved': { count: 1, seconds: 600 },
        },
      },
      addsUp: true,
    });
  });

  test('R8: entries and expenses in another order make the same lines, to the byte', () => {
    const sound = work.slice(0, -2);
    const told = (entries: readonly TimeEntry[], costs: typeof expenses): string =>
      JSON.stringify([
        priceLines(
          compileRater(policy).rate(entries).charges(),
          linePolicy({ method: 'exact', groupBy: ['agent'] }),
        ),
        expenseLines(costs),
      ]);
    expect(told(sound.toReversed(), expenses.toReversed())).toBe(told(sound, expenses));
  });

  test('R7: what was measured stays beside what is billed, and the entry stays as it was', () => {
    const rounded = { ...policy, customers: { acme: { quantity: { incrementMinutes: 60 } } } };
    const entry = Object.freeze(timed('2026-03-02T17:50', '2026-03-02T18:10'));
    const before = JSON.stringify(entry);
    const charges = Array.from(compileRater(rounded).rate([entry]).charges(), (c) => [
      c.measuredSeconds,
      c.billedSeconds,
    ]);
    expect(charges).toEqual([
      [600, 1_800],
      [600, 1_800],
    ]);
    expect(JSON.stringify(entry)).toBe(before);
  });
});
