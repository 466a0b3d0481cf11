import type { AccountingConnector, ConnectorContext } from '../../ports/accounting.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { connectorContext } from '../ledgers/connector-context.ts';
import { connectorOf } from '../ledgers/connector-of.ts';
import { type SyncReport, syncLedger } from '../ledgers/sync-ledger.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { dismissFinding, findingRecords, type LedgerFinding } from '../records/ledger-credits.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

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
  /**
   * What a ledger has and our books can't follow, each with what can be done: a credit note of ours that is taken off an
   * invoice where here is no room or no credit for it, a refund that names no document of ours. It goes by itself when our
   * books can follow, or when it is put right there. The event `ledger.finding` tells of each.
   *
   * @throws BillingError `CONNECTOR_UNKNOWN` when billing was not given it.
   */
  findings(connectorId: string, request?: PageRequest): Promise<Page<LedgerFinding>>;
  /**
   * Somebody has seen to it: it is not among the findings any more, unless it changes.
   *
   * @throws BillingError `NOT_FOUND` when there is none of that id.
   */
  dismissFinding(findingId: string, options?: WriteOptions): Promise<LedgerFinding>;
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
    async findings(connectorId, request) {
      connectorOf(scope.context, connectorId);
      return readPage(scope, { from: findingRecords, index: ['open', connectorId] }, request);
    },
    dismissFinding: (findingId, options = {}) =>
      scope.write({ method: 'ledgers.dismissFinding', given: findingId }, options, (unit) =>
        dismissFinding(unit, findingId),
      ),
  };
}
