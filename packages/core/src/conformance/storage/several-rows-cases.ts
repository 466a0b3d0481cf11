import type { Row } from '../../ports/storage.ts';
import { requireRefusal, requireSame } from '../finding.ts';
import { idsOf, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const idsOfMany = times(2000).map((index) => `te_${String(index).padStart(4, '0')}`);

/** Calls for several rows: what so many single calls do. */
export const severalRowsCases = [
  storageCase(
    'rows that are read together come in the order of their ids, with null for none',
    async (storage) => {
      await keep(storage, 'customers', [row('a'), row('b'), row('gone')]);
      await inDesk(storage, async (tx) => {
        await tx.insert('customers', row('own'));
        await tx.update('customers', row('b', { value: 'changed' }), 1);
        await tx.remove('customers', 'gone', 1);
        const ids = ['own', 'b', 'nobody', 'a', 'gone', 'b'];
        const found = await tx.getAll('customers', ids);
        const single = [];
        for (const id of ids) single.push(await tx.get('customers', id));
        requireSame('the rows', found, single);
        requireSame(
          'which are there',
          found.map((one) => one?.id ?? null),
          ['own', 'b', null, 'a', null, 'b'],
        );
      });
    },
  ),

  storageCase('of rows that are inserted together, each whose id was free gets true', async (storage) => {
    await keep(storage, 'customers', [row('taken', { value: 'before' })]);
    const rows = [
      row('b', { value: 1 }),
      row('taken', { value: 2 }),
      row('a', { value: 3 }),
      row('b', { value: 4 }),
    ];
    const answers = await inDesk(storage, (tx) => tx.insertAll('customers', rows));
    requireSame('the answers to a free id, a taken one, a free one and the first again', answers, [
      true,
      false,
      true,
      false,
    ]);
    const found = await inDesk(storage, (tx) => tx.getAll('customers', ['taken', 'a', 'b']));
    requireSame(
      'the values',
      found.map((one) => one?.value),
      ['before', 3, 1],
    );
  }),

  storageCase(
    'rows that are written together come back with their orders, keys and values',
    async (storage) => {
      const rows = [
        row('1', { order: '2026-03-02', keys: { customer: 'acme', open: 'acme' } }),
        row('2', { order: '', keys: {}, value: null }),
        row('3', { keys: { agent: '' }, value: 'NULL' }),
        row(`quote ' " \\ {,} \u{1f600} \uff5e`, {
          order: ' ,{}"',
          keys: { open: 'NULL' },
          value: ['\\u0041', 'tab\t'],
        }),
      ];
      const requireKept = async (expected: readonly Row[], revision: number): Promise<void> => {
        const found = await inDesk(storage, (tx) =>
          tx.getAll(
            'work',
            rows.map(({ id }) => id),
          ),
        );
        requireSame(
          'the rows',
          found,
          expected.map((one) => ({ ...one, revision })),
        );
      };
      await inDesk(storage, (tx) => tx.insertAll('work', rows));
      await requireKept(rows, 1);
      const open = { index: { name: 'open', key: 'acme' } };
      requireSame('the index', await idsOf(storage, 'work', open), ['1']);
      const turned = rows.map((one, index) => ({ ...(rows.at(-1 - index) ?? one), id: one.id }));
      await inDesk(storage, (tx) =>
        tx.updateAll(
          'work',
          turned.map((one) => ({ row: one, revision: 1 })),
        ),
      );
      await requireKept(turned, 2);
      requireSame('the index after the update', await idsOf(storage, 'work', open), [rows.at(-1)?.id]);
    },
  ),

  storageCase(
    'rows that are updated together are each at their revision, or it is a conflict',
    async (storage) => {
      await keep(storage, 'customers', [row('a'), row('b')]);
      await inDesk(storage, async (tx) => {
        const twice = [1, 2].map((revision) => ({ row: row('b', { value: revision }), revision }));
        await tx.updateAll('customers', [{ row: row('a', { value: 1 }), revision: 1 }, ...twice]);
      });
      for (const wrong of [
        { row: row('b', { value: 'lost' }), revision: 2 },
        { row: row('nobody'), revision: 1 },
      ]) {
        await requireRefusal('updates of which one is a conflict', 'STORAGE_CONFLICT', () =>
          inDesk(storage, (tx) =>
            tx.updateAll('customers', [{ row: row('a', { value: 'lost' }), revision: 2 }, wrong]),
          ),
        );
      }
      const found = await inDesk(storage, (tx) => tx.getAll('customers', ['a', 'b', 'nobody']));
      requireSame(
        'the values',
        found.map((one) => one?.value ?? null),
        [1, 2, null],
      );
      requireSame(
        'the revisions',
        found.map((one) => one?.revision ?? null),
        [2, 3, null],
      );
    },
  ),

  storageCase(
    'rows that are removed together are each at their revision, or it is a conflict',
    async (storage) => {
      await keep(storage, 'customers', [row('a'), row('b'), row('c')]);
      await inDesk(storage, (tx) => tx.update('customers', row('b', { value: 'now' }), 1));
      const removals = ['a', 'b'].map((id) => ({ id, revision: 1 }));
      for (const wrong of [removals, [...removals.slice(0, 1), ...removals.slice(0, 1)]]) {
        await requireRefusal('removals of which one is a conflict', 'STORAGE_CONFLICT', () =>
          inDesk(storage, (tx) => tx.removeAll('customers', wrong)),
        );
      }
      requireSame('the ids after conflicts', await idsOf(storage, 'customers'), ['a', 'b', 'c']);
      await inDesk(storage, (tx) =>
        tx.removeAll('customers', [
          { id: 'b', revision: 2 },
          { id: 'a', revision: 1 },
        ]),
      );
      requireSame('the ids', await idsOf(storage, 'customers'), ['c']);
    },
  ),

  storageCase(
    'two thousand rows are inserted, read, updated and removed in one call each',
    async (storage) => {
      const rows = idsOfMany.map((id) => row(id));
      await inDesk(storage, async (tx) => {
        const answers = await tx.insertAll('work', rows);
        requireSame('how many got true', answers.filter(Boolean).length, rows.length);
      });
      await inDesk(storage, async (tx) => {
        const found = await tx.getAll('work', idsOfMany);
        requireSame(
          'the ids',
          found.map((one) => one?.id),
          idsOfMany,
        );
        await tx.updateAll(
          'work',
          rows.map((one) => ({ row: { ...one, value: 'changed' }, revision: 1 })),
        );
        const last = idsOfMany.slice(1).map((id) => ({ id, revision: 2 }));
        await tx.removeAll('work', last.toReversed());
      });
      requireSame('what is left', await idsOf(storage, 'work'), idsOfMany.slice(0, 1));
      requireSame('its value', (await kept(storage, 'work', 'te_0000'))?.value, 'changed');
    },
  ),

  storageCase('calls for no rows at all do nothing', async (storage) => {
    await inDesk(storage, async (tx) => {
      requireSame('the rows', await tx.getAll('work', []), []);
      requireSame('the answers', await tx.insertAll('work', []), []);
      await tx.updateAll('work', []);
      await tx.removeAll('work', []);
    });
  }),

  storageCase('of ten that insert the same ids together at once, each id goes to one', async (storage) => {
    const ids = times(20).map((index) => `te_${index}`);
    const answers = await Promise.all(
      times(10).map((racer) =>
        inDesk(storage, (tx) =>
          tx.insertAll(
            'claims',
            ids.map((id) => row(id, { value: racer })),
          ),
        ),
      ),
    );
    const found = await inDesk(storage, (tx) => tx.getAll('claims', ids));
    for (const [index, id] of ids.entries()) {
      const winners = times(10).filter((racer) => answers[racer]?.[index] === true);
      requireSame(`whose "${id}" is, and who got true`, [found[index]?.value], winners);
    }
  }),
];
