import { describe, expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { billCustomer, type CustomerBill } from './bill-customer.ts';
import { compileBilling } from './compile-billing.ts';

const taxCodes = [{ id: 'vat', name: 'VAT 19 %', percent: '19' }];
const biller = compileBilling({ rating: exampleRating, taxCodes });

const least: BuiltInComponentInput = { id: 'least', kind: 'commitment', amount: '500.00' };

/** A contract of March 2026 that has ended, its work in parts that came in one after the other. */
function billed(
  components: readonly BuiltInComponentInput[],
  parts: readonly (readonly TimeEntry[])[],
  standing: readonly CustomerBill[] = [],
): readonly CustomerBill[] {
  const discounts = [{ id: 'tenth', description: '10 % off', percent: '10' }];
  const terms = { start: '2026-03-01', end: '2026-04-01', components, discounts, taxCodes: ['vat'] };
  let bills = [...standing];
  for (const work of parts) {
    const known = bills.map(({ bill, due }) => ({ ...bill, due }));
    const facts = { contracts: [exampleContract(terms)], work, bills: known, through: '2026-04-30' };
    bills = [...bills, ...billCustomer(biller, { ...facts, at: '2026-05-01T06:00:00.000Z' }).bills];
  }
  return bills;
}

const hours = (id: string, count: number, given = {}): TimeEntry => workOf(count, { id, ...given });
const netOf = (bills: readonly CustomerBill[]): readonly string[] =>
  bills.map(({ bill }) => bill.totals.net.amount);
const totalOf = (bills: readonly CustomerBill[]): string =>
  bills.reduce((sum, { bill }) => sum + Number(bill.totals.total.amount), 0).toFixed(2);

describe('R62: a minimum of a period that is billed in parts', () => {
  test('is charged once: late work pays only what lies above it, and bears its tax', () => {
    const parts = [[hours('te_1', 2)], [hours('te_2', 1)], [hours('te_3', 2)]];
    // 240.00 lifted to 500.00, less 10 %; 120.00 lie within; of 240.00 more, 100.00 lie above.
    const bills = billed([least], parts);
    expect(netOf(bills)).toEqual(['450.00', '0.00', '90.00']);
    expect(totalOf(bills)).toBe(totalOf(billed([least], [parts.flat()])));
    expect(bills[1]?.bill.discounts[0]).toMatchObject({
      description: 'within the minimum “least”, which was charged before',
      amount: { amount: '120.00' },
    });
  });

  test('is told by each bill, and each claims what it takes of it under a name of its own', () => {
    const bills = billed([least], [[hours('te_1', 2)], [hours('te_2', 1)], [hours('te_3', 2)]]);
    expect(
      bills.map(({ bill: { minimums } }) => minimums.map(({ lifted, turn }) => `${turn}: ${lifted.amount}`)),
    ).toEqual([['0: 260.00'], ['1: -120.00'], ['2: -140.00']]);
    const claims = bills.flatMap(({ bill }) => bill.claims.filter(({ kind }) => kind === 'true-up'));
    expect(claims.map(({ part }) => part)).toEqual(['2026-03-01', '2026-03-01 1', '2026-03-01 2']);
  });

  test('R84: comes to the same when the first bill is voided and made again', () => {
    const first = [hours('te_1', 2)];
    const bills = billed([least], [first, [hours('te_2', 5)]]);
    expect(netOf(bills)).toEqual(['450.00', '306.00']);
    // The late bill has 260.00 of the true-up, so the first one has it again, whatever its work comes to.
    const again = billed([least], [[...first, hours('te_3', 1)]], bills.slice(1));
    expect(netOf(again)).toEqual(['306.00', '558.00']);
    const all = billed([least], [[...first, hours('te_2', 5), hours('te_3', 1)]]);
    expect(totalOf(again)).toBe(totalOf(all));
  });

  test('of an agent pays for the work of that agent alone', () => {
    const ana: BuiltInComponentInput = { ...least, scope: { agent: 'ana' } };
    const bills = billed(
      [ana],
      [[hours('te_1', 2)], [hours('te_2', 1), hours('te_3', 1, { agentId: 'ben', serviceTypeId: 'dev' })]],
    );
    expect(netOf(bills)).toEqual(['450.00', '108.00']);
  });

  test('takes no more off than a cap has left', () => {
    const cap: BuiltInComponentInput = { id: 'most', kind: 'cap', amount: '300.00', per: 'period' };
    const bills = billed([least, cap], [[hours('te_1', 2)], [hours('te_2', 1)]]);
    // Of the 120.00 that came in late, 60.00 lie above the cap, and the rest within the minimum.
    expect(netOf(bills)).toEqual(['450.00', '0.00']);
  });

  test('leaves nothing off where work has reached it', () => {
    expect(netOf(billed([least], [[hours('te_1', 5)], [hours('te_2', 1)]]))).toEqual(['540.00', '108.00']);
  });
});
