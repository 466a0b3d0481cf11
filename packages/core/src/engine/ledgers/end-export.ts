import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { MessageHandler, Outcome } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import type { Unit } from '../unit.ts';
import { type ExportPlan, payloadOf } from './export-plan.ts';
import { followed, requeued } from './requeue-export.ts';

/** Writes on the invoice what a ledger answered, and tells of it. */
export const endExport: MessageHandler<ExportPlan>['end'] = async (unit, outcome, after) => {
  const { connectorId, invoiceId } = payloadOf(after);
  const before = await loadInvoice(unit, invoiceId);
  const invoice = await moved(unit, before, connectorId, outcome, after);
  await saveInvoice(unit, before, invoice, 'export', { connectorId });
  if (outcome.status === 'done') unit.emit('invoice.exported', { invoice, connector: connectorId });
  if (after.state === 'dead')
    unit.emit('invoice.export-failed', { invoice, connector: connectorId, reason: after.fault ?? '' });
};

async function moved(
  unit: Unit,
  invoice: Invoice,
  connectorId: string,
  outcome: Outcome,
  { state, fault }: Message,
): Promise<Invoice> {
  switch (outcome.status) {
    case 'done': {
      const { externalId = '' } = outcome;
      const confirmed = transitionInvoice(invoice, { type: 'confirm-export', connectorId, externalId });
      return followed(unit, confirmed, connectorId);
    }
    case 'refused':
      return transitionInvoice(invoice, { type: 'reject-export', connectorId, reason: outcome.reason });
    case 'absent':
      return requeued(unit, invoice, connectorId);
    case 'later':
      return state === 'dead'
        ? transitionInvoice(invoice, { type: 'reject-export', connectorId, reason: fault ?? '' })
        : requeued(unit, invoice, connectorId);
    case 'unknown':
      return transitionInvoice(invoice, { type: 'lose-export', connectorId });
  }
}
