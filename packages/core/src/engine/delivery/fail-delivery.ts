import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import { aboutKey, type MailRecord, mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';

/** An invoice was delivered as long as one of its mails may have reached somebody. */
export async function failDelivery(unit: Unit, { about }: MailRecord, reason: string): Promise<void> {
  const invoice = await unit.find(invoiceRecords, about.id);
  if (invoice === null) return;
  const mails = await unit.all(mailRecords, { index: ['about', aboutKey(about)] });
  const isOut = mails.some(({ kind, status }) => kind === 'invoice' && status === 'sent');
  // One that is on its way again is told by what becomes of that.
  const canFail = (invoice.delivery === 'sent' || invoice.delivery === 'unknown') && !isOut;
  const after: Invoice = canFail ? transitionInvoice(invoice, { type: 'fail-delivery' }) : invoice;
  if (canFail) await saveInvoice(unit, invoice, after, 'fail-delivery');
  unit.emit('invoice.delivery-failed', { invoice: after, reason });
}
