import { creditNote } from '../../invoice/credit/credit-note.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { manualInvoice } from '../../invoice/manual-invoice.ts';
import { manualLine } from '../../invoice/manual-line.ts';
import type { LedgerDocument } from '../../ports/accounting.ts';

/** What differs from one sample to the next. */
interface Sample {
  /** Default: 80.00; with 19 percent tax 95.20. */
  readonly net?: string;
  /** Default: `Acme`. */
  readonly buyer?: string;
  /** Default: `Setup`. */
  readonly description?: string;
}

/** An issued invoice of two lines, the second a rebate of 0. */
export function sampleInvoice(sequence: number, sample: Sample = {}): Invoice {
  const { net = '80.00', buyer = 'Acme', description = 'Setup' } = sample;
  const common = { currency: 'EUR', taxCodes: ['vat'], from: '2026-03-02' };
  const draft = manualInvoice({
    id: `inv_${sequence}`,
    customerId: 'acme',
    currency: 'EUR',
    terms: { days: 14 },
    seller: { name: 'Billwright Services' },
    buyer: { name: buyer, email: 'accounts@acme.example' },
    lines: [
      manualLine({ ...common, id: 'setup', description, unitPrice: net }),
      manualLine({ ...common, id: 'gift', description: 'First visit, free of charge', unitPrice: '0.00' }),
    ],
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
  });
  return issued(draft, 'INV', sequence);
}

/** An issued credit note over a whole invoice. */
export const sampleCreditNote = (invoice: Invoice, sequence: number): Invoice =>
  issued(creditNote(invoice, [], { id: `cn_${sequence}`, reason: 'Not needed' }), 'CN', sequence);

/** What a connector is asked to keep of it, for the first time. */
export function documentOf(invoice: Invoice, given: Partial<LedgerDocument> = {}): LedgerDocument {
  return {
    key: `desk-${invoice.id}-${invoice.revision}`,
    attempt: 1,
    invoice,
    externalId: null,
    creditsExternalId: null,
    ...given,
  };
}

function issued(draft: Invoice, series: string, sequence: number): Invoice {
  return transitionInvoice(draft, {
    type: 'issue',
    series,
    sequence,
    number: `${series}-${String(sequence).padStart(5, '0')}`,
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
  });
}
