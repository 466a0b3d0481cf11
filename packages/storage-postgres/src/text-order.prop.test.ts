import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromSortable, toSortable } from './text-order.ts';

// Mostly characters around the places where UTF-8 and UTF-16 disagree.
const edges = [
  '\ud7ff',
  '\ue000',
  '\ufeff',
  '\uffff',
  '\u{10000}',
  '\u{11fff}',
  '\u{12000}',
  '\u{1f600}',
  '\u{10ffff}',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom('a', 'b', ...edges), fc.string({ unit: 'binary', maxLength: 1 })), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
);

const sign = (number: number): number => Math.sign(number);
const byUnits = (one: string, other: string): number => Number(one > other) - Number(one < other);
const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

test('sortable texts are in the same order byte by byte as their texts by UTF-16 code units', () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      expect(sign(byBytes(toSortable(one), toSortable(other)))).toBe(byUnits(one, other));
    }),
  );
});

test('a text comes back from its sortable one', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(toSortable(text)).not.toMatch(/\p{Surrogate}/u);
      expect(fromSortable(toSortable(text))).toBe(text);
    }),
  );
});

test('text below U+E000 is stored as it is', () => {
  for (const text of ['', 'te_1', '2026-03-02', 'ä – 你好 \ud7ff']) expect(toSortable(text)).toBe(text);
});

test('without it, byte order is another order', () => {
  expect(byBytes('\uff5e', '\u{1f600}')).toBe(-1);
  expect(byUnits('\uff5e', '\u{1f600}')).toBe(1);
});
