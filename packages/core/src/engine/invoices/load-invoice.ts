import type { Invoice } from '../../invoice/invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { lockCustomers } from './lock-customers.ts';

/**
 * An invoice, read under the lock of its customer.
 *
 * @throws BillingError `NOT_FOUND` when there is none.
 */
export async function loadInvoice(unit: Unit, id: string): Promise<Invoice> {
  const { content } = await unit.load(invoiceRecords, id);
  await lockCustomers(unit, [content.customerId]);
  return unit.load(invoiceRecords, id);
}
