import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Row, StorageTransaction } from '../../../src/ports/storage.ts';

/** What a transaction does with one row. */
export type SingleCalls = Pick<StorageTransaction, 'get' | 'list' | 'insert' | 'update' | 'remove' | 'lock'>;

/** A transaction in which some of the calls are others; those for several rows are so many for one. */
export function oneByOne(inside: SingleCalls, others: Partial<SingleCalls> = {}): StorageTransaction {
  const single: SingleCalls = {
    get: (collection, id) => inside.get(collection, id),
    list: (collection, query) => inside.list(collection, query),
    insert: (collection, row) => inside.insert(collection, row),
    update: (collection, row, revision) => inside.update(collection, row, revision),
    remove: (collection, id, revision) => inside.remove(collection, id, revision),
    lock: (name) => inside.lock(name),
    ...others,
  };
  const several = {
    getAll: (collection: CollectionName, ids: readonly string[]) =>
      inOrder(ids, (id) => single.get(collection, id)),
    insertAll: (collection: CollectionName, rows: readonly Row[]) =>
      inOrder(rows, (row) => single.insert(collection, row)),
    updateAll: async (collection: CollectionName, updates: readonly Update[]): Promise<void> => {
      await inOrder(updates, ({ row, revision }) => single.update(collection, row, revision));
    },
    removeAll: async (collection: CollectionName, removals: readonly Removal[]): Promise<void> => {
      await inOrder(removals, ({ id, revision }) => single.remove(collection, id, revision));
    },
  };
  return { ...single, ...several };
}

interface Update {
  readonly row: Row;
  readonly revision: number;
}

interface Removal {
  readonly id: string;
  readonly revision: number;
}

async function inOrder<Item, Answer>(
  items: readonly Item[],
  call: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await call(item));
  return answers;
}
