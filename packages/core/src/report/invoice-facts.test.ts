import { expect, test } from 'vitest';
import { openAmount } from '../invoice/life/open-amount.ts';
import { transitionInvoice } from '../invoice/life/transition-invoice.ts';
import { manualInvoice } from '../invoice/manual-invoice.ts';
import { manualLine } from '../invoice/manual-line.ts';
import { money } from '../money/money.ts';
import { aging } from './aging.ts';
import { invoiceFacts } from './invoice-facts.ts';
import { invoiceOverview } from './invoice-overview.ts';

const draft = manualInvoice({
  id: 'inv_1',
  customerId: 'acme',
  currency: 'EUR',
  terms: { days: 14 },
  seller: { name: 'Desk' },
  buyer: { name: 'Acme' },
  lines: [
    manualLine({
      id: 'setup',
      description: 'Setup',
      unitPrice: '80.00',
      currency: 'EUR',
      from: '2026-03-02',
    }),
  ],
});
const issued = transitionInvoice(draft, {
  type: 'issue',
  series: 'INV',
  sequence: 42,
  number: 'INV-00042',
  at: '2026-04-01T08:00:00Z',
  on: '2026-04-01',
});
const paid = transitionInvoice(issued, { type: 'pay', amount: money('30.00', 'EUR') });
const returned = transitionInvoice(paid, { type: 'refund', amount: money('10.00', 'EUR') });
const today = '2026-04-16';

test('what is open is what the invoice says, on a draft nothing', () => {
  const invoices = [draft, issued, paid, returned].map((one, place) => ({ ...one, id: `inv_${place}` }));
  const facts = invoiceFacts(invoices, today);
  expect(facts.map(({ label, dueOn, open }) => [label, dueOn, open?.amount])).toEqual([
    ['draft', null, '0.00'],
    ['overdue', '2026-04-15', '80.00'],
    ['overdue', '2026-04-15', '50.00'],
    ['overdue', '2026-04-15', '60.00'],
  ]);
  expect(facts.map(({ open }) => open)).toEqual(invoices.map(openAmount));
  expect(aging(facts, today).total[0]).toMatchObject({ open: { amount: '190.00' }, invoices: 3 });
  expect(aging(facts, '2026-04-15').total[0]?.buckets['not-due'].amount).toBe('190.00');
  expect(
    invoiceOverview(facts).labels.map(({ label, invoices: count, paid: got }) => [label, count, got.amount]),
  ).toEqual([
    ['draft', 1, '0.00'],
    ['overdue', 3, '50.00'],
  ]);
});

test('R87: a credit note counts on its invoice; one that stands for none is owed to the customer', () => {
  const credits = { invoiceId: 'inv_1', invoiceNumber: 'INV-00042', reason: 'Sorry', lines: [] };
  const notes = [
    { ...issued, id: 'cn_1', kind: 'credit-note' as const, credits },
    { ...issued, id: 'cn_2', kind: 'credit-note' as const },
  ];
  const facts = invoiceFacts(notes, today);
  expect(facts.map(({ id, total, open }) => [id, total.amount, open?.amount])).toEqual([
    ['cn_2', '-80.00', '-80.00'],
  ]);
  expect(aging(facts, today).total[0]).toMatchObject({
    credit: { amount: '-80.00' },
    open: { amount: '-80.00' },
  });
});
