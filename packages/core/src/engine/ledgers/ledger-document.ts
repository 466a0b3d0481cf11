import type { Invoice } from '../../invoice/invoice.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import type { LedgerDocument } from '../../ports/accounting.ts';
import { digestOf } from '../digest.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';

/** The key of one revision of an invoice in a ledger: 40 characters, of this tenant only, always the same. */
export const documentKey = async (...parts: readonly string[]): Promise<string> =>
  (await digestOf(parts.map(encodeURIComponent).join(':'))).slice(0, 40);

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
