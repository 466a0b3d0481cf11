import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberTable } from './number-table.ts';

const anyKey = fc.oneof(
  fc.nat(20),
  fc.nat(5_000),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.constant(2 ** 31 - 1),
);

test('a table of numbers remembers what a map remembers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyKey, fc.nat()), { maxLength: 1_000, size: 'max' }),
      fc.array(anyKey),
      (pairs, asked) => {
        const table = new NumberTable();
        const map = new Map<number, number>();
        for (const [key, value] of pairs) {
          expect(table.get(key)).toBe(map.get(key) ?? -1);
          if (map.has(key)) continue;
          table.add(key, value);
          map.set(key, value);
        }
        for (const key of [...asked, ...map.keys()]) expect(table.get(key)).toBe(map.get(key) ?? -1);
      },
    ),
  );
});
