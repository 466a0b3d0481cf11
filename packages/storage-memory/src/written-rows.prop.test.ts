import type { RowQuery } from '@billwright/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeptRow, RowTable } from './row-table.ts';
import { comparePlaces } from './sorted-rows.ts';
import { WrittenRows } from './written-rows.ts';

const anyRow: fc.Arbitrary<KeptRow> = fc.record({
  id: fc.nat(30).map((number) => `row ${number}`),
  order: fc.constantFrom('', '1', '2', '3'),
  keys: fc.record({ customer: fc.constantFrom('acme', 'beta') }, { requiredKeys: [] }) as fc.Arbitrary<
    Record<string, string>
  >,
  text: fc.constant('null'),
  revision: fc.nat(3),
});
const anyQuery: fc.Arbitrary<RowQuery> = fc.record(
  {
    index: fc.constantFrom({ name: 'customer', key: 'acme' }, { name: 'customer', key: 'nobody' }),
    from: fc.constantFrom('', '1', '2'),
    to: fc.constantFrom('1', '3', '4'),
    after: anyRow.map(({ id, order }) => ({ id, order })),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 40 }),
  },
  { requiredKeys: ['limit'] },
);
/** Some are followed by a list. */
const anyChange = fc.record({
  does: fc.constantFrom('set', 'set', 'remove'),
  row: anyRow,
  queries: fc.array(anyQuery, { maxLength: 1 }),
});

function byHand(rows: Iterable<KeptRow>, query: RowQuery): readonly KeptRow[] {
  const { index, from, to, after, descending = false, limit } = query;
  const sign = descending ? -1 : 1;
  return [...rows]
    .filter(({ keys }) => index === undefined || keys[index.name] === index.key)
    .filter(({ order }) => (from === undefined || order >= from) && (to === undefined || order < to))
    .filter((row) => after === undefined || comparePlaces(row, after) * sign > 0)
    .toSorted((one, other) => comparePlaces(one, other) * sign)
    .slice(0, limit);
}

type Change = { readonly does: string; readonly row: KeptRow };

function change(rows: Pick<RowTable, 'set' | 'remove'>, { does, row }: Change): void {
  if (does === 'set') rows.set(row);
  else rows.remove(row.id);
}

test('what is written lies over what is committed, and becomes it or leaves it as it was', () => {
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 30 }),
      fc.array(anyChange, { maxLength: 30 }),
      fc.array(anyQuery, { minLength: 1, maxLength: 8 }),
      (committed, changes, queries) => {
        const table = new RowTable();
        const before = new Map<string, KeptRow>();
        for (const row of committed) {
          table.set(row);
          before.set(row.id, row);
        }
        const written = new WrittenRows(table);
        const after = new Map(before);
        for (const each of changes) {
          change(written, each);
          change({ set: (row) => after.set(row.id, row), remove: (id) => after.delete(id) }, each);
          for (const query of each.queries)
            expect(written.list(query)).toEqual(byHand(after.values(), query));
        }
        const all = { limit: 100 };
        for (const query of queries) expect(written.list(query)).toEqual(byHand(after.values(), query));
        expect(new WrittenRows(table).list(all)).toEqual(byHand(before.values(), all));
        expect(written.conflict()).toBeNull();
        written.commit();
        for (const query of queries) {
          expect(new WrittenRows(table).list(query)).toEqual(byHand(after.values(), query));
        }
      },
    ),
  );
});

test('a row that was changed below it is a conflict', () => {
  const row: KeptRow = { id: 'one', order: '', keys: {}, text: 'null', revision: 1 };
  const table = new RowTable();
  table.set(row);
  const written = new WrittenRows(table);
  written.set({ ...row, revision: 2 });
  expect(written.conflict()).toBeNull();
  table.set({ ...row, order: 'leased', revision: 2 });
  expect(written.conflict()).toBe('one');
});
