import {
  type ConnectedLedger,
  documentOutcome,
  findingOf,
  knownOutcome,
} from '@billwright/accounting-common';
import type { ConnectorContext, ExportOutcome } from '@billwright/core';
import { batchSize } from './ask.ts';
import { changes } from './changes.ts';
import { openCompany } from './company.ts';
import {
  authorizeUrl,
  type Callback,
  connect,
  connectionOf,
  type ConnectionStatus,
  disconnect,
} from './connect.ts';
import { exportDocuments } from './export-documents.ts';
import { exportTime, type TimeToExport } from './export-time.ts';
import { findCopy } from './find-copy.ts';
import type { QuickBooksOptions } from './options.ts';
import {
  chooseIncomeAccount,
  type IncomeAccount,
  incomeAccounts,
  type Readiness,
  readiness,
} from './readiness.ts';
import { sendCopy } from './send-copy.ts';
import { setupOf } from './setup.ts';
import { voidCopy } from './void-copy.ts';
import { readWebhook } from './webhook.ts';

/**
 * QuickBooks Online as a ledger of the engine, and what is done beside copying. The context of a tenant is
 * `desk.ledgers.context('quickbooks')`.
 */
export interface QuickBooks extends ConnectedLedger<Callback, ConnectionStatus, Readiness> {
  /** The accounts of which one can be the default income account. */
  incomeAccounts(context: ConnectorContext): Promise<readonly IncomeAccount[]>;
  /** Chooses the account with which missing items are created. */
  chooseIncomeAccount(context: ConnectorContext, accountId: string): Promise<IncomeAccount>;
  /**
   * Copies time as a time activity, or brings the copy of it up to date.
   *
   * @throws BillingError `CONNECTOR_INVALID` when the time does not hold together.
   * @throws BillingError `CONNECTOR_FAILED`, `unknown`, when nobody can say what became of it: the same call again makes no
   * second copy.
   */
  exportTime(time: TimeToExport, context: ConnectorContext): Promise<ExportOutcome>;
}

/**
 * A connector to QuickBooks Online, to be handed to the engine. It needs nothing but `fetch`.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the options do not hold together.
 * @example
 * ```ts
 * import { quickBooks } from '@billwright/accounting-qbo';
 *
 * const connector = quickBooks({
 *   clientId: 'app',
 *   clientSecret: 'secret of the app',
 *   redirectUri: 'https://desk.example/quickbooks',
 *   environment: 'sandbox',
 *   tokenKeys: { current: 'k1', keys: { k1: new Uint8Array(32).fill(7) } },
 * });
 * const url = new URL(connector.authorizeUrl({ tenantId: 'acme-msp', sessionId: 'browser 1' }));
 * console.log(connector.id, url.host, url.searchParams.get('scope'));
 * // => quickbooks appcenter.intuit.com com.intuit.quickbooks.accounting
 * ```
 */
export function quickBooks(options: QuickBooksOptions): QuickBooks {
  const setup = setupOf(options);
  return {
    id: setup.id,
    supports: { send: true, payments: true, void: true, batch: batchSize },
    longestRequestSeconds: 600,
    async export(document, context) {
      const [result] = await exportDocuments(setup, [document], context);
      return knownOutcome(result);
    },
    async find(document, context) {
      const copy = await findCopy(await openCompany(setup, context), document);
      return copy === null ? null : { externalId: copy.externalId };
    },
    void: async (document, context) => knownOutcome(await voidCopy(setup, document, context)),
    send: async (delivery, context) => knownOutcome(await sendCopy(setup, delivery, context)),
    changes: (cursor, context) => changes(setup, cursor, context),
    webhook: (request) => readWebhook(setup, request),
    authorizeUrl: (session) => authorizeUrl(setup, session),
    connect: (context, callback) => connect(setup, context, callback),
    connection: (context) => connectionOf(setup, context),
    disconnect: (context) => disconnect(setup, context),
    readiness: (context) => readiness(setup, context),
    incomeAccounts: (context) => incomeAccounts(setup, context),
    chooseIncomeAccount: (context, accountId) => chooseIncomeAccount(setup, context, accountId),
    exportMany: async (documents, context) =>
      (await exportDocuments(setup, documents, context)).map(documentOutcome),
    exportTime: async (time, context) => knownOutcome(await exportTime(setup, context, time)),
    async finding(context, invoiceId) {
      const { realmId } = await openCompany(setup, context);
      return findingOf(context, realmId, invoiceId);
    },
  };
}
