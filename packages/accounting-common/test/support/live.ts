import type { Connection, ConnectionStore } from '@billwright/accounting-common';
import type { AccountingConnector, ConnectorContext } from '@billwright/core';
import { documentOf, invoiceOf } from './documents.ts';

/** A store with a grant of which only the refresh token is known. */
export function connectionWith(companyId: string, refreshToken: string): ConnectionStore {
  const at = new Date(0).toISOString();
  const grant = { accessToken: 'none', accessUntil: at, refreshToken, refreshUntil: null, endsAt: null };
  const connection: Connection = { companyId, grant, lost: null, refreshingUntil: null };
  let kept = { connection, revision: 1 };
  return {
    read: async () => kept,
    async write(changed, revision) {
      if (revision !== kept.revision) return false;
      kept = { connection: changed, revision: kept.revision + 1 };
      return true;
    },
  };
}

/** What a real company makes of an invoice that is copied, looked up, and taken back. */
export async function copiedAndVoided(
  connector: AccountingConnector,
  context: ConnectorContext,
  currency: string,
): Promise<{ readonly exported: string; readonly isFound: boolean; readonly voided: string }> {
  const sequence = Math.floor(Date.now() / 1000);
  const document = documentOf(invoiceOf(sequence, { currency, taxed: false, number: `LIVE-${sequence}` }));
  const exported = await connector.export(document, context);
  const externalId = exported.status === 'confirmed' ? exported.externalId : '';
  const found = await connector.find(document, context);
  const voided = await connector.void({ ...document, externalId }, context);
  return { exported: exported.status, isFound: found?.externalId === externalId, voided: voided.status };
}
