import { require, requireRefusal, requireSame } from '../finding.ts';
import { idsOf, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

/** Rows that are written, changed and removed. */
export const rowCases = [
  storageCase('a row that was never written is null', async (storage) => {
    requireSame('a row that was never written', await kept(storage, 'customers', 'acme'), null);
  }),

  storageCase('a row comes back with its order, its keys and its value', async (storage) => {
    const work = row('te_1', { order: '2026-03-02', keys: { customer: 'acme', open: 'acme' } });
    await keep(storage, 'work', [work]);
    requireSame('the row', await kept(storage, 'work', 'te_1'), { ...work, revision: 1 });
  }),

  storageCase('an inserted row has revision 1, and each update makes it one more', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    for (const revision of [1, 2]) {
      await inDesk(storage, (tx) => tx.update('customers', row('acme', { value: revision }), revision));
    }
    await inDesk(storage, async (tx) => {
      await tx.update('customers', row('acme', { value: 3 }), 3);
      await tx.update('customers', row('acme', { value: 4 }), 4);
    });
    const found = await kept(storage, 'customers', 'acme');
    requireSame('the row after four updates', found, { ...row('acme', { value: 4 }), revision: 5 });
  }),

  storageCase('an id that is taken gets false and changes nothing, and the rest is kept', async (storage) => {
    await keep(storage, 'customers', [row('acme', { value: 'first' })]);
    const answers = await inDesk(storage, async (tx) => [
      await tx.insert('customers', row('acme', { value: 'second' })),
      await tx.insert('customers', row('beta')),
      await tx.insert('customers', row('beta', { value: 'again' })),
    ]);
    requireSame('the answers to a taken id, a free id and the same again', answers, [false, true, false]);
    requireSame('the row that was there', (await kept(storage, 'customers', 'acme'))?.value, 'first');
    requireSame('the row of the free id', (await kept(storage, 'customers', 'beta'))?.value, { of: 'beta' });
  }),

  storageCase('a transaction reads what it wrote, in rows and in lists', async (storage) => {
    await keep(storage, 'customers', [row('a'), row('b'), row('c')]);
    await inDesk(storage, async (tx) => {
      await tx.insert('customers', row('d'));
      await tx.update('customers', row('b', { order: 'z' }), 1);
      await tx.remove('customers', 'a', 1);
      requireSame('a row that it removed', await tx.get('customers', 'a'), null);
      requireSame('a row that it moved', (await tx.get('customers', 'b'))?.order, 'z');
      requireSame('a row that it added', (await tx.get('customers', 'd'))?.revision, 1);
      const list = await tx.list('customers', { limit: 10 });
      requireSame(
        'its list',
        list.map(({ id }) => id),
        ['c', 'd', 'b'],
      );
    });
  }),

  storageCase('an id is free again when its row was removed', async (storage) => {
    await keep(storage, 'customers', [row('acme', { value: 'old' })]);
    await inDesk(storage, (tx) => tx.remove('customers', 'acme', 1));
    requireSame('a removed row', await kept(storage, 'customers', 'acme'), null);
    await keep(storage, 'customers', [row('acme', { value: 'new' })]);
    await inDesk(storage, async (tx) => {
      await tx.remove('customers', 'acme', 1);
      require(await tx.insert('customers', row('acme', { value: 'newest' })), 'the id was still taken');
    });
    const found = await kept(storage, 'customers', 'acme');
    requireSame('the row', found, { ...row('acme', { value: 'newest' }), revision: 1 });
  }),

  storageCase('ids that look alike are different ids', async (storage) => {
    const ids = ['a', 'A', 'a ', ' a', 'ａ', '\u00e4', 'a\u0308', 'ss', '\u00df', '1', '01', '\u{1f600}'];
    await keep(
      storage,
      'customers',
      ids.map((id) => row(id)),
    );
    for (const id of ids) requireSame('the row', (await kept(storage, 'customers', id))?.value, { of: id });
  }),

  storageCase('one id in two collections is two rows', async (storage) => {
    await keep(storage, 'customers', [row('one', { value: 'customer' })]);
    await keep(storage, 'agents', [row('one', { value: 'agent' })]);
    await inDesk(storage, (tx) => tx.remove('agents', 'one', 1));
    requireSame('the other row', (await kept(storage, 'customers', 'one'))?.value, 'customer');
    requireSame('the list of the other collection', await idsOf(storage, 'customers'), ['one']);
  }),

  storageCase('an update with another revision is a conflict, and changes nothing', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    await inDesk(storage, (tx) => tx.update('customers', row('acme', { value: 'now' }), 1));
    for (const revision of [1, 3]) {
      await requireRefusal(`an update of revision 2 as ${revision}`, 'STORAGE_CONFLICT', () =>
        inDesk(storage, (tx) => tx.update('customers', row('acme', { value: 'lost' }), revision)),
      );
    }
    requireSame('the row', (await kept(storage, 'customers', 'acme'))?.value, 'now');
  }),

  storageCase('a removal with another revision is a conflict, and removes nothing', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    await requireRefusal('a removal of revision 1 as 2', 'STORAGE_CONFLICT', () =>
      inDesk(storage, (tx) => tx.remove('customers', 'acme', 2)),
    );
    requireSame('the row', (await kept(storage, 'customers', 'acme'))?.revision, 1);
  }),

  storageCase('updating or removing a row that is not there is a conflict', async (storage) => {
    await requireRefusal('an update of no row', 'STORAGE_CONFLICT', () =>
      inDesk(storage, (tx) => tx.update('customers', row('acme'), 1)),
    );
    await requireRefusal('a removal of no row', 'STORAGE_CONFLICT', () =>
      inDesk(storage, (tx) => tx.remove('customers', 'acme', 1)),
    );
    requireSame('the row', await kept(storage, 'customers', 'acme'), null);
  }),
];
