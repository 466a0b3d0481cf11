// Saboteurs answer what no type allows.
/* oxlint-disable typescript/no-unsafe-type-assertion */
import type { Json, Storage, StoredRow } from '../../../src/ports/storage.ts';
import type { Fault } from './side-by-side-shared.ts';
import { sideBySideStorage } from './side-by-side-storage.ts';
import { withCalls, withLeaves, withRows, withTransactions, withValues } from './storage-wrappers.ts';

const inside =
  (fault: Fault): (() => Storage) =>
  () =>
    sideBySideStorage(fault);

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

const updatesWhateverTheRevision = (): Storage =>
  withTransactions((tx) => ({
    update: async (collection, row, revision) => {
      const found = await tx.get(collection, row.id);
      await tx.update(collection, row, found?.revision ?? revision);
    },
  }));

const oneTenantForAll = (): Storage =>
  withCalls((honest) => ({
    transaction: (_, body, options) => honest.transaction('all', body, options),
  }));

const deafToSignals = (): Storage =>
  withCalls((honest) => ({
    transaction: (tenantId, body) => honest.transaction(tenantId, body),
    lease: (request) => honest.lease(request),
  }));

/** For each promise of the kit: a storage that breaks it. */
export const storageSaboteurs: Readonly<Record<string, () => Storage>> = {
  'a row that was never written is null': () =>
    withTransactions((tx) => ({
      get: async (collection, id) => (await tx.get(collection, id)) ?? (undefined as never),
    })),
  'a row comes back with its order, its keys and its value': () => withRows((row) => ({ ...row, keys: {} })),
  'an inserted row has revision 1, and each update makes it one more': () =>
    withRows((row) => ({ ...row, revision: row.revision - 1 })),
  'an id that is taken gets false and changes nothing, and the rest is kept': () =>
    withTransactions((tx) => ({
      insert: async (collection, row) => {
        if (await tx.insert(collection, row)) return true;
        throw new Error('duplicate key violates unique constraint');
      },
    })),
  'a transaction reads what it wrote, in rows and in lists': inside('lists only what is committed'),
  'an id is free again when its row was removed': () => {
    const gone = new Set<string>();
    return withTransactions((tx) => ({
      insert: async (collection, row) => !gone.has(row.id) && (await tx.insert(collection, row)),
      remove: async (collection, id, revision) => {
        await tx.remove(collection, id, revision);
        gone.add(id);
      },
    }));
  },
  'ids that look alike are different ids': () =>
    withTransactions((tx) => ({
      insert: (collection, row) => tx.insert(collection, { ...row, id: row.id.normalize() }),
      get: (collection, id) => tx.get(collection, id.normalize()),
    })),
  'one id in two collections is two rows': () =>
    withTransactions((tx) => ({
      insert: (_, row) => tx.insert('customers', row),
      get: (_, id) => tx.get('customers', id),
    })),
  'an update with another revision is a conflict, and changes nothing': updatesWhateverTheRevision,
  'a removal with another revision is a conflict, and removes nothing': () =>
    withTransactions((tx) => ({
      remove: async (collection, id, revision) => {
        const found = await tx.get(collection, id);
        await tx.remove(collection, id, found?.revision ?? revision);
      },
    })),
  'updating or removing a row that is not there is a conflict': () =>
    withTransactions((tx) => ({
      update: async (collection, row, revision) => {
        if (!(await tx.insert(collection, row))) await tx.update(collection, row, revision);
      },
    })),
  'rows that are read together come in the order of their ids, with null for none': () =>
    withTransactions((tx) => ({
      getAll: async (collection, ids) => {
        const rows = await tx.list(collection, { limit: 1000 });
        return rows.filter(({ id }) => ids.includes(id));
      },
    })),
  'of rows that are inserted together, each whose id was free gets true': () =>
    withTransactions((tx) => ({
      insertAll: async (collection, rows) => {
        const known = await tx.getAll(
          collection,
          rows.map(({ id }) => id),
        );
        await tx.insertAll(collection, rows);
        return known.map((row) => row === null);
      },
    })),
  'rows that are written together come back with their orders, keys and values': () =>
    withTransactions((tx) => ({
      insertAll: (collection, rows) =>
        tx.insertAll(
          collection,
          rows.map((row) => ({
            ...row,
            keys: Object.fromEntries(Object.entries(row.keys).filter(([, key]) => key !== 'NULL')),
          })),
        ),
    })),
  'rows that are updated together are each at their revision, or it is a conflict': () =>
    withTransactions((tx) => ({
      updateAll: async (collection, updates) => {
        for (const { row, revision } of updates) {
          const found = await tx.get(collection, row.id);
          if (found?.revision === revision) await tx.update(collection, row, revision);
        }
      },
    })),
  'rows that are removed together are each at their revision, or it is a conflict': () =>
    withTransactions((tx) => ({
      removeAll: async (collection, removals) => {
        for (const { id } of removals) {
          const found = await tx.get(collection, id);
          if (found !== null) await tx.remove(collection, id, found.revision);
        }
      },
    })),
  'two thousand rows are inserted, read, updated and removed in one call each': () =>
    withTransactions((tx) => ({
      insertAll: (collection, rows) => tx.insertAll(collection, rows.slice(0, 1000)),
    })),
  'calls for no rows at all do nothing': () =>
    withTransactions(() => ({
      insertAll: async (_, rows) => {
        if (rows.length === 0) throw new Error('syntax error at or near "VALUES"');
        return [];
      },
    })),
  'of ten that insert the same ids together at once, each id goes to one': inside(
    'insert looks before it leaps',
  ),
  'nested values, empty texts, lists and objects come back as they were': () =>
    withLeaves((leaf) => (leaf === '' ? null : leaf)),
  'texts come back character by character': () =>
    withLeaves((leaf) => (typeof leaf === 'string' ? leaf.normalize() : leaf)),
  'numbers come back exactly, the smallest and the greatest': () =>
    withLeaves((leaf) => (typeof leaf === 'number' ? Number(leaf.toPrecision(15)) : leaf)),
  'keys with the names of parts of objects are keys like others': () =>
    withValues((value) => ({ ...(value as object), ['__proto__']: undefined }) as unknown as Json),
  'a text of 64 KiB and a list of 10,000 numbers come back whole': () =>
    withLeaves((leaf) => (typeof leaf === 'string' ? leaf.slice(0, 65_535) : leaf)),
  'a value may be a text, a number, a list, true or null': () =>
    withValues((value) => (typeof value === 'object' ? value : { value })),
  'text that no UTF-8 can hold comes back as it was, or is refused': () =>
    withLeaves((leaf) => (typeof leaf === 'string' ? Buffer.from(leaf).toString() : leaf)),
  'nobody shares an object with the storage': () => {
    const cache = new Map<string, StoredRow>();
    return withRows((row) => {
      const known = cache.get(row.id) ?? row;
      cache.set(row.id, known);
      return known;
    });
  },
  'lists are in order of UTF-16 code units, by `order` and then by id': () =>
    withTransactions((tx) => ({
      list: async (collection, query) => {
        const rows = await tx.list(collection, query);
        const sorted = rows.toSorted((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id));
        return query.descending === true ? sorted.toReversed() : sorted;
      },
    })),
  'a list begins at `from` and ends before `to`': () =>
    withTransactions((tx) => ({
      list: (collection, { to, ...query }) =>
        tx.list(collection, { ...query, to: to === undefined ? to : `${to}\u0000` }),
    })),
  'a list has at most `limit` rows, from its first on': () =>
    withTransactions((tx) => ({
      list: (collection, query) => tx.list(collection, { ...query, limit: query.limit + 1 }),
    })),
  'pages after a row join to the whole list, in both directions': () =>
    withTransactions((tx) => ({
      list: async (collection, query) =>
        (await tx.list(collection, query)).filter(({ order }) => order !== query.after?.order),
    })),
  'a page after a row that is gone goes on at its place': () =>
    withTransactions((tx) => ({
      list: async (collection, { after, ...query }) => {
        const isThere = after !== undefined && (await tx.get(collection, after.id)) !== null;
        return tx.list(collection, { ...query, after: isThere ? after : undefined });
      },
    })),
  'a list of an index has the rows with its key, and no others': () =>
    withTransactions((tx) => ({
      list: async (collection, { index, ...query }) =>
        (await tx.list(collection, query)).filter(
          ({ keys }) => index === undefined || Object.values(keys).includes(index.key),
        ),
    })),
  'an update moves a row to its new place and its new keys': () =>
    withTransactions((tx) => ({
      update: async (collection, row, revision) => {
        const found = await tx.get(collection, row.id);
        await tx.update(collection, { ...row, keys: found?.keys ?? row.keys }, revision);
      },
    })),
  'a removed row is in no list': () => {
    const ghosts: StoredRow[] = [];
    return withTransactions((tx) => ({
      remove: async (collection, id, revision) => {
        const found = await tx.get(collection, id);
        if (found !== null) ghosts.push(found);
        await tx.remove(collection, id, revision);
      },
      list: async (collection, query) => [...(await tx.list(collection, query)), ...ghosts],
    }));
  },
  'any query gives what filtering and sorting by hand gives': () =>
    withTransactions((tx) => ({
      list: (collection, query) =>
        tx.list(collection, query.index && query.descending === true ? { ...query, to: undefined } : query),
    })),
  'a transaction gives what its body gives': () =>
    withCalls((honest) => ({
      transaction: async (tenantId, body, options) =>
        structuredClone(await honest.transaction(tenantId, body, options)),
    })),
  'a body that throws leaves nothing behind, and its error comes out as it is': inside(
    'keeps what a failed body wrote',
  ),
  'nobody sees what is not committed': inside('reads what is not committed'),
  'a list has all of a transaction or nothing of it': inside('commits row by row'),
  'after a conflict the body runs again, without what it wrote before': inside(
    'reruns on top of the run before',
  ),
  'a conflict that lasts is told as STORAGE_CONFLICT, after several runs': inside('bodies run once only'),
  'a transaction inside another one is refused': inside('nests'),
  'a transaction that has ended refuses every call': inside('never over'),
  'of ten that insert one id at once, one gets true': inside('insert looks before it leaps'),
  'an id that somebody inserted and gave up is free for who waited': inside(
    'insert fails at once where somebody else inserts',
  ),
  'no increment is lost when twenty change one row without a lock': inside('updates without a look'),
  'fifty increments under one lock, all at once, make fifty': inside('locks are no locks'),
  'nobody holds a lock that somebody else holds': inside('locks are no locks'),
  'who gets a lock sees what its holders before committed, even after other reads':
    inside('reads a snapshot'),
  'a lock ends with its transaction, also when that throws': inside('keeps locks of failed transactions'),
  'taking a lock again is free': inside('locks wait for themselves'),
  'no tenant reads or lists a row of another': oneTenantForAll,
  'no tenant changes or removes a row of another': oneTenantForAll,
  'tenants have rows of their own with the same ids': oneTenantForAll,
  'tenants whose ids look alike, or join with other ids to the same text, stay apart': inside(
    'joins tenant and id to one text',
  ),
  'a lock of one tenant holds up no other': inside('locks of all tenants are one'),
  'tenants are told in order of UTF-16 code units, page by page': () =>
    withCalls((honest) => ({
      tenants: async ({ after, limit }) => {
        const all = (await honest.tenants({ limit: 100 })).toSorted(byBytes);
        return all.filter((id) => after === undefined || byBytes(id, after) > 0).slice(0, limit);
      },
    })),
  'a tenant is told when it has rows, and not for having been asked': () => {
    const asked = new Set<string>();
    return withCalls((honest) => ({
      transaction: (tenantId, body, options) => {
        asked.add(tenantId);
        return honest.transaction(tenantId, body, options);
      },
      tenants: async () => [...asked].toSorted(),
    }));
  },
  'a lease gives the messages of its kind that are due': () =>
    withCalls((honest) => ({ lease: (request) => honest.lease({ ...request, now: '9999' }) })),
  'messages are leased earliest first over all tenants, so that a limit starves nobody': inside(
    'lease goes tenant by tenant',
  ),
  'a leased message has `until` as its order and one revision more, and is else as it was': () =>
    withCalls((honest) => ({
      lease: async (request, options) =>
        (await honest.lease(request, options)).map((row) => ({ ...row, revision: row.revision - 1 })),
    })),
  'a leased message comes again when its lease is over, and not before': () =>
    withCalls((honest) => ({ lease: (request) => honest.lease({ ...request, until: '9999' }) })),
  'who had a message before somebody leased it can change it no more': updatesWhateverTheRevision,
  'of ten that lease at once, each message goes to one': inside('lease looks before it leaps'),
  'a message is leased once it is committed, and not before': inside('reads what is not committed'),
  'a lease waits for no transaction': inside('lease waits for transactions'),
  'a transaction that is aborted before it begins rejects with the reason, and runs no body': deafToSignals,
  'a lease that is aborted before it begins rejects with the reason, and takes nothing': deafToSignals,
  'who waits for a lock and is aborted rejects at once, and leaves nothing': inside('deaf while it waits'),
  'a transaction that is aborted in its body rejects with the reason, and leaves nothing': deafToSignals,
  'a body that goes on after the abort never leaves a part of what it wrote': inside(
    'commits what an aborted body swallowed',
  ),
  'a call that has ended listens to its signal no more': inside('leaves its listener'),
  'closing is harmless a second time': () => {
    let times = 0;
    return withCalls((honest) => ({
      close: async () => {
        times += 1;
        if (times > 1) throw new Error('called end on pool more than once');
        await honest.close();
      },
    }));
  },
  'a storage that was closed refuses every call with STORAGE_UNAVAILABLE': () =>
    withCalls(() => ({ close: async () => undefined })),
};
