import type { Invoice } from '../../invoice/invoice.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { MessageHandler, Step } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { connectorContext } from './connector-context.ts';
import { connectorOf } from './connector-of.ts';
import { endExport, exportDied } from './end-export.ts';
import { exportTogether, mostAtOnce } from './export-together.ts';
import { asOutcome, type ExportPlan, payloadOf } from './export-plan.ts';
import { ledgerDocument } from './ledger-document.ts';
import { requeued } from './requeue-export.ts';
import { isUnderWay } from './under-way.ts';

/** After how long a call that may be for several documents is given up. */
const batchSeconds = 120;

/**
 * Brings copies in ledgers in line with their invoices. What is done depends on where the copy stands, and that is
 * written down before each call: who comes after a crash finds out, first of all, what became of it.
 */
export const exportHandler: MessageHandler<ExportPlan> = {
  channel: (message) => payloadOf(message).connectorId,

  async begin(unit, message, scope) {
    const { connectorId, invoiceId, revision } = payloadOf(message);
    connectorOf(scope.context, connectorId);
    const invoice = await loadInvoice(unit, invoiceId);
    const copy = copyOf(invoice, connectorId);
    // What is queued is always the invoice as it is; what is under way may be an earlier revision.
    const underWay = copy.state === 'queued' ? invoice.revision : copy.revision;
    if (underWay !== revision) return { do: 'nothing' };
    switch (copy.state) {
      case 'queued':
        return sendCopy(unit, scope, message, invoice);
      case 'sending':
      case 'unknown':
      case 'reconciling':
        return lookUpCopy(unit, scope, message, invoice);
      case 'none':
      case 'confirmed':
      case 'rejected':
      case 'stale':
        return { do: 'nothing' };
    }
  },

  async call({ does, document, connectorId }, _, scope, signal) {
    const connector = connectorOf(scope.context, connectorId);
    const context = connectorContext(scope, connectorId, signal);
    if (does !== 'find') return asOutcome(await connector[does](document, context));
    const found = await connector.find(document, context);
    return found === null ? { status: 'absent' } : { status: 'done', externalId: found.externalId };
  },

  together: exportTogether,
  end: endExport,
  died: exportDied,
};

/** A new copy, a change of one, or taking one back. A credit note waits for its invoice. */
async function sendCopy(
  unit: Unit,
  scope: TenantScope,
  message: Message,
  invoice: Invoice,
): Promise<Step<ExportPlan>> {
  const { connectorId } = payloadOf(message);
  const credited =
    invoice.credits === null ? null : await unit.find(invoiceRecords, invoice.credits.invoiceId);
  if (credited !== null && (await isUnderWay(unit, credited, connectorId)))
    return { do: 'wait', reason: 'the invoice that it corrects is on its way to the ledger' };
  const started = transitionInvoice(invoice, { type: 'start-export', connectorId });
  const { supports } = connectorOf(scope.context, connectorId);
  if (invoice.settlement === 'void' && !supports.void) {
    const reason = 'the ledger does not take copies back: void it there by hand';
    const rejected = transitionInvoice(started, { type: 'reject-export', connectorId, reason });
    await saveInvoice(unit, invoice, rejected, 'export', { connectorId });
    unit.emit('invoice.export-failed', { invoice: rejected, connector: connectorId, reason });
    return { do: 'give-up', reason };
  }
  await saveInvoice(unit, invoice, started, 'export', { connectorId });
  const document = await ledgerDocument(unit, scope, started, connectorId, message.sends + 1);
  return planned(scope, { does: invoice.settlement === 'void' ? 'void' : 'export', document, connectorId });
}

/** Looks for a new copy of which nobody knows. A change of a known copy is made once more: that makes no second one. */
async function lookUpCopy(
  unit: Unit,
  scope: TenantScope,
  message: Message,
  invoice: Invoice,
): Promise<Step<ExportPlan>> {
  const { connectorId } = payloadOf(message);
  const { externalId } = copyOf(invoice, connectorId);
  let looking = invoice;
  if (copyOf(looking, connectorId).state === 'sending')
    looking = transitionInvoice(looking, { type: 'lose-export', connectorId });
  if (copyOf(looking, connectorId).state === 'unknown')
    looking = transitionInvoice(looking, { type: 'reconcile-export', connectorId });
  if (externalId !== null) {
    const queued = await requeued(unit, looking, connectorId);
    await saveInvoice(unit, invoice, queued, 'export', { connectorId });
    return copyOf(queued, connectorId).state === 'queued' && queued.revision === looking.revision
      ? sendCopy(unit, scope, message, queued)
      : { do: 'nothing' };
  }
  await saveInvoice(unit, invoice, looking, 'export', { connectorId });
  const document = await ledgerDocument(unit, scope, looking, connectorId, message.sends);
  return planned(scope, { does: 'find', document, connectorId });
}

function planned(scope: TenantScope, plan: ExportPlan): Step<ExportPlan> {
  const connector = connectorOf(scope.context, plan.connectorId);
  const isLookUp = plan.does === 'find';
  const lingersSeconds = isLookUp ? 0 : connector.longestRequestSeconds;
  const seconds = plan.does === 'export' && mostAtOnce(connector) > 1 ? batchSeconds : undefined;
  return { do: 'call', plan, isRepeatable: false, lingersSeconds, isLookUp, seconds };
}
