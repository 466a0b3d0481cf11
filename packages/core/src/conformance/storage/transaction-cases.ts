import type { StorageTransaction } from '../../ports/storage.ts';
import { require, requireRefusal, requireRejection, requireSame } from '../finding.ts';
import { endsWithin, gate, moment, soon } from '../waiting.ts';
import { idsOf, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

/** All or nothing, seen by others when it is all. */
export const transactionCases = [
  storageCase('a transaction gives what its body gives', async (storage) => {
    const given = { list: [undefined, new Map([[1, 2]])] };
    require((await inDesk(storage, async () => given)) === given, 'it gave something else');
  }),

  storageCase(
    'a body that throws leaves nothing behind, and its error comes out as it is',
    async (storage) => {
      const keys = { customer: 'acme' };
      await keep(storage, 'work', [row('1', { keys }), row('2', { keys })]);
      const error = new Error('the body gave up');
      await requireRejection('the transaction', error, () =>
        inDesk(storage, async (tx) => {
          await tx.insert('work', row('3', { keys }));
          await tx.insert('agents', row('ana'));
          await tx.update('work', row('1', { order: '9', keys: { customer: 'beta' }, value: 'changed' }), 1);
          await tx.remove('work', '2', 1);
          throw error;
        }),
      );
      requireSame('the list', await idsOf(storage, 'work'), ['1', '2']);
      const listed = (key: string) => idsOf(storage, 'work', { index: { name: 'customer', key } });
      requireSame('the index', await listed('acme'), ['1', '2']);
      requireSame('the index of what was taken back', await listed('beta'), []);
      requireSame('the changed row', await kept(storage, 'work', '1'), {
        ...row('1', { keys }),
        revision: 1,
      });
      requireSame('the other collection', await idsOf(storage, 'agents'), []);
    },
  ),

  storageCase('nobody sees what is not committed', async (storage) => {
    await keep(storage, 'customers', [row('acme', { value: 'before' })]);
    const written = gate();
    const read = gate();
    const writer = inDesk(storage, async (tx) => {
      await tx.insert('customers', row('beta'));
      await tx.update('customers', row('acme', { value: 'never committed' }), 1);
      written.open();
      // Who runs transactions one after another reads when this one is over.
      await endsWithin(moment, read.opened);
      throw new Error('the writer gave up');
    });
    const failed = endsWithin(soon, writer);
    await written.opened;
    const [acme, ids] = await inDesk(storage, async (tx) => [
      await tx.get('customers', 'acme'),
      (await tx.list('customers', { limit: 10 })).map(({ id }) => id),
    ]);
    read.open();
    await failed;
    requireSame('the row that somebody changes', acme, { ...row('acme', { value: 'before' }), revision: 1 });
    requireSame('the list', ids, ['acme']);
  }),

  storageCase('a list has all of a transaction or nothing of it', async (storage) => {
    const ids = ['a', 'b', 'c', 'd'];
    await keep(
      storage,
      'customers',
      ids.map((id) => row(id, { value: 0 })),
    );
    const write = (revision: number): Promise<void> =>
      inDesk(storage, async (tx) => {
        for (const id of ids) await tx.update('customers', row(id, { value: revision }), revision);
      });
    const writing = (async () => {
      for (let revision = 1; revision <= 10; revision += 1) await write(revision);
    })();
    const seen: number[] = [];
    for (let reads = 0; reads < 20; reads += 1) {
      const list = await inDesk(storage, (tx) => tx.list('customers', { limit: 10 }));
      seen.push(new Set(list.map(({ revision }) => revision)).size);
    }
    await writing;
    requireSame(
      'the number of states in one list',
      seen.filter((states) => states !== 1),
      [],
    );
  }),

  storageCase('after a conflict the body runs again, without what it wrote before', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    let runs = 0;
    const result = await inDesk(storage, async (tx) => {
      runs += 1;
      requireSame('what the run before wrote', await tx.get('customers', 'beta'), null);
      await tx.insert('customers', row('beta', { value: runs }));
      await tx.update('customers', row('acme', { value: runs }), runs === 1 ? 7 : 1);
      return runs;
    });
    requireSame('the run whose result counts', result, 2);
    requireSame('what it wrote', (await kept(storage, 'customers', 'beta'))?.value, 2);
    requireSame('the revision', (await kept(storage, 'customers', 'acme'))?.revision, 2);
  }),

  storageCase('a conflict that lasts is told as STORAGE_CONFLICT, after several runs', async (storage) => {
    let runs = 0;
    await requireRefusal('the transaction', 'STORAGE_CONFLICT', () =>
      inDesk(storage, async (tx) => {
        runs += 1;
        await tx.insert('agents', row(`run ${runs}`));
        await tx.update('customers', row('nobody'), 1);
      }),
    );
    require(runs > 1, 'the body ran only once');
    requireSame('what is left of its runs', await idsOf(storage, 'agents'), []);
  }),

  storageCase('a transaction inside another one is refused', async (storage) => {
    await requireRefusal('the inner transaction', 'TRANSACTION_NESTED', () =>
      inDesk(storage, () => storage.transaction('other', async () => null)),
    );
  }),

  storageCase('a transaction that has ended refuses every call', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    let late: StorageTransaction | null = null;
    await inDesk(storage, async (tx) => {
      late = tx;
    });
    for (const [name, call] of Object.entries(everyCall)) {
      await requireRefusal(`${name} after the end`, 'TRANSACTION_OVER', async () => {
        require(late !== null, 'the body did not run');
        await call(late);
      });
    }
    requireSame('the row', (await kept(storage, 'customers', 'acme'))?.revision, 1);
  }),
];

const everyCall: Readonly<Record<string, (transaction: StorageTransaction) => Promise<unknown>>> = {
  get: (tx) => tx.get('customers', 'acme'),
  list: (tx) => tx.list('customers', { limit: 1 }),
  insert: (tx) => tx.insert('customers', row('beta')),
  update: (tx) => tx.update('customers', row('acme', { value: 'late' }), 1),
  remove: (tx) => tx.remove('customers', 'acme', 1),
  getAll: (tx) => tx.getAll('customers', ['acme']),
  insertAll: (tx) => tx.insertAll('customers', [row('beta')]),
  updateAll: (tx) => tx.updateAll('customers', [{ row: row('acme', { value: 'late' }), revision: 1 }]),
  removeAll: (tx) => tx.removeAll('customers', [{ id: 'acme', revision: 1 }]),
  lock: (tx) => tx.lock('customer:acme'),
};
