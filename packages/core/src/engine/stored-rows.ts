import type { CollectionName } from '../ports/collections.ts';
import type { RowQuery, StoredRow } from '../ports/storage.ts';
import type { TenantScope } from './tenant-scope.ts';

const pageSize = 500;

/** The rows of a collection as they are stored, part by part, each in a transaction of its own. */
export async function* storedRows(
  { context, tenantId }: TenantScope,
  collection: CollectionName,
): AsyncGenerator<StoredRow, void, undefined> {
  for (let after: RowQuery['after']; ; ) {
    const query = { limit: pageSize, after };
    const rows = await context.storage.transaction(tenantId, (tx) => tx.list(collection, query));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = { order: last.order, id: last.id };
  }
}
