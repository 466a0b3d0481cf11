import type { CollectionName } from '../../ports/collections.ts';
import type { Row, RowQuery, Storage, StorageTransaction, StoredRow } from '../../ports/storage.ts';
import { type ConformanceCase, conformanceCase } from '../conformance-case.ts';
import { requireSame } from '../finding.ts';

/** A promise of a storage. */
export const storageCase = (
  name: string,
  body: (storage: Storage) => Promise<void>,
): ConformanceCase<Storage> => conformanceCase(name, body);

/** The tenant in which a case works when it needs only one. */
export const desk = 'desk';

/** A row that says little, but for what is given. */
export const row = (id: string, given: Partial<Row> = {}): Row => ({
  id,
  order: id,
  keys: {},
  value: { of: id },
  ...given,
});

/** Runs a body in the tenant `desk`. */
export const inDesk = <Result>(
  storage: Storage,
  body: (transaction: StorageTransaction) => Promise<Result>,
): Promise<Result> => storage.transaction(desk, body);

/** Commits rows that are new. */
export async function keep(
  storage: Storage,
  collection: CollectionName,
  rows: readonly Row[],
  tenantId: string = desk,
): Promise<void> {
  await storage.transaction(tenantId, async (transaction) => {
    for (const each of rows) {
      requireSame(`insert of a new id ("${each.id}")`, await transaction.insert(collection, each), true);
    }
  });
}

/** The row as it is committed. */
export const kept = (
  storage: Storage,
  collection: CollectionName,
  id: string,
  tenantId: string = desk,
): Promise<StoredRow | null> =>
  storage.transaction(tenantId, (transaction) => transaction.get(collection, id));

/** The ids that a committed list gives. */
export const idsOf = async (
  storage: Storage,
  collection: CollectionName,
  query: Partial<RowQuery> = {},
  tenantId: string = desk,
): Promise<readonly string[]> =>
  storage.transaction(tenantId, async (transaction) => {
    const rows = await transaction.list(collection, { limit: 1000, ...query });
    return rows.map(({ id }) => id);
  });

/** Adds 1 to the number in a row, which is made when it is not there. */
export async function increment(transaction: StorageTransaction, id: string): Promise<void> {
  const found = await transaction.get('counters', id);
  if (found === null) {
    await transaction.insert('counters', row(id, { value: 1 }));
    return;
  }
  await transaction.update('counters', row(id, { value: Number(found.value) + 1 }), found.revision);
}
