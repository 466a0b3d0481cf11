import { describe, expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays, untimed } from '../../test/rating/desk.ts';
import { expenseLines } from '../invoice/expense-lines.ts';
import { productLines } from '../invoice/product-lines.ts';
import type { BlockedWork, ExcludedWork } from '../rating/outcome.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { expense } from '../work/expense.ts';
import { productCharge } from '../work/product-charge.ts';
import { coverageReport } from './coverage-report.ts';

const blocked = (index: number, given: Partial<BlockedWork> = {}): BlockedWork => ({
  index,
  entryId: `te_${index}`,
  customerId: 'acme',
  reason: 'no-rate',
  seconds: 600,
  error: null,
  ...given,
});
const excluded = (index: number, given: Partial<ExcludedWork> = {}): ExcludedWork => ({
  index,
  entryId: `te_${index}`,
  customerId: 'acme',
  reason: 'non-billable',
  seconds: 300,
  ...given,
});
const charges = [
  exampleCharge({ entryId: 'te_0', measuredSeconds: 600, billedSeconds: 750 }),
  exampleCharge({ entryId: 'te_0', measuredSeconds: 120, billedSeconds: 150, band: 'after-hours' }),
  exampleCharge({ entryId: 'te_1', measuredSeconds: 60, unitPrice: '0' }),
];
const train = expense({
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Train',
  amount: { amount: '48.90', currency: 'EUR' },
  kind: 'billable',
});
const coffee = { ...train, id: 'ex_2', kind: 'internal' as const };
const mailbox = productCharge({
  id: 'pc_1',
  customerId: 'acme',
  date: '2026-03-01',
  description: 'Mailbox',
  quantity: '1',
  unitPrice: '5',
  currency: 'EUR',
});

test('R6: every input is billed, covered, excluded or blocked, with its measured seconds and its reason', () => {
  const report = coverageReport({
    entryCount: 6,
    entrySeconds: 2280,
    charges,
    blocked: [blocked(2), blocked(3, { reason: 'not-approved', seconds: 0 })],
    excluded: [excluded(4), excluded(5, { reason: 'non-billable', seconds: 600 })],
    expenses: [train, coffee],
    products: [mailbox],
    lines: [...expenseLines([train, coffee]), ...productLines([mailbox])],
  });
  expect(report).toEqual({
    inputs: { count: 9, seconds: 2280 },
    billed: { count: 4, seconds: 780 },
    covered: { count: 0, seconds: 0 },
    excluded: {
      count: 3,
      seconds: 900,
      reasons: { internal: { count: 1, seconds: 0 }, 'non-billable': { count: 2, seconds: 900 } },
    },
    blocked: {
      count: 2,
      seconds: 600,
      reasons: { 'no-rate': { count: 1, seconds: 600 }, 'not-approved': { count: 1, seconds: 0 } },
    },
    addsUp: true,
  });
});

test('R5 and R6: work that costs 0 is billed', () => {
  const free = [exampleCharge({ unitPrice: '0', billedSeconds: 60 })];
  expect(coverageReport({ entryCount: 1, charges: free }).billed).toEqual({ count: 1, seconds: 60 });
});

test('R6: an entry that is blocked for the id of a billed one is an input of its own', () => {
  const again = blocked(2, { entryId: 'te_0', reason: 'invalid', seconds: 0 });
  const report = coverageReport({ entryCount: 3, charges, blocked: [again] });
  expect([report.billed.count, report.blocked.count]).toEqual([2, 1]);
});

test('R6: the result of a rating is a whole input, and its seconds are checked', () => {
  const rater = compileRater({ rateCard: hourlyCard('120.00'), calendar: openOnWeekdays() });
  const rated = rater.rate([untimed(600, { id: 'a' }), untimed(300, { id: 'b', billable: false })]);
  expect(coverageReport(rated)).toMatchObject({
    inputs: { count: 2, seconds: 900 },
    billed: { count: 1, seconds: 600 },
    excluded: { count: 1, seconds: 300 },
  });
  const run = { ...rated, expenses: [train], lines: expenseLines([train]) };
  expect(coverageReport(run).billed).toEqual({ count: 2, seconds: 600 });
  expect(() => coverageReport({ ...rated, entrySeconds: 901 })).toThrow('901 seconds went in, 900 came out');
});

test('charges are a list, an iteration, a call that gives them, or the result of a rating', () => {
  const expected = coverageReport({ entryCount: 2, charges });
  for (const given of [charges.values(), () => charges, { charges: () => charges }]) {
    expect(coverageReport({ entryCount: 2, charges: given })).toEqual(expected);
  }
});

test.each([
  [undefined, 'COVERAGE_INVALID: (input): is undefined: hand in the result of a rating'],
  [{ blocked: 3 }, 'COVERAGE_INVALID: blocked: is a number and no array'],
  [{ charges: 3 }, 'CHARGE_INVALID: charges: is a number'],
  [{ charges: [{}] }, 'CHARGE_INVALID: charge: is an object, and no charge that a rater gave'],
])('%j is refused as an input', (input, message) => {
  // As plain JavaScript may do.
  expect(() => coverageReport(input as never)).toThrow(message);
});

test('nothing in, nothing out', () => {
  expect(coverageReport({})).toMatchObject({ inputs: { count: 0, seconds: 0 }, addsUp: true });
});

const report = (input: Parameters<typeof coverageReport>[0]) => () => coverageReport({ charges, ...input });

describe('R6: a report that does not add up is refused', () => {
  test('when an entry got lost', () => {
    expect(report({ entryCount: 3 })).toThrow('COVERAGE_MISMATCH: 3 inputs went in, 2 came out');
  });

  test('when more came out than went in', () => {
    expect(report({ entryCount: 2, blocked: [blocked(2)] })).toThrow('2 inputs went in, 3 came out');
  });

  test('when an entry is both billed and excluded, also where another one is lost', () => {
    const both = excluded(0);
    expect(report({ entryCount: 2, excluded: [both] })).toThrow('2 inputs went in, 3 came out');
    expect(report({ entryCount: 3, excluded: [both] })).toThrow('3 inputs went in, 2 came out');
  });

  test('when a place in the input is told twice', () => {
    expect(report({ entryCount: 4, blocked: [blocked(2)], excluded: [excluded(2)] })).toThrow(
      '4 inputs went in, 3 came out',
    );
  });

  test('when an expense or a product went in twice', () => {
    const lines = [...expenseLines([train]), ...productLines([mailbox])];
    expect(report({ entryCount: 2, expenses: [train, train], lines })).toThrow(
      '4 inputs went in, 3 came out',
    );
    expect(report({ entryCount: 2, products: [mailbox, mailbox], lines })).toThrow(
      '4 inputs went in, 3 came out',
    );
  });

  test('when seconds got lost', () => {
    expect(report({ entryCount: 2, entrySeconds: 781 })).toThrow('781 seconds went in, 780 came out');
  });

  test('when an expense or a product has no line, or an internal expense has one', () => {
    const lines = [...expenseLines([train]), ...productLines([mailbox])];
    expect(report({ entryCount: 2, expenses: [train], products: [mailbox], lines: lines.slice(1) })).toThrow(
      '4 inputs went in, 3 came out',
    );
    expect(report({ entryCount: 2, expenses: [{ ...train, kind: 'internal' }], lines })).toThrow(
      '3 inputs went in, 2 came out',
    );
  });
});
