import type { Invoice } from '../../invoice/invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import { ledgerDocumentKey, ledgerDocuments } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/** Our document that a ledger knows by an id of its own; `null`: none, as far as we know by now. */
export async function documentOf(
  unit: Unit,
  connectorId: string,
  externalId: string,
): Promise<Invoice | null> {
  const known = await unit.find(ledgerDocuments, ledgerDocumentKey(connectorId, externalId));
  return known === null ? null : unit.find(invoiceRecords, known.invoiceId);
}
