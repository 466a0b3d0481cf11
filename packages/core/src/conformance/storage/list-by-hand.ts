import type { Row, RowQuery } from '../../ports/storage.ts';
import { row } from './desk-rows.ts';

/** The ids of a list, by filtering and sorting all rows. */
export function byHand(rows: readonly Row[], query: RowQuery): readonly string[] {
  const { index, from, to, after, descending = false, limit } = query;
  const found = rows
    .filter(({ keys }) => index === undefined || keys[index.name] === index.key)
    .filter(({ order }) => (from === undefined || order >= from) && (to === undefined || order < to))
    .filter((each) => after === undefined || compare(each, after) * (descending ? -1 : 1) > 0)
    .toSorted((one, other) => compare(one, other) * (descending ? -1 : 1));
  return found.slice(0, limit).map(({ id }) => id);
}

interface Place {
  readonly order: string;
  readonly id: string;
}

const compare = (one: Place, other: Place): number =>
  compareUnits(one.order, other.order) || compareUnits(one.id, other.id);

const compareUnits = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** Rows with many equal places, in no order, some without keys. */
export const anyRows = (): readonly Row[] =>
  Array.from({ length: 90 }, (_, index) => {
    const scattered = (index * 37) % 90;
    return row(`te_${scattered}`, {
      order: `2026-03-${String(1 + (scattered % 7)).padStart(2, '0')}`,
      keys: {
        ...(scattered % 5 === 0 ? {} : { customer: `customer ${scattered % 3}` }),
        ...(scattered % 2 === 0 ? { agent: 'ana' } : {}),
      },
    });
  });

/** Queries in which every part meets every other. */
export function anyQueries(): readonly RowQuery[] {
  const indexes = [undefined, { name: 'customer', key: 'customer 1' }, { name: 'agent', key: 'ana' }];
  const ranges = [{}, { from: '2026-03-03' }, { to: '2026-03-05' }, { from: '2026-03-02', to: '2026-03-06' }];
  const afters = [undefined, { order: '2026-03-03', id: 'te_2' }, { order: '2026-03-04', id: 'te_52' }];
  return indexes.flatMap((index) =>
    ranges.flatMap((range) =>
      afters.flatMap((after) =>
        [false, true].flatMap((descending) =>
          [1, 6, 200].map((limit) => ({ index, ...range, after, descending, limit })),
        ),
      ),
    ),
  );
}
