import { describe, expect, test } from 'vitest';
import {
  billOf,
  exampleContract,
  exampleRating,
  linesOf,
  timedWork,
  workOf,
} from '../testing/bill-fixture.ts';
import { expense } from '../work/expense.ts';
import { productCharge } from '../work/product-charge.ts';

const train = expense({
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-03',
  description: 'Train',
  amount: { amount: '48.90', currency: 'EUR' },
  kind: 'billable',
});
const mailbox = productCharge({
  id: 'pc_1',
  customerId: 'acme',
  date: '2026-03-01',
  description: 'Mailbox',
  quantity: '2',
  unitPrice: '5.00',
  currency: 'EUR',
});

describe('R12: work belongs to the period of the civil date of its start, in the zone of the contract', () => {
  test('an hour before midnight of the last day is in, an hour after it is not due', () => {
    const work = [
      timedWork('2026-03-31T23:00:00+02:00', '2026-04-01T01:00:00+02:00'),
      timedWork('2026-04-01T00:30:00+02:00', '2026-04-01T01:30:00+02:00', { id: 'te_2' }),
    ];
    const bill = billOf(exampleContract(), { work });
    expect(bill.charges.map(({ entryId, billedSeconds }) => [entryId, billedSeconds])).toEqual([
      ['te_1', 7200],
    ]);
    expect(bill.notDue).toEqual([
      { kind: 'entry', id: 'te_2', date: '2026-04-01', seconds: 3600, reason: 'later', contractId: 'c_1' },
    ]);
  });

  test('the period has the days of the contract, bands have those of the calendar', () => {
    // 23:00 on 31 March in Berlin is 17:00 in New York, and the other way round 1 April begins in Berlin first.
    const work = [timedWork('2026-03-31T22:30:00Z', '2026-03-31T23:30:00Z')];
    const bill = billOf(exampleContract({ zone: 'America/New_York' }), { work });
    expect(bill.charges.map(({ date, band }) => [date, band])).toEqual([['2026-04-01', 'after-hours']]);
    expect(billOf(exampleContract(), { work }).notDue).toMatchObject([{ date: '2026-04-01' }]);
  });

  test('late work takes part, with its own date', () => {
    const bill = billOf(exampleContract(), {
      work: [workOf(1, { date: '2026-02-27' }), workOf(2, { id: 'b' })],
    });
    expect(bill.late).toEqual([{ entryId: 'te_1', date: '2026-02-27' }]);
    expect(linesOf(bill)).toEqual(['time 3 × 120.00 = 360.00']);
    expect(bill.lines[0]?.from).toBe('2026-02-27');
  });
});

describe('R67: which contract takes the work', () => {
  const projects = exampleContract({ id: 'c_2', order: 1, covers: { workItemKind: 'project' } });
  const everything = exampleContract({ order: 2 });
  const contracts = [projects, everything];
  const work = [workOf(1), workOf(2, { id: 'te_2', workItem: { kind: 'project', id: '1' } })];

  test('each contract bills its own, and tells of the rest', () => {
    const one = billOf(everything, { work, expenses: [train], products: [mailbox] }, { contracts });
    expect(linesOf(one)).toEqual([
      'time 1 × 120.00 = 120.00',
      'expense 1 × 48.90 = 48.90',
      'product 2 × 5.00 = 10.00',
    ]);
    expect(one.notDue).toMatchObject([
      { id: 'te_2', reason: 'other-contract', contractId: 'c_2', seconds: 7200 },
    ]);
    const other = billOf(projects, { work, expenses: [train] }, { contracts });
    expect(linesOf(other)).toEqual(['time 2 × 120.00 = 240.00']);
    expect(other.notDue.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['entry te_1', 'expense ex_1']);
  });

  test('work of suspended days is in no contract, and is told', () => {
    const paused = exampleContract({ suspensions: [{ from: '2026-03-10', to: '2026-03-20' }] });
    const bill = billOf(paused, { work: [workOf(1), workOf(1, { id: 'te_2', date: '2026-03-10' })] });
    expect(bill.charges.map(({ entryId }) => entryId)).toEqual(['te_1']);
    expect(bill.notDue).toMatchObject([{ id: 'te_2', reason: 'no-contract', contractId: null }]);
  });

  test('things of later days are not due', () => {
    const april = { ...train, date: '2026-04-01' };
    expect(billOf(everything, { expenses: [april] }).notDue).toMatchObject([{ id: 'ex_1', reason: 'later' }]);
  });
});

test('R40: the terms that the rating policy has for the contract hold, and not-approved work of its days blocks', () => {
  const terms = { customerId: 'acme', requireApproval: true };
  const rating = { ...exampleRating, contracts: { c_1: terms } };
  const work = [
    workOf(1),
    workOf(2, { id: 'te_2', approval: 'pending' }),
    workOf(2, { id: 'te_3', approval: 'pending', date: '2026-04-02' }),
  ];
  const bill = billOf(exampleContract(), { work }, { rating });
  expect(bill.blocked).toMatchObject([{ entryId: 'te_2', reason: 'not-approved', seconds: 7200 }]);
  expect(bill.notDue).toMatchObject([{ id: 'te_3', reason: 'later' }]);
  expect(bill.charges.map(({ entryId }) => entryId)).toEqual(['te_1']);
});

describe('R6: what can not be rated is in the bill that finds it', () => {
  test('broken entries, those of nobody, and those without a rate', () => {
    const work = [
      workOf(1),
      workOf(1, { id: 'broken', date: '2026-02-30' }),
      workOf(1, { id: 'nobody', customerId: null }),
      workOf(1, { id: 'free', billable: false }),
      workOf(1, { id: 'next', billable: false, date: '2026-04-02' }),
    ];
    const bill = billOf(exampleContract(), { work });
    expect(bill.blocked.map(({ entryId, reason, index }) => [entryId, reason, index])).toEqual([
      ['broken', 'invalid', 1],
      ['nobody', 'no-customer', 2],
    ]);
    expect(bill.excluded.map(({ entryId }) => entryId)).toEqual(['free']);
    expect(bill.coverage).toMatchObject({
      inputs: { count: 4, seconds: 10_800 },
      billed: { count: 1, seconds: 3600 },
      blocked: { count: 2, seconds: 3600 },
      excluded: { count: 1, seconds: 3600 },
    });
  });
});
