import { type Desk, type Invoice, manualLine } from '@billwright/core';

/** Arranges a desk whose ledger mails: customers are "acme", with an address for mail, and "globex" without one. */
export async function arrangeDesk(desk: Desk, deliverBy: string): Promise<void> {
  await desk.calendars.put({ id: 'berlin', calendar: { zone: 'Europe/Berlin', business: [] } });
  await desk.settings.put({
    seller: { name: 'Billwright Services' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    defaultTaxCodes: ['vat'],
    calendarId: 'berlin',
    deliverBy,
    reopen: true,
  });
  await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'billing@acme.example' } });
  await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
}

/** Drafts an invoice over so many euros of setup, with VAT of 19 %. */
export const draftIn = (
  desk: Desk,
  id: string,
  amount: string,
  customerId: string = 'acme',
): Promise<Invoice> => desk.invoices.draft({ id, customerId, lines: [setupLine(amount)] });

/** A line of setup, with VAT. */
export const setupLine = (amount: string, id = 'setup') =>
  manualLine({
    id,
    description: 'Setup',
    unitPrice: amount,
    currency: 'EUR',
    from: '2026-04-01',
    taxCodes: ['vat'],
  });

/** Somebody takes an invoice back to draft, adds to it, and issues and copies it again, where that is allowed. */
export async function reopenIn(desk: Desk, id: string): Promise<void> {
  try {
    await desk.invoices.reopen(id);
  } catch {
    return;
  }
  await desk.invoices.edit(id, { note: 'changed' });
  await desk.invoices.issue(id);
  await desk.invoices.export(id).catch(() => null);
}
