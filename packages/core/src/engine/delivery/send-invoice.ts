import type { Invoice } from '../../invoice/invoice.ts';
import { ledgerActions } from '../../invoice/life/invoice-actions.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { BillingError } from '../../errors/billing-error.ts';
import type { MailAddress } from '../../ports/mailer.ts';
import { asJson } from '../as-json.ts';
import type { EngineContext } from '../engine-context.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { connectorThat } from '../ledgers/connector-of.ts';
import type { LedgerSendPayload } from '../ledgers/ledger-send-handler.ts';
import { queueExport } from '../ledgers/queue-export.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { queueInvoiceMail } from './mail-message.ts';
import { readRecipients, recipientMissing, type RecipientInput, recipientsOrNull } from './recipients.ts';

/** How an invoice is sent. */
export interface SendRequest {
  /** Default: to the address on the invoice, or else to the one that the customer has now. */
  readonly to?: readonly RecipientInput[] | undefined;
}

/** What came of a call to send an invoice. */
export type SendResult =
  /** It is on its way. */
  | { readonly status: 'queued'; readonly invoice: Invoice }
  /**
   * The ledger that was to mail it has a copy, or one is on its way there. It is not sent: nobody knows an address. Where
   * the copy stands is in `ledgers`; the delivery is as it was.
   */
  | {
      readonly status: 'copied';
      readonly invoice: Invoice;
      readonly code: 'RECIPIENT_MISSING';
      readonly reason: string;
    };

/** Queues the sending of an invoice, as `queueDelivery` does, in a call of its own. */
export async function sendInvoice(
  scope: TenantScope,
  invoiceId: string,
  { to }: SendRequest = {},
  options: WriteOptions = {},
): Promise<SendResult> {
  const recipients = to === undefined ? null : readRecipients(to);
  const given = { invoiceId, to: recipients };
  return scope.write({ method: 'invoices.send', given }, options, (unit) =>
    queueDelivery(unit, scope.context, invoiceId, recipients),
  );
}

/**
 * Queues the sending of an invoice by mail, or by the ledger that the settings name; to that it is copied first, and only
 * copied when nobody knows an address. One that the customer has already is sent once more.
 *
 * @throws BillingError `INVOICE_STATE` when it is no issued invoice, or is on its way.
 * @throws BillingError `RECIPIENT_MISSING` when nobody knows an address, and no ledger is to send it.
 * @throws BillingError `MAILER_MISSING`, `CONNECTOR_UNKNOWN` or `CONNECTOR_LACKS` when nothing can send it.
 */
async function queueDelivery(
  unit: Unit,
  context: EngineContext,
  invoiceId: string,
  to: readonly MailAddress[] | null = null,
): Promise<SendResult> {
  const invoice = await loadInvoice(unit, invoiceId);
  const isSentBefore = invoice.delivery === 'sent' && invoice.settlement !== 'void';
  const queued = isSentBefore ? invoice : transitionInvoice(invoice, { type: 'queue-delivery' });
  const recipients = to ?? (await recipientsOrNull(unit, invoice));
  const { deliverBy } = await loadSettings(unit);
  if (deliverBy !== 'mail') connectorThat(context, deliverBy, 'send');
  if (recipients === null) return copyOnly(unit, invoice, deliverBy);
  if (deliverBy === 'mail' && context.mailer === null) throw new BillingError('MAILER_MISSING', {});
  // Never the same twice: by the message, a mail server knows what it has sent before.
  const number = context.ids.next('delivery');
  const details = { deliverBy, to: asJson(recipients) };
  if (deliverBy === 'mail') {
    await queueInvoiceMail(unit, invoice, recipients, number);
    return { status: 'queued', invoice: await saveInvoice(unit, invoice, queued, 'send', details) };
  }
  const copied = await withCopyQueued(unit, queued, deliverBy);
  const payload: LedgerSendPayload = { connectorId: deliverBy, invoiceId, to: recipients };
  unit.send({
    id: ['ledger-send', deliverBy, invoiceId, number].map(encodeURIComponent).join(':'),
    kind: 'ledger-send',
    subject: { kind: 'invoice', id: invoiceId },
    payload: asJson(payload),
  });
  return { status: 'queued', invoice: await saveInvoice(unit, invoice, copied, 'send', details) };
}

/** What is left to do for an invoice that nobody gets: the ledger that would mail it has it all the same. */
async function copyOnly(unit: Unit, before: Invoice, deliverBy: string): Promise<SendResult> {
  const missing = recipientMissing(before);
  if (deliverBy === 'mail') throw missing;
  const { code, message: reason } = missing;
  const copied = await withCopyQueued(unit, before, deliverBy);
  const details = { deliverBy, to: [], notSent: code };
  const invoice = await saveInvoice(unit, before, copied, 'send', details);
  unit.emit('invoice.delivery-failed', { invoice, reason });
  return { status: 'copied', invoice, code, reason };
}

const withCopyQueued = async (unit: Unit, invoice: Invoice, connectorId: string): Promise<Invoice> =>
  ledgerActions(invoice, connectorId).includes('queue-export')
    ? queueExport(unit, invoice, connectorId)
    : invoice;
