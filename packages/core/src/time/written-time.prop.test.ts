import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeDate, writeDateTime, writeInstant } from './written-time.ts';

// The years of four digits, in which all days and times are that are ever written.
const anySecond = fc.integer({ min: Date.UTC(1000, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });

test('seconds of the calendar are written as Date writes them', () => {
  fc.assert(
    fc.property(anySecond, (seconds) => {
      const written = new Date(seconds * 1000).toISOString();
      expect(writeInstant(seconds)).toBe(written);
      expect(writeDateTime(seconds)).toBe(`${written.slice(0, 10)} ${written.slice(11, 19)}`);
      expect(writeDate(seconds)).toBe(written.slice(0, 10));
    }),
  );
});

test('years before 1000 have four digits, too', () => {
  expect(writeDate(Date.parse('0007-03-01T00:00:00.000Z') / 1000)).toBe('0007-03-01');
  expect(writeInstant(Date.parse('0000-02-29T23:59:59.000Z') / 1000)).toBe('0000-02-29T23:59:59.000Z');
});
