import { AsyncLocalStorage } from 'node:async_hooks';
import { BillingError, type CallOptions, type Storage } from '@billwright/core';
import { comparePlaces } from './sorted-rows.ts';
import { Tenant } from './tenant.ts';

/**
 * A storage in the memory of this process. What it keeps is gone with the process.
 *
 * Transactions of one tenant run one after another, in the order in which they were called; those of different tenants
 * run side by side. Values are kept as text, so nobody shares an object with it. It keeps every promise of the kit in
 * `@billwright/core/conformance`.
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
  const running = new AsyncLocalStorage<{ isOver: boolean }>();
  let isClosed = false;

  const tenantOf = (id: string): Tenant => {
    const known = tenants.get(id);
    if (known !== undefined) return known;
    const tenant = new Tenant(id);
    tenants.set(id, tenant);
    return tenant;
  };

  const requireOpen = ({ signal }: CallOptions = {}): void => {
    if (isClosed) throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'it was closed' });
    if (running.getStore()?.isOver === false) throw new BillingError('TRANSACTION_NESTED', {});
    if (signal?.aborted === true) throw signal.reason;
  };

  return {
    async transaction(tenantId, body, options = {}) {
      requireOpen(options);
      return tenantOf(tenantId).run(async (transaction) => {
        // What a body leaves behind may call again when the body has ended.
        const run = { isOver: false };
        try {
          return await running.run(run, () => body(transaction));
        } finally {
          run.isOver = true;
        }
      }, options);
    },
    async lease(request, options = {}) {
      requireOpen(options);
      const due = [...tenants.values()].flatMap((tenant) =>
        tenant.due(request).map((row) => ({ tenant, row })),
      );
      const earliest = due.toSorted(
        (one, other) =>
          comparePlaces(
            { order: one.row.order, id: one.tenant.id },
            { order: other.row.order, id: other.tenant.id },
          ) || comparePlaces(one.row, other.row),
      );
      return earliest.slice(0, request.limit).map(({ tenant, row }) => tenant.lease(row, request.until));
    },
    async tenants({ after, limit }) {
      requireOpen();
      const known = [...tenants.values()].filter((tenant) => tenant.hasRows()).map(({ id }) => id);
      return known
        .filter((id) => after === undefined || id > after)
        .toSorted()
        .slice(0, limit);
    },
    async close() {
      isClosed = true;
    },
  };
}
