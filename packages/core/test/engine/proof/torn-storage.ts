import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Row, Storage, StorageTransaction, StoredRow } from '../../../src/ports/storage.ts';
import { oneByOne } from '../../support/one-by-one.ts';
import { WrittenInOrder } from './written-in-order.ts';

/** Which rows of a transaction are committed apart from the others. */
export type Apart = (collection: CollectionName, row: Pick<Row, 'id' | 'value'>) => boolean;

/**
 * A storage that commits some rows of each transaction in one of their own, before the others or after them: what
 * happens when something is done "in its own transaction". Between the two, a process can be killed.
 */
export function tornStorage(
  storage: Storage,
  apart: Apart,
  order: 'first' | 'last',
  between: () => Promise<void>,
): Storage {
  return {
    ...storage,
    async transaction(tenantId, body, options) {
      const { result, written } = await storage.transaction(
        tenantId,
        async (inside) => {
          const capturing = new WrittenInOrder(inside);
          return { result: await body(oneByOne(capturing)), written: capturing.writes() };
        },
        options,
      );
      const own = written.filter(({ collection, row }) => apart(collection, row));
      const others = written.filter(({ collection, row }) => !apart(collection, row));
      const [early, late] = order === 'first' ? [own, others] : [others, own];
      const commit = (writes: typeof written): Promise<void> =>
        storage.transaction(tenantId, async (inside) => {
          for (const { collection, row, isRemoved } of writes)
            await force(inside, collection, row, isRemoved);
        });
      if (early.length > 0) await commit(early);
      if (early.length > 0 && late.length > 0) await between();
      if (late.length > 0) await commit(late);
      return result;
    },
  };
}

/** Writes a row, whatever is there. */
async function force(
  inside: StorageTransaction,
  collection: CollectionName,
  row: Row,
  isRemoved: boolean,
): Promise<void> {
  const known: StoredRow | null = await inside.get(collection, row.id);
  if (isRemoved && known !== null) await inside.remove(collection, row.id, known.revision);
  if (isRemoved) return;
  if (known === null) await inside.insert(collection, row);
  else await inside.update(collection, row, known.revision);
}
