import { expect, test } from 'vitest';
import { type DurationFormat, readDuration } from './duration-format.ts';

test.each<[DurationFormat, '.' | ',', string, number]>([
  ['decimal-hours', '.', '1.25', 4500],
  ['decimal-hours', '.', '0.01', 36],
  ['decimal-hours', ',', '7,5', 27_000],
  ['decimal-hours', '.', '0', 0],
  ['H:MM:SS', '.', '02:15:30', 8130],
  ['H:MM:SS', '.', '100:00:00', 360_000],
  ['H:MM', '.', '1:30', 5400],
  ['H:MM', '.', '25:00', 90_000],
  ['minutes', '.', '75', 4500],
  ['minutes', '.', '7.5', 450],
  ['seconds', '.', '4500', 4500],
])('%s with "%s": %s is %d seconds', (format, mark, text, seconds) => {
  expect(readDuration(text, format, mark)).toBe(seconds);
});

test('a third of an hour, printed 0.3333, is rounded to a whole second', () => {
  expect(readDuration('0.3333', 'decimal-hours', '.')).toBe(1200);
});

test.each<[DurationFormat, '.' | ',', string]>([
  ['decimal-hours', '.', '7,5'],
  ['decimal-hours', ',', '7.5'],
  ['decimal-hours', '.', '1,234.50'],
  ['decimal-hours', '.', '-1'],
  ['decimal-hours', '.', '1e3'],
  ['decimal-hours', '.', 'Infinity'],
  ['decimal-hours', '.', '1:30'],
  ['decimal-hours', '.', '.5'],
  ['H:MM', '.', '1:30:00'],
  ['H:MM', '.', '1:60'],
  ['H:MM', '.', '-0:30'],
  ['H:MM:SS', '.', '1:30'],
  ['H:MM:SS', '.', '1:30:60'],
  ['seconds', '.', ''],
])('%s with "%s" does not read "%s"', (format, mark, text) => {
  expect(readDuration(text, format, mark)).toBeNull();
});
