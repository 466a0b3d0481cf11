import type { Row, Storage } from '../../ports/storage.ts';
import { requireSame } from '../finding.ts';
import { idsOf, inDesk, keep, row, storageCase } from './desk-rows.ts';
import { anyQueries, anyRows, byHand } from './list-by-hand.ts';

/** Lists: their order, their ends, their pages, their indexes. */
export const listCases = [
  storageCase('lists are in order of UTF-16 code units, by `order` and then by id', async (storage) => {
    // By code points, or by the rules of a language, they would stand in another order.
    const texts = [
      '',
      ' ',
      '0',
      '10',
      '9',
      'A',
      'B',
      'Z',
      'a',
      'a ',
      'aa',
      'b',
      '\u00e4',
      '\ud83d\ude00',
      '\ufb03',
      '\uff5e',
    ];
    const rows = texts.map((order, index) => row(`row ${index % 3} ${index}`, { order }));
    const ties = texts.filter((id) => id !== '').map((id) => row(id, { order: 'A' }));
    const all = [...rows, ...ties];
    await keep(storage, 'customers', shuffled(all));
    const expected = byHand(all, { limit: 100 });
    requireSame('the list', await idsOf(storage, 'customers'), expected);
    requireSame(
      'the list from its end',
      await idsOf(storage, 'customers', { descending: true }),
      expected.toReversed(),
    );
  }),

  storageCase('a list begins at `from` and ends before `to`', async (storage) => {
    await keepDays(storage);
    const range = { from: '2026-03-02', to: '2026-03-04' };
    requireSame('the list', await idsOf(storage, 'work', range), ['2a', '2b', '3a']);
    requireSame('from its end', await idsOf(storage, 'work', { ...range, descending: true }), [
      '3a',
      '2b',
      '2a',
    ]);
    requireSame('an empty range', await idsOf(storage, 'work', { from: '2026-03-04', to: '2026-03-02' }), []);
  }),

  storageCase('a list has at most `limit` rows, from its first on', async (storage) => {
    await keepDays(storage);
    requireSame('the first row', await idsOf(storage, 'work', { limit: 1 }), ['1a']);
    requireSame('three rows', await idsOf(storage, 'work', { limit: 3 }), ['1a', '2a', '2b']);
    requireSame('the last two', await idsOf(storage, 'work', { limit: 2, descending: true }), ['4a', '3a']);
  }),

  storageCase('pages after a row join to the whole list, in both directions', async (storage) => {
    const rows = Array.from({ length: 25 }, (_, index) => row(`row ${index}`, { order: `${index % 4}` }));
    await keep(storage, 'customers', rows);
    for (const descending of [false, true]) {
      for (const limit of [1, 4, 7]) {
        const pages = await allPages(storage, limit, descending);
        requireSame(`pages of ${limit}`, pages, byHand(rows, { descending, limit: 100 }));
      }
    }
  }),

  storageCase('a page after a row that is gone goes on at its place', async (storage) => {
    await keepDays(storage);
    await inDesk(storage, (tx) => tx.remove('work', '2b', 1));
    const after = { order: '2026-03-02', id: '2b' };
    requireSame('upwards', await idsOf(storage, 'work', { after }), ['3a', '4a']);
    requireSame('downwards', await idsOf(storage, 'work', { after, descending: true }), ['2a', '1a']);
  }),

  storageCase('a list of an index has the rows with its key, and no others', async (storage) => {
    await keep(storage, 'work', [
      row('1', { keys: { customer: 'acme', agent: 'ana' } }),
      row('2', { keys: { customer: 'acme' } }),
      row('3', { keys: { customer: 'Acme', agent: 'acme' } }),
      row('4', { keys: { customer: 'acme ' } }),
      row('5', { keys: {} }),
      row('6', { keys: { customer: '' } }),
    ]);
    const listed = (name: string, key: string) => idsOf(storage, 'work', { index: { name, key } });
    requireSame('the rows of acme', await listed('customer', 'acme'), ['1', '2']);
    requireSame('the rows of an empty key', await listed('customer', ''), ['6']);
    requireSame('the rows of agent acme', await listed('agent', 'acme'), ['3']);
    requireSame('the rows of nobody', await listed('agent', 'ben'), []);
  }),

  storageCase('an update moves a row to its new place and its new keys', async (storage) => {
    await keep(storage, 'work', [
      row('1', { keys: { customer: 'acme', open: 'acme' } }),
      row('2', { keys: { customer: 'acme', open: 'acme' } }),
    ]);
    await inDesk(storage, (tx) => tx.update('work', row('1', { order: '9', keys: { customer: 'beta' } }), 1));
    const listed = (name: string, key: string) => idsOf(storage, 'work', { index: { name, key } });
    requireSame('the list', await idsOf(storage, 'work'), ['2', '1']);
    requireSame('the rows of the key that it had', await listed('customer', 'acme'), ['2']);
    requireSame('the rows of the key that it has', await listed('customer', 'beta'), ['1']);
    requireSame('the rows of an index that it left', await listed('open', 'acme'), ['2']);
  }),

  storageCase('a removed row is in no list', async (storage) => {
    await keep(storage, 'work', [row('1', { keys: { customer: 'acme' } }), row('2')]);
    await inDesk(storage, (tx) => tx.remove('work', '1', 1));
    requireSame('the list', await idsOf(storage, 'work'), ['2']);
    requireSame('the index', await idsOf(storage, 'work', { index: { name: 'customer', key: 'acme' } }), []);
  }),

  storageCase('any query gives what filtering and sorting by hand gives', async (storage) => {
    const rows = anyRows();
    const [committed, own] = [rows.slice(0, 60), rows.slice(60)];
    await keep(storage, 'work', committed);
    await inDesk(storage, async (tx) => {
      // Some rows are committed, some are the transaction's own: a list has to join them.
      for (const each of own) await tx.insert('work', each);
      for (const query of anyQueries()) {
        const listed = await tx.list('work', query);
        requireSame(
          `the list of ${JSON.stringify(query)}`,
          listed.map(({ id }) => id),
          byHand(rows, query),
        );
      }
    });
  }),
];

const keepDays = (storage: Storage): Promise<void> =>
  keep(
    storage,
    'work',
    ['3a', '1a', '4a', '2b', '2a'].map((id) => row(id, { order: `2026-03-0${id.slice(0, 1)}` })),
  );

async function allPages(storage: Storage, limit: number, descending: boolean): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after: { order: string; id: string } | undefined; ids.length <= 100; ) {
    const query = { after, limit, descending };
    const page = await inDesk(storage, (tx) => tx.list('customers', query));
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined) return ids;
    after = { order: last.order, id: last.id };
  }
  return ids;
}

/** Another order, the same each time. */
const shuffled = (rows: readonly Row[]): readonly Row[] =>
  rows
    .map((each, index) => ({ each, place: (index * 17) % 31 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ each }) => each);
