import { BillingError } from '../../errors/billing-error.ts';
import { invoiceActions } from '../../invoice/life/invoice-actions.ts';
import { releaseInvoice } from '../bills/release-invoice.ts';
import { uncreditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';
import { noteInvoice } from './save-invoice.ts';

/**
 * Deletes a draft; all that it bills is open again (R84).
 *
 * @throws BillingError `INVOICE_STATE` when it is no draft, or has a number: a series has no gaps (R81).
 */
export async function deleteDraft(unit: Unit, id: string): Promise<void> {
  const draft = await loadInvoice(unit, id);
  if (draft.settlement !== 'draft' || draft.issued !== null) {
    const reason =
      draft.settlement === 'draft' ? 'it has a number: issue it again, then void it' : 'it is no draft';
    throw new BillingError('INVOICE_STATE', {
      invoiceId: id,
      state: draft.settlement,
      action: 'delete',
      allowed: invoiceActions(draft),
      reason,
    });
  }
  await releaseInvoice(unit, id);
  await uncreditLotsOfInvoice(unit, id, 'deleted');
  await unit.drop(invoiceRecords, id);
  noteInvoice(unit, { action: 'delete', before: draft, after: null });
  unit.emit('invoice.deleted', { invoiceId: id });
}
