import { expect, test } from 'vitest';
import { euros, exampleDraft, exampleInvoice } from '../../testing/invoice-fixture.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceCommand } from './invoice-command.ts';
import { invoiceLabel, invoiceLabelText, type InvoiceLabel } from './invoice-label.ts';
import { openAmount } from './open-amount.ts';
import { transitionInvoice } from './transition-invoice.ts';

const after = (...commands: readonly InvoiceCommand[]): Invoice =>
  commands.reduce(
    (one, command) => transitionInvoice(one, command, { reopen: true }),
    exampleInvoice('100.00'),
  );
const amount = euros('100.00');
const part = euros('40.00');
const exported: readonly InvoiceCommand[] = [
  { type: 'queue-export', connectorId: 'qbo' },
  { type: 'start-export', connectorId: 'qbo' },
  { type: 'confirm-export', connectorId: 'qbo', externalId: '17', at: '2026-04-01T09:00:00Z' },
];

// The invoice is due on 2026-04-15.
test.each<[string, Invoice, InvoiceLabel, InvoiceLabel]>([
  ['a draft', exampleDraft('100.00'), 'draft', 'draft'],
  ['a reopened invoice', after({ type: 'reopen' }), 'draft', 'draft'],
  ['an issued invoice', after(), 'open', 'overdue'],
  ['one that is on its way', after({ type: 'queue-delivery' }), 'open', 'overdue'],
  ['one that a ledger has', after(...exported), 'exported', 'overdue'],
  ['one on its way to a ledger', after(...exported.slice(0, 2)), 'open', 'overdue'],
  ['one that the customer has', after(...exported, { type: 'deliver' }), 'sent', 'overdue'],
  [
    'one that is paid in part',
    after({ type: 'deliver' }, { type: 'pay', amount: part }),
    'partially-paid',
    'overdue',
  ],
  ['one that is paid', after({ type: 'pay', amount }), 'paid', 'paid'],
  ['one of 0', exampleInvoice('0.00'), 'paid', 'paid'],
  ['a void one', after({ type: 'void' }), 'void', 'void'],
  [
    'one that was refunded',
    after({ type: 'pay', amount }, { type: 'refund', amount }),
    'refunded',
    'refunded',
  ],
  [
    'one that was paid and credited',
    after({ type: 'pay', amount }, { type: 'credit', amount }),
    'refunded',
    'refunded',
  ],
  [
    'one that was refunded in part',
    after({ type: 'pay', amount }, { type: 'refund', amount: part }),
    'partially-paid',
    'partially-paid',
  ],
  [
    'one that was paid and credited in part',
    after({ type: 'pay', amount }, { type: 'credit', amount: part }),
    'paid',
    'paid',
  ],
  [
    'one whose payment bounced',
    after({ type: 'pay', amount }, { type: 'reverse-payment', amount }),
    'open',
    'overdue',
  ],
  [
    'one whose refund did not arrive',
    after({ type: 'pay', amount }, { type: 'refund', amount }, { type: 'reverse-refund', amount }),
    'paid',
    'paid',
  ],
  ['one that was credited in full', after({ type: 'deliver' }, { type: 'credit', amount }), 'void', 'void'],
  ['one that was written off', after({ type: 'deliver' }, { type: 'write-off' }), 'void', 'void'],
  [
    'one whose rest was written off',
    after({ type: 'pay', amount: part }, { type: 'write-off' }),
    'partially-paid',
    'partially-paid',
  ],
  ['a credit note', exampleInvoice('100.00', { kind: 'credit-note' }), 'open', 'open'],
])('the label of %s, on the due date and the day after', (_, invoice, onDueDate, afterwards) => {
  expect([invoiceLabel(invoice, '2026-04-15'), invoiceLabel(invoice, '2026-04-16')]).toEqual([
    onDueDate,
    afterwards,
  ]);
});

test('nothing is open on a draft and on a void invoice', () => {
  expect([exampleDraft('1.00'), after({ type: 'void' })].map((one) => openAmount(one).amount)).toEqual([
    '0.00',
    '0.00',
  ]);
});

test('each label has a word in each language, and no two the same', () => {
  const labels = [
    'draft',
    'open',
    'exported',
    'sent',
    'partially-paid',
    'paid',
    'overdue',
    'void',
    'refunded',
  ] as const satisfies readonly InvoiceLabel[];
  for (const locale of ['en', 'de', 'fr'] as const) {
    const words = labels.map((label) => invoiceLabelText(label, locale));
    expect(new Set(words.filter((word) => /^\p{Lu}/u.test(word))).size).toBe(labels.length);
  }
  expect(() => invoiceLabelText('paid', 'tlh' as never)).toThrow('LOCALE_UNKNOWN');
});
