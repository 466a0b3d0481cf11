import { memoryStorage } from '@billwright/storage-memory';
import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Row, Storage } from '../../../src/ports/storage.ts';
import { rowsOf } from '../support/desk.ts';

/** Rows that many storages begin with. */
export type Snapshot = readonly { readonly name: CollectionName; readonly row: Row }[];

/** What a tenant has stored. */
export async function snapshotOf(storage: Storage, tenantId = 'desk'): Promise<Snapshot> {
  const rows = await rowsOf(storage, tenantId);
  return Object.entries(rows).flatMap(([key, own]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the collections
    const name = key as CollectionName;
    return own.map((row) => ({ name, row }));
  });
}

/** A new storage that holds a snapshot. */
export async function storageWith(snapshot: Snapshot, tenantId = 'desk'): Promise<Storage> {
  const storage = memoryStorage();
  await storage.transaction(tenantId, async (transaction) => {
    for (const { name, row } of snapshot) await transaction.insert(name, row);
  });
  return storage;
}
