import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { billPeriod } from '../../src/bill/bill-period.ts';
import type { Bill } from '../../src/bill/bill.ts';
import { balanceAt } from '../../src/prepaid/balance.ts';
import type { PrepaidPosting } from '../../src/prepaid/posting.ts';
import { creditLot, type PrepaidLot, prepaidLot } from '../../src/prepaid/prepaid-lot.ts';
import { topUpDue } from '../../src/prepaid/top-up.ts';
import {
  billOf,
  exampleContract,
  exampleRating,
  periodFrom,
  workOf,
} from '../../src/testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';

describe('R83, worked example 7, as a bill: three lines of 33.33 with 10 % off and 19 % tax', () => {
  const contract = exampleContract({
    discounts: [{ id: 'tenth', description: '10 % off', percent: '10' }],
    taxCodes: ['vat'],
    linePolicy: { groupBy: ['entry'] },
  });
  const rate = { amount: '33.33', currency: 'EUR' };
  const work = ['te_1', 'te_2', 'te_3'].map((id) => workOf(1, { id, rate }));
  const { lines, totals } = billOf(
    contract,
    { work },
    { taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }] },
  );

  test('the discount of 10.00 is 3.34, 3.33 and 3.33 on the lines', () => {
    expect(lines.map(({ amount }) => amount.amount)).toEqual(['33.33', '33.33', '33.33']);
    expect(totals.subtotal.amount).toBe('99.99');
    expect(totals.discount.amount).toBe('10.00');
    expect(totals.lines.map(({ discount }) => discount.amount)).toEqual(['3.34', '3.33', '3.33']);
  });

  test('the tax on 89.99 is 17.10, and the total 107.09', () => {
    expect([totals.net, totals.tax, totals.total].map(({ amount }) => amount)).toEqual([
      '89.99',
      '17.10',
      '107.09',
    ]);
  });
});

test('R74, worked example 6, through bills: 90.00 drawn from 170.00 make one top-up of 420.00, then 50.00 and 470.00', () => {
  const account = moneyAccount({ topUp: { threshold: '100.00', to: '500.00' } });
  const contract = exampleContract({ components: [{ id: 'paid', kind: 'pool', accountId: 'budget' }] });
  const bought = paidLots(account, { id: 'A', quantity: '170.00' });
  let lots: readonly PrepaidLot[] = bought.lots;
  let postings: readonly PrepaidPosting[] = bought.ledger;
  let day = 0;
  const nextDay = (): string => `2026-06-${String((day += 1)).padStart(2, '0')}T06:00:00.000Z`;
  const bill = (from: string, cost: string): Bill => {
    const made = billPeriod(
      {
        contract,
        contractPeriod: periodFrom(contract, from),
        work: [workOf(1, { id: `te_${from}`, date: from, rate: { amount: cost, currency: 'EUR' } })],
        history: { prepaid: { accounts: [account], lots, postings } },
        at: nextDay(),
      },
      { rating: exampleRating },
    );
    postings = [...postings, ...made.postings];
    return made;
  };
  const balance = (): string => balanceAt(account, postings, '2026-12-31T00:00:00.000Z');
  const decide = (inFlight: string) => topUpDue(account, { balance: balance(), inFlight, now: nextDay() });

  expect(decide('0').status).toBe('enough');
  expect(bill('2026-04-01', '90.00').totals.total.amount).toBe('0.00');
  expect(balance()).toBe('80.00');
  const decision = decide('0');
  expect(decision).toMatchObject({
    status: 'due',
    quantity: '420.00',
    price: { amount: '420.00', currency: 'EUR' },
  });
  if (decision.status !== 'due') return;

  bill('2026-05-01', '30.00');
  expect([balance(), decide('420.00').status]).toEqual(['50.00', 'enough']);

  const paidAt = nextDay();
  const { quantity, price } = decision;
  const paid = creditLot(
    account,
    prepaidLot(account, { id: 'B', quantity, price, purchasedAt: paidAt }),
    paidAt,
  );
  lots = [...lots, paid.lot];
  postings = [...postings, paid.posting];
  expect([balance(), decide('0').status]).toEqual(['470.00', 'enough']);
});

test.each([
  [3, 'R60', '../../src/bill/bill-period.test.ts'],
  [4, 'R62', '../../src/bill/bill-period.test.ts'],
  [5, 'R70', '../../src/bill/bill-period.test.ts'],
  [6, 'R74', 'worked-examples.test.ts'],
  [7, 'R83', 'worked-examples.test.ts'],
  [10, 'R61', '../../src/bill/bill-period.test.ts'],
])('worked example %i is a bill, in a test that names %s', (number, rule, file) => {
  const text = readFileSync(resolve(import.meta.dirname, file), 'utf8');
  expect(text).toMatch(new RegExp(`(?:test|describe)\\(\\s*'${rule}[^']*worked example ${number}\\b`));
});
