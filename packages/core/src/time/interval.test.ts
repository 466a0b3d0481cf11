import { expect, test } from 'vitest';
import { contains, intersect } from './interval.ts';

test('an interval holds its first second and not its last', () => {
  expect([9, 10, 19, 20].map((second) => contains({ from: 10, to: 20 }, second))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('intervals that only touch share nothing', () => {
  expect(intersect({ from: 0, to: 10 }, { from: 5, to: 20 })).toEqual({ from: 5, to: 10 });
  expect(intersect({ from: 0, to: 10 }, { from: 10, to: 20 })).toBeNull();
});
