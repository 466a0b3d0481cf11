import { AsyncLocalStorage } from 'node:async_hooks';
import { BillingError, type CollectionName, type Storage } from '@billwright/core';
import { leaseMessages } from './lease-messages.ts';
import { noteTenant, tenantsAfter } from './known-tenants.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { PostgresTransaction } from './postgres-transaction.ts';
import { RowTable } from './row-table.ts';
import { identifier } from './schema/names.ts';
import { serverSettings } from './server-settings.ts';
import { checkStart } from './start-check.ts';
import { requireStorable } from './storable-row.ts';
import { toSortable } from './text-order.ts';
import { TransactionRunner } from './transaction-runner.ts';

/** What a storage works on. */
export interface StorageParts {
  readonly pool: PostgresPool;
  readonly schema: string;
  readonly role: string | null;
  /** Gives back what was opened for it. */
  readonly close: () => Promise<void>;
}

/** A storage on a pool, once it is clear that it can keep its promises there. */
export async function openStorage(parts: StorageParts): Promise<Storage> {
  const schema = identifier(parts.schema, 'schema');
  const role = parts.role === null ? {} : { role: identifier(parts.role, 'role').slice(1, -1) };
  const runner = new TransactionRunner(parts.pool);
  await runner.run({ settings: role, body: (session) => checkStart(session, parts.schema) });
  // The role comes last: it may not be allowed to choose the others.
  const settings = { ...(await serverSettings(runner)), ...role };
  const dispatcher = { 'billing.dispatcher': 'on', ...settings };

  const tables = new Map<CollectionName, RowTable>();
  const tableOf = (collection: CollectionName): RowTable => {
    const known = tables.get(collection);
    if (known !== undefined) return known;
    const table = new RowTable(collection, schema);
    tables.set(collection, table);
    return table;
  };
  const running = new AsyncLocalStorage<true>();
  let isClosed = false;
  const requireOpen = (): void => {
    if (isClosed) throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'it was closed' });
    if (running.getStore() === true) throw new BillingError('TRANSACTION_NESTED', {});
  };

  return {
    async transaction(tenantId, body, { signal } = {}) {
      requireOpen();
      const tenant = toSortable(requireStorable(tenantId, 'tenantId'));
      const place = { tenant, tableOf, locks: `${schema}.locks` };
      return runner.run(
        {
          settings: { 'billing.tenant': tenant, ...settings },
          body: (session) => running.run(true, () => body(new PostgresTransaction({ session, ...place }))),
          atCommit: noteTenant(schema),
        },
        signal,
      );
    },
    async lease(request, { signal } = {}) {
      requireOpen();
      const outbox = tableOf('outbox');
      return runner.run(
        { settings: dispatcher, body: (session) => leaseMessages(session, outbox, request) },
        signal,
      );
    },
    async tenants(query) {
      requireOpen();
      return runner.run({ settings: dispatcher, body: (session) => tenantsAfter(session, schema, query) });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await parts.close();
    },
  };
}
