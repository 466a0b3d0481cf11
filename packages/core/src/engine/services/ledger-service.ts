import type { AccountingConnector, ConnectorContext } from '../../ports/accounting.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { connectorContext } from '../ledgers/connector-context.ts';
import { connectorOf } from '../ledgers/connector-of.ts';
import { type SyncReport, syncLedger } from '../ledgers/sync-ledger.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** A ledger that billing was given. */
export type LedgerSummary = Pick<AccountingConnector, 'id' | 'supports'>;

/**
 * The ledgers to which invoices are copied, and from which payments come.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { fakeLedger } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const ledger = fakeLedger();
 * const billing = createBilling({ storage: memoryStorage(), accounting: [ledger] });
 * const desk = billing.forTenant('acme-msp');
 * console.log(desk.ledgers.list().map(({ id, supports }) => `${id} ${supports.payments}`).join());
 * // => fake-ledger true
 * const { told, recorded } = await desk.ledgers.sync('fake-ledger');
 * console.log(told, recorded);
 * // => 0 0
 * ```
 */
export interface LedgerService {
  list(): readonly LedgerSummary[];
  /**
   * The tenant's connection to a ledger, for what a connector does beside copying: connecting, settings, readiness. What
   * the connector remembers is in it, so hand it to connectors only.
   *
   * @throws BillingError `CONNECTOR_UNKNOWN` when billing was not given it.
   */
  context(connectorId: string, options?: { readonly signal?: CancelSignal | undefined }): ConnectorContext;
  /**
   * Fetches what changed in a ledger since last time, now. The tick does so by itself, and so does a webhook.
   *
   * @throws BillingError `CONNECTOR_UNKNOWN`, or `CONNECTOR_LACKS` when the ledger tells of no payments.
   */
  sync(connectorId: string, options?: { readonly signal?: CancelSignal | undefined }): Promise<SyncReport>;
}

const neverCancelled: CancelSignal = { aborted: false, addEventListener() {}, removeEventListener() {} };

/** The service of ledgers. */
export function ledgerService(scope: TenantScope): LedgerService {
  return {
    list: () => [...scope.context.accounting.values()].map(({ id, supports }) => ({ id, supports })),
    context(connectorId, { signal = neverCancelled } = {}) {
      connectorOf(scope.context, connectorId);
      return connectorContext(scope, connectorId, signal);
    },
    sync: (connectorId, { signal = neverCancelled } = {}) => syncLedger(scope, connectorId, signal),
  };
}
