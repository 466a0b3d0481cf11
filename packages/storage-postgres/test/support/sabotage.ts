import type { Storage, StorageTransaction } from '@billwright/core';
import type { PostgresPool } from '../../src/index.ts';

/** A mistake between an engine and its connections, or between it and its storage. */
export interface Sabotage {
  readonly pool?: (pool: PostgresPool) => PostgresPool;
  /** `beside`: a storage in which other transactions can be run meanwhile. */
  readonly storage?: (storage: Storage, beside: Storage) => Storage;
}

/** Nobody waits for anybody. */
export const locksNothing: Sabotage = {
  pool: (pool) => ({
    async connect() {
      const client = await pool.connect();
      return {
        query: async (text, values) =>
          text.includes('.locks') ? { rows: [], rowCount: 0 } : client.query(text, values),
        release: (isBroken) => client.release(isBroken),
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      };
    },
  }),
};

const isSeries = (collection: string, id: string): boolean =>
  collection === 'counters' && id.startsWith('series:');

/** Where a series stands is read before its lock is waited for. */
export const readsNumbersEarly: Sabotage = {
  storage: (storage, beside) =>
    changed(storage, async (inside, tenantId) => {
      const early = await beside.transaction(tenantId, (tx) => tx.list('counters', { limit: 100 }));
      return {
        async get(collection, id) {
          const row = await inside.get(collection, id);
          const known = early.find((other) => other.id === id);
          if (row === null || known === undefined || !isSeries(collection, id)) return row;
          return { ...row, value: known.value };
        },
      };
    }),
};

/** Some rows are written in a transaction of their own, which stays when the other one does not. */
const writesApart = (isApart: (collection: string, id: string) => boolean): Sabotage => ({
  storage: (storage, beside) =>
    changed(storage, async (inside, tenantId) => {
      const insert: StorageTransaction['insert'] = (collection, row) =>
        isApart(collection, row.id)
          ? beside.transaction(tenantId, (tx) => tx.insert(collection, row))
          : inside.insert(collection, row);
      const update: StorageTransaction['update'] = (collection, row, revision) =>
        isApart(collection, row.id)
          ? beside.transaction(tenantId, (tx) => tx.update(collection, row, revision))
          : inside.update(collection, row, revision);
      return oneByOne(insert, update);
    }),
});

/** A number is taken before its invoice is committed. */
export const takesNumbersApart = writesApart(isSeries);

/** Work is claimed before its bill is committed. */
export const claimsApart = writesApart((collection) => collection === 'claims');

/** Nobody waits, a row that somebody else changed is overwritten, and a claim that somebody has is given again. */
export const overlooksOthers: Sabotage = {
  storage: (storage) =>
    changed(storage, async (inside) => {
      const update: StorageTransaction['update'] = async (collection, row) => {
        const known = await inside.get(collection, row.id);
        await inside.update(collection, row, known?.revision ?? 1);
      };
      const insert: StorageTransaction['insert'] = async (collection, row) =>
        (await inside.insert(collection, row)) || collection === 'claims';
      return { lock: async () => undefined, ...oneByOne(insert, update) };
    }),
};

/** Several rows as so many single ones. */
function oneByOne(
  insert: StorageTransaction['insert'],
  update: StorageTransaction['update'],
): Pick<StorageTransaction, 'insert' | 'insertAll' | 'update' | 'updateAll'> {
  return {
    insert,
    update,
    async insertAll(collection, rows) {
      const answers: boolean[] = [];
      for (const row of rows) answers.push(await insert(collection, row));
      return answers;
    },
    async updateAll(collection, updates) {
      for (const { row, revision } of updates) await update(collection, row, revision);
    },
  };
}

type Change = (inside: StorageTransaction, tenantId: string) => Promise<Partial<StorageTransaction>>;

function changed(storage: Storage, change: Change): Storage {
  return {
    ...storage,
    transaction: (tenantId, body, options) =>
      storage.transaction(
        tenantId,
        async (inside) => body(instead(inside, await change(inside, tenantId))),
        options,
      ),
  };
}

/** A transaction that does some calls another way. */
function instead(inside: StorageTransaction, other: Partial<StorageTransaction>): StorageTransaction {
  return new Proxy(inside, {
    get(_target, name) {
      const own: unknown = Reflect.get(other, name) ?? Reflect.get(inside, name);
      return typeof own === 'function' ? own.bind(inside) : own;
    },
  });
}
