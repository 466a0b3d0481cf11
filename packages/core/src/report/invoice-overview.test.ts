import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { invoiceOverview } from './invoice-overview.ts';

const invoice = (id: string, label: string, total: string, paid = '0', currency = 'EUR') => ({
  id,
  label,
  customerId: 'acme',
  dueOn: null,
  total: money(total, currency),
  paid: money(paid, currency),
  credited: money('0', currency),
});

test('invoices are counted and summed by label and currency', () => {
  const { labels, total } = invoiceOverview([
    invoice('a', 'Overdue', '100.00', '25.00'),
    invoice('b', 'Draft', '10.00'),
    invoice('c', 'Overdue', '50.00'),
    invoice('d', 'Overdue', '7000', '0', 'JPY'),
  ]);
  expect(
    labels.map(({ label, currency, invoices, open }) => [label, currency, invoices, open.amount].join(' ')),
  ).toEqual(['Draft EUR 1 10.00', 'Overdue EUR 2 125.00', 'Overdue JPY 1 7000']);
  expect(total.map(({ total: all, paid, open }) => [all.amount, paid.amount, open.amount])).toEqual([
    ['160.00', '25.00', '135.00'],
    ['7000', '0', '7000'],
  ]);
});

test('no invoices have no labels and no sums', () => {
  expect(invoiceOverview([])).toEqual({ labels: [], total: [] });
});
