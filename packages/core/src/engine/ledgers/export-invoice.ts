import { inputError } from '../../errors/parse-input.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { EngineContext } from '../engine-context.ts';
import { loadInvoice } from '../invoices/load-invoice.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { connectorOf, connectorThat } from './connector-of.ts';
import { queueExport } from './queue-export.ts';

/** Queues the copy of an invoice, as `queueInvoiceExport` does, in a call of its own. */
export async function exportInvoice(
  scope: TenantScope,
  invoiceId: string,
  connectorId?: string,
  options: WriteOptions = {},
): Promise<Invoice> {
  const given = { invoiceId, connectorId: connectorId ?? null };
  return scope.write({ method: 'invoices.export', given }, options, (unit) =>
    queueInvoiceExport(unit, scope.context, invoiceId, connectorId),
  );
}

/**
 * Queues the copy of an invoice to a ledger: a new one, or the change of one that has become stale. Of a void invoice
 * the copy is taken back.
 *
 * @param connectorId default: the only ledger that there is
 * @throws BillingError `INVOICE_STATE` when there is nothing to copy, or the copy is on its way.
 * @throws BillingError `CONNECTOR_UNKNOWN`, or `CONNECTOR_LACKS` when the ledger can't take a copy back.
 */
async function queueInvoiceExport(
  unit: Unit,
  context: EngineContext,
  invoiceId: string,
  connectorId: string = onlyConnector(context),
): Promise<Invoice> {
  connectorOf(context, connectorId);
  const invoice = await loadInvoice(unit, invoiceId);
  const queued = await queueExport(unit, invoice, connectorId);
  if (invoice.settlement === 'void') connectorThat(context, connectorId, 'void');
  return saveInvoice(unit, invoice, queued, 'export', { connectorId });
}

function onlyConnector({ accounting }: EngineContext): string {
  const [only, ...others] = accounting.keys();
  if (only !== undefined && others.length === 0) return only;
  const message =
    only === undefined ? 'names no ledger, and there is none' : 'is missing: there are several ledgers';
  throw inputError('INVOICE_COMMAND_INVALID', [{ path: ['connectorId'], message }]);
}
