import { describe, expect, test } from 'vitest';
import { addDays } from '../time/civil-date.ts';
import { money } from '../money/money.ts';
import { aging, type AgingBucket } from './aging.ts';
import type { InvoiceFacts } from './invoice-facts.ts';

const today = '2026-03-31';
const invoice = (given: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  id: 'i_1',
  customerId: 'acme',
  dueOn: today,
  total: money('119.00', 'EUR'),
  paid: money('0.00', 'EUR'),
  credited: money('0.00', 'EUR'),
  ...given,
});

describe('the days since an invoice was due', () => {
  test.each<[number, AgingBucket]>([
    [-1, 'not-due'],
    [0, 'not-due'],
    [1, '1-30'],
    [30, '1-30'],
    [31, '31-60'],
    [60, '31-60'],
    [61, '61-90'],
    [90, '61-90'],
    [91, 'over-90'],
    [10_000, 'over-90'],
  ])('%i days are "%s"', (days, bucket) => {
    const { total } = aging([invoice({ dueOn: addDays(today, -days) })], today);
    const filled = Object.entries(total[0]?.buckets ?? {}).filter(([, { amount }]) => amount !== '0.00');
    expect(filled).toEqual([[bucket, money('119.00', 'EUR')]]);
  });

  test('an invoice without a due date is not due', () => {
    expect(aging([invoice({ dueOn: null })], today).total[0]?.buckets['not-due'].amount).toBe('119.00');
  });
});

test('R85: what was paid, credited and written off is not open; who owes nothing is not told', () => {
  const { customers, total } = aging(
    [
      invoice({ paid: money('19.00', 'EUR'), credited: money('40.00', 'EUR') }),
      invoice({ id: 'i_2', customerId: 'globex', paid: money('119.00', 'EUR') }),
      invoice({ id: 'i_3', customerId: 'globex', writtenOff: money('119.00', 'EUR') }),
    ],
    today,
  );
  expect(customers.map(({ customerId, open }) => [customerId, open.amount])).toEqual([['acme', '60.00']]);
  expect(total).toHaveLength(1);
});

test('R1: each currency stands alone, and what was paid too much is a credit of its own', () => {
  const { customers, total } = aging(
    [
      invoice({ dueOn: '2026-03-01' }),
      invoice({ id: 'i_2', paid: money('120.00', 'EUR') }),
      invoice({
        id: 'i_3',
        total: money('9000', 'JPY'),
        paid: money('0', 'JPY'),
        credited: money('0', 'JPY'),
      }),
    ],
    today,
  );
  expect(
    customers.map(({ customerId, currency, buckets, credit, open, invoices }) =>
      [customerId, currency, buckets['1-30'].amount, credit.amount, open.amount, invoices].join(' '),
    ),
  ).toEqual(['acme EUR 119.00 -1.00 118.00 2', 'acme JPY 0 0 9000 1']);
  expect(total.map(({ open }) => open.amount)).toEqual(['118.00', '9000']);
});
