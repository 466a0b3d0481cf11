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
import { readRecipients, type RecipientInput, recipientsOf } from './recipients.ts';

/** How an invoice is sent. */
export interface SendRequest {
  /** Default: to the address on the invoice, or else to the one that the customer has now. */
  readonly to?: readonly RecipientInput[] | undefined;
}

/** Queues the sending of an invoice, as `queueDelivery` does, in a call of its own. */
export async function sendInvoice(
  scope: TenantScope,
  invoiceId: string,
  { to }: SendRequest = {},
  options: WriteOptions = {},
): Promise<Invoice> {
  const recipients = to === undefined ? null : readRecipients(to);
  const given = { invoiceId, to: recipients };
  return scope.write({ method: 'invoices.send', given }, options, (unit) =>
    queueDelivery(unit, scope.context, invoiceId, recipients),
  );
}

/**
 * Queues the sending of an invoice by mail, or by the ledger that the settings name; to that it is copied first. One
 * that the customer has already is sent once more.
 *
 * @throws BillingError `INVOICE_STATE` when it is no issued invoice, or is on its way.
 * @throws BillingError `RECIPIENT_MISSING` when nobody knows an address.
 * @throws BillingError `MAILER_MISSING`, `CONNECTOR_UNKNOWN` or `CONNECTOR_LACKS` when nothing can send it.
 */
async function queueDelivery(
  unit: Unit,
  context: EngineContext,
  invoiceId: string,
  to: readonly MailAddress[] | null = null,
): Promise<Invoice> {
  const invoice = await loadInvoice(unit, invoiceId);
  const isSentBefore = invoice.delivery === 'sent' && invoice.settlement !== 'void';
  const queued = isSentBefore ? invoice : transitionInvoice(invoice, { type: 'queue-delivery' });
  const recipients = to ?? (await recipientsOf(unit, invoice));
  // Never the same twice: by the message, a mail server knows what it has sent before.
  const number = context.ids.next('delivery');
  const { deliverBy } = await loadSettings(unit);
  const details = { deliverBy, to: asJson(recipients) };
  if (deliverBy !== 'mail') {
    connectorThat(context, deliverBy, 'send');
    const copied = ledgerActions(queued, deliverBy).includes('queue-export')
      ? await queueExport(unit, queued, deliverBy)
      : queued;
    const payload: LedgerSendPayload = { connectorId: deliverBy, invoiceId, to: recipients };
    unit.send({
      id: ['ledger-send', deliverBy, invoiceId, number].map(encodeURIComponent).join(':'),
      kind: 'ledger-send',
      subject: { kind: 'invoice', id: invoiceId },
      payload: asJson(payload),
    });
    return saveInvoice(unit, invoice, copied, 'send', details);
  }
  if (context.mailer === null) throw new BillingError('MAILER_MISSING', {});
  await queueInvoiceMail(unit, invoice, recipients, number);
  return saveInvoice(unit, invoice, queued, 'send', details);
}
