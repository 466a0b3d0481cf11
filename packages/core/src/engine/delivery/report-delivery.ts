import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** What somebody knows of the sending of an invoice. */
export type DeliveryReport =
  /** The customer has it, by whatever way. */
  | { readonly status: 'sent' }
  /** It came back, or never arrived. */
  | { readonly status: 'failed'; readonly reason: string };

/**
 * Writes down what somebody knows of the sending of an invoice: that it was handed over, that it came back, or what
 * became of one of which nobody could say.
 *
 * @throws BillingError `INVOICE_STATE` when that can't be.
 */
export async function reportDelivery(
  scope: TenantScope,
  invoiceId: string,
  report: DeliveryReport,
  options: WriteOptions = {},
): Promise<Invoice> {
  const type = report.status === 'sent' ? 'deliver' : 'fail-delivery';
  const given = { invoiceId, report };
  return scope.write({ method: 'invoices.reportDelivery', given }, options, async (unit) => {
    const before = await loadInvoice(unit, invoiceId);
    const invoice = await saveInvoice(unit, before, transitionInvoice(before, { type }), type);
    if (report.status === 'sent') unit.emit('invoice.sent', { invoice, sentAgain: false });
    else unit.emit('invoice.delivery-failed', { invoice, reason: report.reason });
    return invoice;
  });
}
