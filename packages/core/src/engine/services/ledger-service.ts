import type { AccountingConnector } from '../../ports/accounting.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { type SyncReport, syncLedger } from '../ledgers/sync-ledger.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** A ledger that billing was given. */
export type LedgerSummary = Pick<AccountingConnector, 'id' | 'supports'>;

/** The ledgers to which invoices are copied, and from which payments come. */
export interface LedgerService {
  list(): readonly LedgerSummary[];
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
    sync: (connectorId, { signal = neverCancelled } = {}) => syncLedger(scope, connectorId, signal),
  };
}
