import type { Storage, StorageTransaction } from '../../src/ports/storage.ts';

/** What a transaction does with one row. */
export type SingleCalls = Pick<StorageTransaction, 'get' | 'list' | 'insert' | 'update' | 'remove' | 'lock'>;

/** A transaction in which some calls are others. Those for several rows are so many calls for one: it holds for them, too. */
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
  return {
    ...single,
    getAll: (collection, ids) => inOrder(ids, (id) => single.get(collection, id)),
    insertAll: (collection, rows) => inOrder(rows, (row) => single.insert(collection, row)),
    async updateAll(collection, updates) {
      await inOrder(updates, ({ row, revision }) => single.update(collection, row, revision));
    },
    async removeAll(collection, removals) {
      await inOrder(removals, ({ id, revision }) => single.remove(collection, id, revision));
    },
  };
}

/** A storage whose transactions are changed in some of their calls. */
export const changedStorage =
  (change: (inside: SingleCalls) => Partial<SingleCalls>) =>
  (storage: Storage): Storage => ({
    ...storage,
    transaction: (tenantId, body, options) =>
      storage.transaction(tenantId, (inside) => body(oneByOne(inside, change(inside))), options),
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
