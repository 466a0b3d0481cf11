// A saboteur writes what no type allows.
/* oxlint-disable typescript/no-unsafe-type-assertion */
import { memoryStorage } from '@billwright/storage-memory';
import type { Json, Storage, StorageTransaction, StoredRow } from '../../../src/ports/storage.ts';
import { oneByOne } from '../../support/one-by-one.ts';

/** A memory storage whose transactions do some things in another way. */
export function withTransactions(
  change: (tx: StorageTransaction, tenantId: string) => Partial<StorageTransaction>,
): Storage {
  return withCalls((honest) => ({
    transaction: (tenantId, body, options) =>
      honest.transaction(tenantId, (tx) => body(changedCalls(tx, change(tx, tenantId))), options),
  }));
}

/** A memory storage that answers some calls in another way. */
export function withCalls(change: (honest: Storage) => Partial<Storage>): Storage {
  const honest = memoryStorage();
  return { ...honest, ...change(honest) };
}

/** A memory storage that writes other values than it was given. */
export const withValues = (change: (value: Json) => Json): Storage =>
  withTransactions((tx) => ({
    insert: (collection, row) => tx.insert(collection, { ...row, value: change(row.value) }),
  }));

/** A memory storage that writes each text and number inside values in another way. */
export const withLeaves = (change: (leaf: Json) => Json): Storage =>
  withValues(function changed(value): Json {
    if (Array.isArray(value)) return value.map((item: Json) => changed(item));
    if (typeof value !== 'object' || value === null) return change(value);
    const entries = Object.entries(value).map(([key, item]: [string, Json]) => [key, changed(item)]);
    return Object.fromEntries(entries) as Json;
  });

/** A memory storage that reads other rows than are kept. */
export const withRows = (change: (row: StoredRow) => StoredRow): Storage =>
  withTransactions((tx) => ({
    get: async (collection, id) => {
      const row = await tx.get(collection, id);
      return row === null ? null : change(row);
    },
    list: async (collection, query) => (await tx.list(collection, query)).map(change),
  }));

/** Calls for several rows go through the changed calls for one, unless they are changed themselves. */
function changedCalls(tx: StorageTransaction, changes: Partial<StorageTransaction>): StorageTransaction {
  return { ...oneByOne(tx, changes), ...changes };
}
