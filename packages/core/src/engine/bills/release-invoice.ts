import { billRecords } from '../records/billing.ts';
import { carriedRecords } from '../records/carried.ts';
import type { Unit } from '../unit.ts';
import { releaseBill } from './release-bill.ts';

/**
 * Releases everything that an invoice has: its bills, and what was carried forward onto it (R84). For drafts that are
 * deleted and invoices that are voided. The caller holds the customer's lock.
 */
export async function releaseInvoice(unit: Unit, invoiceId: string): Promise<void> {
  const bills = await unit.all(billRecords, { index: ['invoice', invoiceId], descending: true });
  for (const { id } of bills) await releaseBill(unit, id);
  for (const one of await unit.all(carriedRecords, { index: ['taken', invoiceId] }))
    await unit.save(carriedRecords, { ...one, takenBy: null });
}
