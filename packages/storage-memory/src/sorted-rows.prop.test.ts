import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePlaces, type Place, SortedRows } from './sorted-rows.ts';

const anyPlace = fc.record({
  order: fc.nat(40).map((number) => String(number).padStart(3, '0')),
  id: fc.nat(200).map(String),
});
const anyStep = fc.record({ does: fc.constantFrom('add', 'add', 'add', 'remove'), place: anyPlace });
const anyRange = fc.record(
  {
    from: anyPlace.map(({ order }) => order),
    to: anyPlace.map(({ order }) => order),
    after: anyPlace,
    descending: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('rows are walked as a list that is sorted and filtered each time', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 3000, size: 'max' }),
      fc.array(anyRange, { maxLength: 10 }),
      (steps, ranges) => {
        const rows = new SortedRows<Place>();
        let plain: Place[] = [];
        for (const { does, place } of steps) {
          const others = plain.filter((one) => comparePlaces(one, place) !== 0);
          const isNew = others.length === plain.length;
          if (does === 'add' && isNew) rows.add(place);
          else if (does === 'remove') rows.remove(place);
          plain = does === 'remove' ? others : isNew ? [...others, place] : plain;
        }
        const sorted = plain.toSorted(comparePlaces);
        expect(rows.size).toBe(plain.length);
        for (const range of [{}, ...ranges]) {
          const {
            from,
            to,
            after,
            descending = false,
          } = range as Partial<{
            from: string;
            to: string;
            after: Place;
            descending: boolean;
          }>;
          const wanted = (descending ? sorted.toReversed() : sorted).filter(
            (row) =>
              (from === undefined || row.order >= from) &&
              (to === undefined || row.order < to) &&
              (after === undefined ||
                (descending ? comparePlaces(row, after) < 0 : comparePlaces(row, after) > 0)),
          );
          expect([...rows.walk(range)]).toEqual(wanted);
        }
      },
    ),
    { numRuns: 30 },
  );
});
