import { type Invoice, manualInvoice, manualLine, transitionInvoice } from '@billwright/core';

const account = { bank: 'Hanseatic', account: 'DE89370400440532013000', routing: 'COBADEFFXXX' };

/** An issued invoice of so many lines of work. */
export function invoiceOf(lines: number): Invoice {
  const draft = manualInvoice({
    id: `inv_${lines}`,
    customerId: 'acme',
    currency: 'EUR',
    language: 'de',
    terms: { days: 14 },
    seller: { name: 'Desk GmbH', address: { lines: ['Hafenstraße 1'], city: 'Hamburg', country: 'DE' } },
    buyer: { name: 'Acme', address: { lines: ['Am Markt 2'], city: 'Bremen', country: 'DE' } },
    bankAccounts: [account],
    taxCodes: [{ id: 'vat', name: 'USt 19 %', percent: '19' }],
    lines: Array.from({ length: lines }, (_, index) =>
      manualLine({
        id: String(index),
        description: `Ticket ${4000 + index}: Drucker eingerichtet und Übergabe an Frau Müller`,
        quantity: `${1 + (index % 7)}.25`,
        unit: 'hour',
        unitPrice: `${90 + (index % 5) * 10}.00`,
        currency: 'EUR',
        taxCodes: ['vat'],
        from: `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`,
      }),
    ),
  });
  return transitionInvoice(draft, {
    type: 'issue',
    series: 'RE',
    sequence: 1,
    number: 'RE-00001',
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
  });
}
