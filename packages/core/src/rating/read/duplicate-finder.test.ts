import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DuplicateFinder } from './duplicate-finder.ts';

/** For each id, the position of the first equal one, or -1. */
function earlierOf(ids: readonly string[]): readonly number[] {
  const finder = new DuplicateFinder(ids.length, (position) => ids[position] ?? '');
  return ids.map((id, position) => finder.earlier(id, position));
}

test('an id that comes again is found, with the position of the first', () => {
  expect(earlierOf(['a', 'b', 'a', 'c', 'b', 'a'])).toEqual([-1, -1, 0, -1, 1, 0]);
});

test('ids are compared as they are: case, blanks and accents tell them apart', () => {
  expect(earlierOf(['a', 'A', 'a ', 'á', 'a\u0301', ''])).toEqual([-1, -1, -1, -1, -1, -1]);
});

test('long ids that differ in one character only are told apart', () => {
  const stem = 'x'.repeat(199);
  expect(earlierOf([`${stem}1`, `${stem}2`, `1${stem}`, `${stem}1`])).toEqual([-1, -1, -1, 0]);
});

test('a hundred thousand numbered ids are all different, and each is found again', () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => `te_${index}`);
  const found = earlierOf([...ids, ...ids]);
  expect(found.slice(0, 100_000).every((position) => position === -1)).toBe(true);
  expect(found.slice(100_000).every((position, index) => position === index)).toBe(true);
});

test('it finds what a Map finds', () => {
  const ids = fc.array(fc.oneof(fc.string({ maxLength: 2 }), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 60,
    size: 'max',
  });
  fc.assert(
    fc.property(ids, (list) => {
      const first = new Map<string, number>();
      const expected = list.map((id, position) => {
        const known = first.get(id);
        if (known === undefined) first.set(id, position);
        return known ?? -1;
      });
      expect(earlierOf(list)).toEqual(expected);
    }),
  );
});
