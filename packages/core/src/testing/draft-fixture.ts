import type { Invoice } from '../invoice/invoice.ts';
import { manualInvoice, type ManualInvoiceInput } from '../invoice/manual-invoice.ts';
import { manualLine, type ManualLineInput } from '../invoice/manual-line.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { TaxCode } from '../tax/tax-code.ts';

/** 19 percent. */
export const exampleVat: TaxCode = { id: 'vat', name: 'VAT 19 %', percent: '19', exemption: null };

/** What every invoice to "acme" says. */
export const exampleHead = {
  seller: { name: 'Billwright Services' },
  buyer: { name: 'Acme' },
  terms: { days: 14 },
} as const;

/** A line by hand of 2 March 2026 with 19 % tax, but for what is given. */
export function exampleLine(
  id: string,
  unitPrice: string,
  given: Partial<ManualLineInput> = {},
): InvoiceLine {
  return manualLine({
    id,
    description: `Line ${id}`,
    unitPrice,
    currency: 'EUR',
    taxCodes: ['vat'],
    from: '2026-03-02',
    ...given,
  });
}

/** A draft by hand in euros with 19 % tax for "acme". */
export function exampleDraft(
  lines: readonly InvoiceLine[],
  given: Partial<ManualInvoiceInput> = {},
): Invoice {
  return manualInvoice({
    ...exampleHead,
    id: 'inv_1',
    customerId: 'acme',
    currency: 'EUR',
    lines,
    taxCodes: [exampleVat],
    ...given,
  });
}

/** The draft as it is issued on 1 April 2026. */
export function issuedFrom(draft: Invoice): Invoice {
  const issued = {
    series: 'INV',
    sequence: 1,
    number: 'INV-1',
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
    dueOn: '2026-04-15',
  };
  return { ...draft, settlement: 'issued', issued };
}

/** An issued invoice by hand in euros with 19 % tax for "acme". */
export function exampleInvoice(
  lines: readonly InvoiceLine[],
  given: Partial<ManualInvoiceInput> = {},
): Invoice {
  return issuedFrom(exampleDraft(lines, given));
}
