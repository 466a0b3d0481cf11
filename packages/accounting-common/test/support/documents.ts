import {
  creditNote,
  type Discount,
  type Invoice,
  type InvoiceLine,
  type LedgerDocument,
  manualInvoice,
  manualLine,
  type Party,
  transitionInvoice,
} from '@billwright/core';

interface Given {
  readonly lines?: readonly InvoiceLine[];
  readonly amount?: string;
  readonly customerId?: string;
  readonly buyer?: Partial<Party> & { readonly name: string };
  readonly currency?: string;
  readonly taxed?: boolean;
  readonly discounts?: readonly Discount[];
  readonly number?: string;
}

/** A line of one piece. */
export const lineOf = (id: string, unitPrice: string, given: { currency?: string; taxed?: boolean } = {}) =>
  manualLine({
    id,
    description: id,
    unitPrice,
    currency: given.currency ?? 'EUR',
    from: '2026-03-02',
    taxCodes: given.taxed === false ? [] : ['vat'],
  });

/** An issued invoice of one line with VAT of 19 %, but for what is given. */
export function invoiceOf(sequence: number, given: Given = {}): Invoice {
  const { amount = '100.00', customerId = 'acme', currency = 'EUR', taxed = true } = given;
  const draft = manualInvoice({
    id: `inv_${sequence}`,
    customerId,
    currency,
    terms: { days: 14 },
    seller: { name: 'Billwright Services' },
    buyer: given.buyer ?? { name: customerId },
    lines: given.lines ?? [lineOf('setup', amount, { currency, taxed })],
    discounts: given.discounts ?? [],
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
  });
  return issue(draft, given.number ?? `INV-${String(sequence).padStart(5, '0')}`, sequence);
}

/** The credit note over a whole invoice. */
export const creditOf = (invoice: Invoice, sequence: number): Invoice =>
  issue(creditNote(invoice, [], { id: `cn_${sequence}`, reason: 'Not needed' }), `CN-${sequence}`, sequence);

const issue = (draft: Invoice, number: string, sequence: number): Invoice =>
  transitionInvoice(draft, {
    type: 'issue',
    series: 'default',
    sequence,
    number,
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
  });

/** What a connector is asked to keep of it, for the first time. */
export const documentOf = (invoice: Invoice, given: Partial<LedgerDocument> = {}): LedgerDocument => ({
  key: `desk-${invoice.id}-${invoice.revision}`,
  attempt: 1,
  invoice,
  externalId: null,
  creditsExternalId: null,
  ...given,
});
