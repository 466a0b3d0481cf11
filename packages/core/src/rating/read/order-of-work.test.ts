import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderOfWork } from './order-of-work.ts';

type Work = readonly (readonly [start: number, id: string])[];

/** The ids in the order of work. */
const inOrder = (work: Work): readonly string[] =>
  [
    ...orderOfWork(
      Float64Array.from(work, ([start]) => start),
      work.length,
      (index) => work[index]?.[1] ?? '',
    ),
  ].map((index) => work[index]?.[1] ?? '');

const plainly = (work: Work): readonly string[] =>
  work
    .toSorted(
      ([start, id], [otherStart, otherId]) =>
        start - otherStart || (id < otherId ? -1 : id > otherId ? 1 : 0),
    )
    .map(([, id]) => id);

describe('R8: the order of work is start, then id', () => {
  test('R8: the earlier start comes first, whatever the ids', () => {
    expect(
      inOrder([
        [200, 'a'],
        [100, 'c'],
        [150, 'b'],
      ]),
    ).toEqual(['c', 'b', 'a']);
  });

  test('R8: among equal starts the ids decide, by their characters and not by numbers or a language', () => {
    expect(
      inOrder([
        [100, 'te_9'],
        [100, 'te_10'],
        [100, 'Te_1'],
        [100, 'ä'],
        [100, 'z'],
      ]),
    ).toEqual(['Te_1', 'te_10', 'te_9', 'z', 'ä']);
  });

  test('R8: what is in order already stays', () => {
    expect(
      inOrder([
        [1, 'a'],
        [1, 'b'],
        [2, 'a'],
        [3, 'a'],
      ]),
    ).toEqual(['a', 'b', 'a', 'a']);
    expect(inOrder([])).toEqual([]);
  });

  test('R8: a day before 1970, which untimed work east of Greenwich begins on, comes first', () => {
    expect(
      inOrder([
        [0, 'a'],
        [-3600, 'b'],
        [-7200, 'c'],
      ]),
    ).toEqual(['c', 'b', 'a']);
  });
});

test('R8: it is the order that a plain sort gives, for starts a second or a century apart', () => {
  const start = fc.oneof(
    fc.nat({ max: 3 }),
    fc.integer({ min: -100_000, max: 200_000 }),
    fc.integer({ min: -86_400, max: 7_258_118_400 }),
  );
  const ids = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', '1', '\u{1f600}', '\uffee'), maxLength: 3 });
  const work = fc.array(fc.tuple(start, ids), { maxLength: 50, size: 'max' });
  fc.assert(
    fc.property(work, (list) => {
      const unique = list.map(([at, id], index): [number, string] => [at, `${id}${index}`]);
      expect(inOrder(unique)).toEqual(plainly(unique));
    }),
  );
});
