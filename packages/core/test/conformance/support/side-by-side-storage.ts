import { AsyncLocalStorage } from 'node:async_hooks';
import type { CancelSignal } from '../../../src/ports/cancel-signal.ts';
import { BillingError, isBillingError } from '../../../src/errors/billing-error.ts';
import type { LeasedRow, Storage } from '../../../src/ports/storage.ts';
import type { Fault, KeptRow, Shared } from './side-by-side-shared.ts';
import { comparePlaces, SideBySideTransaction } from './side-by-side-transaction.ts';

const attempts = 30;

/**
 * A storage whose transactions run side by side, as those of a database do, and wait for each other only where they must.
 * It is as plain as can be: each list looks at every row. Each fault breaks it in one way.
 */
export function sideBySideStorage(...faults: readonly Fault[]): Storage {
  const shared: Shared = {
    rows: new Map(),
    running: new Set(),
    locks: new Map(),
    has: (fault) => faults.includes(fault),
  };
  const inside = new AsyncLocalStorage<boolean>();
  let isClosed = false;

  const requireOpen = (signal: CancelSignal | undefined): void => {
    if (isClosed) throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'it was closed' });
    if (inside.getStore() === true && !shared.has('nests')) throw new BillingError('TRANSACTION_NESTED', {});
    if (signal?.aborted === true) throw signal.reason;
  };

  return {
    async transaction(tenantId, body, { signal } = {}) {
      requireOpen(signal);
      let before: SideBySideTransaction | null = null;
      for (let attempt = 1; ; attempt += 1) {
        const transaction: SideBySideTransaction = new SideBySideTransaction(shared, tenantId, signal);
        if (before !== null && shared.has('reruns on top of the run before')) transaction.takeOver(before);
        before = transaction;
        try {
          const result = await inside.run(true, () => body(transaction));
          await transaction.commit();
          return result;
        } catch (error) {
          transaction.rollback();
          if (signal?.aborted === true) throw signal.reason;
          const isLast = attempt === attempts || shared.has('bodies run once only');
          if (!isBillingError(error, 'STORAGE_CONFLICT') || isLast) throw error;
          // Who lost begins again when others had their turn.
          for (let turn = 0; turn < attempt; turn += 1) await Promise.resolve();
        }
      }
    },
    async lease({ kind, now, until, limit }, { signal } = {}) {
      requireOpen(signal);
      if (shared.has('lease waits for transactions')) {
        await Promise.all([...shared.running].map(({ ended }) => ended));
      }
      const due = leasable(shared).filter(({ row }) => row.keys['due'] === kind && row.order <= now);
      const chosen = due
        .toSorted((one, other) => {
          const byTenant = Number(one.tenantId > other.tenantId) - Number(one.tenantId < other.tenantId);
          return shared.has('lease goes tenant by tenant')
            ? byTenant || comparePlaces(one.row, other.row)
            : comparePlaces(one.row, other.row) || byTenant;
        })
        .slice(0, limit);
      if (shared.has('lease looks before it leaps')) await Promise.resolve();
      return chosen.map(({ key, tenantId, collection, row }): LeasedRow => {
        const leased = { ...row, order: until, revision: row.revision + 1 };
        shared.rows.set(key, { key, tenantId, collection, row: leased });
        return { ...structuredClone(leased), tenantId };
      });
    },
    async tenants({ after, limit }) {
      requireOpen(undefined);
      const known = new Set([...shared.rows.values()].map(({ tenantId }) => tenantId));
      return [...known]
        .toSorted()
        .filter((id) => after === undefined || id > after)
        .slice(0, limit);
    },
    async close() {
      isClosed = true;
    },
  };
}

/** Messages that nobody is changing. */
function leasable({ rows, running, locks, has }: Shared): readonly KeptRow[] {
  const uncommitted = has('reads what is not committed')
    ? [...running].flatMap(({ own }) => [...own.values()])
    : [];
  return [...rows.values(), ...uncommitted.filter((kept) => kept !== null)].filter(
    ({ key, collection }) => collection === 'outbox' && (uncommitted.length > 0 || !locks.has(key)),
  );
}
