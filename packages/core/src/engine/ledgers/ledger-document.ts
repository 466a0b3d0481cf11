import type { Invoice } from '../../invoice/invoice.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import type { LedgerDocument } from '../../ports/accounting.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { documentKey } from './document-key.ts';

/** What a ledger is asked to keep, after `start-export` said which revision it is. */
export async function ledgerDocument(
  unit: Unit,
  { tenantId }: TenantScope,
  invoice: Invoice,
  connectorId: string,
  attempt: number,
): Promise<LedgerDocument> {
  const { externalId, revision } = copyOf(invoice, connectorId);
  const credited =
    invoice.credits === null ? null : await unit.find(invoiceRecords, invoice.credits.invoiceId);
  return {
    key: await documentKey(tenantId, connectorId, invoice.id, String(revision ?? invoice.revision)),
    attempt,
    invoice,
    externalId,
    creditsExternalId: credited === null ? null : copyOf(credited, connectorId).externalId,
  };
}
