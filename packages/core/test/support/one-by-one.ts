import type { StorageTransaction } from '../../src/ports/storage.ts';

type SingleCalls = Omit<StorageTransaction, 'getAll' | 'insertAll' | 'updateAll' | 'removeAll'>;

/** What a transaction does with one row, as plain functions. */
export const singleCalls = (tx: SingleCalls): SingleCalls => ({
  get: (collection, id) => tx.get(collection, id),
  list: (collection, query) => tx.list(collection, query),
  insert: (collection, row) => tx.insert(collection, row),
  update: (collection, row, revision) => tx.update(collection, row, revision),
  remove: (collection, id, revision) => tx.remove(collection, id, revision),
  lock: (name) => tx.lock(name),
});

/** A transaction whose calls for several rows are so many calls for one: what is changed in those holds for all. */
export const oneByOne = (single: SingleCalls): StorageTransaction => ({
  ...singleCalls(single),
  getAll: (collection, ids) => inOrder(ids, (id) => single.get(collection, id)),
  insertAll: (collection, rows) => inOrder(rows, (row) => single.insert(collection, row)),
  async updateAll(collection, updates) {
    await inOrder(updates, ({ row, revision }) => single.update(collection, row, revision));
  },
  async removeAll(collection, removals) {
    await inOrder(removals, ({ id, revision }) => single.remove(collection, id, revision));
  },
});

/** One after another. */
export async function inOrder<Item, Answer>(
  items: readonly Item[],
  call: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await call(item));
  return answers;
}
