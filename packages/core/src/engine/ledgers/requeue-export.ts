import type { Invoice } from '../../invoice/invoice.ts';
import { ledgerActions } from '../../invoice/life/invoice-actions.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { Unit } from '../unit.ts';
import { queueExport } from './queue-export.ts';

/** The copy is to be sent again; when the invoice has changed meanwhile, as it is now. */
export async function requeued(unit: Unit, invoice: Invoice, connectorId: string): Promise<Invoice> {
  return followed(unit, transitionInvoice(invoice, { type: 'requeue-export', connectorId }), connectorId);
}

/** An invoice that changed while its copy was on its way is copied once more: somebody wanted it in this ledger. */
export async function followed(unit: Unit, invoice: Invoice, connectorId: string): Promise<Invoice> {
  const { state } = copyOf(invoice, connectorId);
  const isBehind = state === 'stale' || state === 'none';
  const isAllowed = ledgerActions(invoice, connectorId).includes('queue-export');
  return isBehind && isAllowed ? queueExport(unit, invoice, connectorId) : invoice;
}
