import type { Invoice, InvoiceContent } from '../invoice/invoice.ts';
import type { IssueCommand } from '../invoice/life/invoice-command.ts';
import { transitionInvoice } from '../invoice/life/transition-invoice.ts';
import { paymentTermsSchema } from '../invoice/payment-terms.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { type Money, money, zero } from '../money/money.ts';

/** An amount in euros. */
export const euros = (amount: string): Money => money(amount, 'EUR');

const seller = { address: null, taxIds: [], email: null, contact: null, reference: null };

/** What an invoice over one line of so many euros says, but for what is given. */
export function exampleContent(total: string, given: Partial<InvoiceContent> = {}): InvoiceContent {
  const line = {
    kind: 'manual',
    key: 'manual:1',
    group: {},
    unit: 'lump',
    quantity: '1',
    unitPrice: total,
    amount: euros(total),
    hours: null,
    pieces: null,
    from: '2026-03-01',
    to: '2026-03-31',
    entryIds: [],
    taxCodes: [],
    description: 'Support in March',
  } as const;
  return {
    customerId: 'acme',
    contractId: null,
    period: null,
    bills: [],
    currency: 'EUR',
    language: 'en',
    seller: { name: 'Desk', ...seller },
    buyer: { name: 'Acme', ...seller },
    bankAccounts: [],
    terms: paymentTermsSchema.parse({ days: 14 }),
    lines: [line],
    discounts: [],
    taxCodes: [],
    pricesIncludeTax: false,
    taxRounding: { level: 'document', mode: 'half-up' },
    cashRounding: null,
    linePolicy: null,
    totals: totalInvoice({ lines: [line], currency: 'EUR' }),
    prepaidPayments: [],
    note: null,
    purchaseOrder: null,
    attachments: [],
    ...given,
  };
}

/** A draft over so many euros, but for what is given. */
export function exampleDraft(total: string, given: Partial<Invoice> = {}): Invoice {
  const nothing = zero('EUR');
  return {
    id: 'inv_1',
    kind: 'invoice',
    revision: 1,
    content: exampleContent(total),
    credits: null,
    issued: null,
    settlement: 'draft',
    delivery: 'unsent',
    ledgers: {},
    paid: nothing,
    refunded: nothing,
    credited: nothing,
    writtenOff: nothing,
    batchId: null,
    ...given,
  };
}

/** The first number of the series "INV", on 2026-04-01. By its terms it is due on 2026-04-15. */
export const issue: IssueCommand = {
  type: 'issue',
  series: 'INV',
  sequence: 1,
  number: 'INV-00001',
  at: '2026-04-01T08:00:00.000Z',
  on: '2026-04-01',
};

/** An issued invoice over so many euros, due on 2026-04-15. */
export const exampleInvoice = (total: string, given: Partial<Invoice> = {}): Invoice =>
  transitionInvoice(exampleDraft(total, given), issue);
