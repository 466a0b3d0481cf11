import { AsyncLocalStorage } from 'node:async_hooks';
import {
  BillingError,
  type CallOptions,
  type CollectionName,
  isBillingError,
  type LeasedRow,
  type LeaseRequest,
  type Storage,
  type StorageTransaction,
} from '@billwright/core';
import { MemoryTransaction } from './memory-transaction.ts';
import { Queue } from './queue.ts';
import { RowTable } from './row-table.ts';

/** How often a transaction is run again before it is given up. */
const attempts = 10;

/**
 * A storage in the memory of this process. What it keeps is gone with the process.
 *
 * Transactions of one tenant run one after another, in the order in which they were called; those of different tenants
 * run side by side. Values are kept as text, so nobody shares an object with it.
 *
 * @example
 * ```ts
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const storage = memoryStorage();
 * const row = { id: 'acme', order: 'acme', keys: {}, value: { name: 'Acme' } };
 * const added = await storage.transaction('desk', (tx) => tx.insert('customers', row));
 * const again = await storage.transaction('desk', (tx) => tx.insert('customers', row));
 * console.log(added, again);
 * // => true false
 * ```
 */
export function memoryStorage(): Storage {
  const tenants = new Map<string, Tenant>();
  const running = new AsyncLocalStorage<true>();
  let isClosed = false;

  const tenantOf = (id: string): Tenant => {
    const known = tenants.get(id);
    if (known !== undefined) return known;
    const tenant = new Tenant();
    tenants.set(id, tenant);
    return tenant;
  };

  const requireOpen = ({ signal }: CallOptions = {}): void => {
    if (isClosed) throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'it was closed' });
    if (running.getStore() === true) throw new BillingError('TRANSACTION_NESTED', {});
    if (signal?.aborted === true) throw signal.reason;
  };

  return {
    async transaction<Result>(
      tenantId: string,
      body: (transaction: StorageTransaction) => Promise<Result>,
      options: CallOptions = {},
    ): Promise<Result> {
      requireOpen(options);
      const tenant = tenantOf(tenantId);
      return tenant.queue.run(() => running.run(true, () => tenant.attempt(body, options)));
    },
    async lease(request, options = {}) {
      requireOpen(options);
      const leased: LeasedRow[] = [];
      for (const [tenantId, tenant] of [...tenants].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        leased.push(...(await tenant.queue.run(async () => tenant.lease(request, tenantId, leased.length))));
      }
      return leased;
    },
    async tenants({ after, limit }) {
      requireOpen();
      const known = [...tenants.keys()].filter((id) => after === undefined || id > after);
      return known.toSorted().slice(0, limit);
    },
    async close() {
      isClosed = true;
    },
  };
}

/** Everything of one tenant. */
class Tenant {
  readonly queue = new Queue();
  readonly #tables = new Map<CollectionName, RowTable>();

  readonly #tableOf = (collection: CollectionName): RowTable => {
    const known = this.#tables.get(collection);
    if (known !== undefined) return known;
    const table = new RowTable();
    this.#tables.set(collection, table);
    return table;
  };

  async attempt<Result>(
    body: (transaction: StorageTransaction) => Promise<Result>,
    { signal }: CallOptions,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      if (signal?.aborted === true) throw signal.reason;
      const transaction = new MemoryTransaction(this.#tableOf, signal);
      try {
        const result = await body(transaction);
        transaction.end();
        return result;
      } catch (error) {
        transaction.rollback();
        if (!isBillingError(error, 'STORAGE_CONFLICT') || attempt === attempts) throw error;
      }
    }
  }

  lease({ kind, now, until, limit }: LeaseRequest, tenantId: string, taken: number): readonly LeasedRow[] {
    const table = this.#tableOf('outbox');
    const due = table
      .list({ index: { name: 'due', key: kind }, limit: Math.max(0, limit - taken) })
      .filter(({ order }) => order <= now);
    return due.map(({ revision, ...row }) => {
      const leased = { ...row, order: until };
      table.set(leased, revision + 1);
      return { ...leased, revision: revision + 1, tenantId };
    });
  }
}
