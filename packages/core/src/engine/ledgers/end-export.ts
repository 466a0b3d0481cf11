import type { Invoice, LedgerState } from '../../invoice/invoice.ts';
import type { InvoiceCommand } from '../../invoice/life/invoice-command.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { MessageHandler, Outcome } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { invoiceRecords } from '../records/billing.ts';
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

/** A copy that was never sent is refused; of one that was, nobody knows. */
export const exportDied: NonNullable<MessageHandler<ExportPlan>['died']> = async (unit, message, reason) => {
  const { connectorId, invoiceId, revision } = payloadOf(message);
  const before = await unit.find(invoiceRecords, invoiceId);
  if (before === null) return;
  const { state, revision: sent } = copyOf(before, connectorId);
  if ((state === 'queued' ? before.revision : sent) !== revision) return;
  const commands = givenUp(state, connectorId, reason);
  const invoice = commands.reduce<Invoice>((one, command) => transitionInvoice(one, command), before);
  if (invoice !== before) await saveInvoice(unit, before, invoice, 'export', { connectorId });
  unit.emit('invoice.export-failed', { invoice, connector: connectorId, reason });
};

function givenUp(state: LedgerState, connectorId: string, reason: string): readonly InvoiceCommand[] {
  switch (state) {
    case 'queued':
      return [
        { type: 'start-export', connectorId },
        { type: 'reject-export', connectorId, reason },
      ];
    case 'sending':
    case 'reconciling':
      return [{ type: 'lose-export', connectorId }];
    case 'unknown':
    case 'none':
    case 'confirmed':
    case 'rejected':
    case 'stale':
      return [];
  }
}

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
      const confirmed = transitionInvoice(invoice, {
        type: 'confirm-export',
        connectorId,
        externalId,
        at: unit.at,
      });
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
