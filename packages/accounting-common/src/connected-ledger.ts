import type {
  AccountingConnector,
  ConnectorContext,
  DocumentOutcome,
  LedgerDocument,
} from '@billwright/core';
import type { ConnectingSession } from './connect-state.ts';
import type { Finding } from './finding.ts';

/** A ledger of the engine to which a tenant is connected by somebody's consent, and what is done beside copying. */
export interface ConnectedLedger<Callback, Status, Readiness> extends AccountingConnector {
  /** Where to send somebody's browser who wants to connect. Its state lives for an hour. */
  authorizeUrl(session: ConnectingSession): string;
  /**
   * Connects what was chosen, with what the ledger sent back with the browser.
   *
   * @throws BillingError `CONNECTOR_INVALID` when the state is not of this tenant and session, too old, or used already.
   * @throws BillingError `CONNECTOR_NOT_CONNECTED` when the ledger does not take the code.
   */
  connect(context: ConnectorContext, callback: Callback): Promise<Status>;
  /** How the tenant is connected, and until when; `null` when it never was. */
  connection(context: ConnectorContext): Promise<Status | null>;
  /** Ends the connection. Gives whether the ledger could be told; here it has gone in any case. */
  disconnect(context: ConnectorContext): Promise<boolean>;
  /** What is needed before the first export, looked at anew. */
  readiness(context: ConnectorContext): Promise<Readiness>;
  /**
   * Copies many documents, as many with each request as the ledger takes. What became of each, in their order. The engine
   * hands it so many at once; for the first copy of a company's past and the like it takes any number.
   */
  exportMany(
    documents: readonly LedgerDocument[],
    context: ConnectorContext,
  ): Promise<readonly DocumentOutcome[]>;
  /** How the total of a copy differs from that of the invoice, or what else is wrong with it; `null` when nothing is. */
  finding(context: ConnectorContext, invoiceId: string): Promise<Finding | null>;
}
