import {
  type ConnectedLedger,
  documentOutcome,
  findingOf,
  knownOutcome,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { changes } from './changes.ts';
import {
  authorizeUrl,
  type Callback,
  chooseOrganisation,
  connect,
  connectionOf,
  type ConnectionStatus,
  disconnect,
} from './connect.ts';
import { exportDocuments } from './export-documents.ts';
import { findCopy } from './find-copy.ts';
import { type FollowUp, openFollowUps } from './follow-ups.ts';
import type { XeroOptions } from './options.ts';
import { openOrganisation } from './organisation.ts';
import { type Readiness, readiness } from './readiness.ts';
import { chooseRevenueAccount, type RevenueAccount, revenueAccounts } from './revenue-account.ts';
import { sendCopy } from './send-copy.ts';
import { setupOf } from './setup.ts';
import { chooseTaxType } from './tax-choices.ts';
import { voidCopy } from './void-copy.ts';
import { readWebhook } from './webhook.ts';

/**
 * Xero as a ledger of the engine, and what is done beside copying. The context of a tenant is
 * `desk.ledgers.context('xero')`.
 */
export interface Xero extends ConnectedLedger<Callback, ConnectionStatus, Readiness> {
  /**
   * Connects the organisation that was chosen, with what Xero sent back with the browser. When somebody has chosen
   * several, the status is `choose`, and `chooseOrganisation` goes on.
   *
   * @throws BillingError `CONNECTOR_INVALID` when the state is not of this tenant and session, too old, or used already.
   * @throws BillingError `CONNECTOR_NOT_CONNECTED` when Xero does not take the code.
   */
  connect(context: ConnectorContext, callback: Callback): Promise<ConnectionStatus>;
  /** Chooses one of the organisations that the grant is for. */
  chooseOrganisation(context: ConnectorContext, organisationId: string): Promise<ConnectionStatus>;
  /** The accounts of which one can be the account for revenue. */
  revenueAccounts(context: ConnectorContext): Promise<readonly RevenueAccount[]>;
  /** Chooses the account to which lines go for whose service type no other is named. */
  chooseRevenueAccount(context: ConnectorContext, code: string): Promise<RevenueAccount>;
  /** Chooses the tax type of lines with a tax, by the id of the tax; several are joined with `+`, none are `''`. */
  chooseTaxType(context: ConnectorContext, taxes: string, taxType: string): Promise<void>;
  /** What is still to follow copies: credit notes to be taken off their invoices, notes, files. */
  followUps(context: ConnectorContext): Promise<readonly FollowUp[]>;
}

/**
 * A connector to Xero, to be handed to the engine. It needs nothing but `fetch`.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the options do not hold together.
 * @example
 * ```ts
 * import { xero } from '@billwright/accounting-xero';
 *
 * const connector = xero({
 *   clientId: 'app',
 *   clientSecret: 'secret of the app',
 *   redirectUri: 'https://desk.example/xero',
 *   tokenKeys: { current: 'k1', keys: { k1: new Uint8Array(32).fill(7) } },
 * });
 * const url = new URL(connector.authorizeUrl({ tenantId: 'acme-msp', sessionId: 'browser 1' }));
 * console.log(connector.id, url.host);
 * // => xero login.xero.com
 * console.log(url.searchParams.get('scope'));
 * // => offline_access accounting.settings.read accounting.contacts accounting.invoices accounting.payments.read
 * ```
 */
export function xero(options: XeroOptions): Xero {
  const setup = setupOf(options);
  return {
    id: setup.id,
    supports: { send: true, payments: true, void: true, batch: 50 },
    longestRequestSeconds: 600,
    async export(document, context) {
      const [result] = await exportDocuments(setup, [document], context);
      return knownOutcome(result);
    },
    exportMany: async (documents, context) =>
      (await exportDocuments(setup, documents, context)).map(documentOutcome),
    find: (document, context) => findCopy(setup, document, context),
    void: async (document, context) => knownOutcome(await voidCopy(setup, document, context)),
    send: async (delivery, context) => knownOutcome(await sendCopy(setup, delivery, context)),
    changes: (cursor, context) => changes(setup, cursor, context),
    webhook: (request) => readWebhook(setup, request),
    authorizeUrl: (session) => authorizeUrl(setup, session),
    connect: (context, callback) => connect(setup, context, callback),
    chooseOrganisation: (context, id) => chooseOrganisation(setup, context, id),
    connection: (context) => connectionOf(setup, context),
    disconnect: (context) => disconnect(setup, context),
    readiness: (context) => readiness(setup, context),
    revenueAccounts: async (context) => revenueAccounts(await openOrganisation(setup, context)),
    chooseRevenueAccount: async (context, code) =>
      chooseRevenueAccount(await openOrganisation(setup, context), code),
    chooseTaxType: async (context, taxes, taxType) =>
      chooseTaxType(await openOrganisation(setup, context), taxes, taxType),
    async finding(context, invoiceId) {
      const { id } = await openOrganisation(setup, context);
      return findingOf(context, id, invoiceId);
    },
    followUps: async (context) => openFollowUps(await openOrganisation(setup, context)),
  };
}
