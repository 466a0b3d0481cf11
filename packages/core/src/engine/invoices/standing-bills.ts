import { billRecords, type StoredBill } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/** The bills on an invoice that stand, in the order in which they were made. */
export async function standingBills(unit: Unit, invoiceId: string): Promise<readonly StoredBill[]> {
  const bills = await unit.all(billRecords, { index: ['invoice', invoiceId] });
  return bills.filter(({ releasedAt }) => releasedAt === null);
}
