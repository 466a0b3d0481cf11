import { describe, expect, test } from 'vitest';
import { counterKey, defineNumberSeries, invoiceNumber, type NumberSeriesInput } from './number-series.ts';

const numberOf = (given: Partial<NumberSeriesInput>, sequence = 42, on = '2026-03-31'): string =>
  invoiceNumber(defineNumberSeries({ series: 'INV', pattern: '{sequence}', ...given }), { sequence, on });

test.each([
  ['INV-{year}-{sequence:5}', 'INV-2026-00042'],
  ['{series}/{year}/{month}/{sequence:3}', 'INV/2026/03/042'],
  ['{sequence}', '42'],
  ['{sequence:1}', '42'],
  ['{year}{sequence:19}', '20260000000000000000042'],
  ['№ {sequence}.{year}', '№ 42.2026'],
])('R81: the pattern %s gives %s', (pattern, number) => {
  expect(numberOf({ pattern })).toBe(number);
});

test('a sequence that has more digits than the pattern asks for is written whole', () => {
  expect(numberOf({ pattern: '{sequence:3}' }, 12_345)).toBe('12345');
});

test.each<[string, Partial<NumberSeriesInput>, string]>([
  ['without a sequence', { pattern: 'INV-{year}' }, 'must have {sequence} once'],
  ['with two sequences', { pattern: '{sequence}{sequence}' }, 'must have {sequence} once'],
  ['that begins anew each year and does not tell it', { reset: 'yearly' }, 'must have {year}'],
  ['with a placeholder that is none', { pattern: '{sequence}{day}' }, 'has braces'],
  ['with a brace that is never closed', { pattern: '{sequence}{' }, 'has braces'],
  ['that pads the year', { pattern: '{sequence}{year:2}' }, '{year:2}: only the sequence can be padded'],
  ['that starts before 1', { pattern: '{sequence}', startAt: 0 }, 'startAt'],
  ['that starts between two numbers', { pattern: '{sequence}', startAt: 1.5 }, 'startAt'],
  ['that pads beyond all reason', { pattern: '{sequence:99}' }, 'has braces'],
  ['whose name would be read as a counter of a year', { series: 'INV/2026' }, 'must not contain "/"'],
])('R81: a series %s is refused', (_, given, fault) => {
  expect(() => numberOf(given)).toThrow(fault);
});

test.each([0, -1, 1.5, Number.NaN, Infinity])('%s is no place in a series', (sequence) => {
  expect(() => numberOf({}, sequence)).toThrow('is no whole number of 1 or more');
});

describe('the counter', () => {
  test('is one for all time, or one for each year', () => {
    const never = defineNumberSeries({ series: 'INV', pattern: '{sequence}' });
    const yearly = defineNumberSeries({ series: 'INV', pattern: '{year}-{sequence}', reset: 'yearly' });
    const days = ['2026-12-31', '2027-01-01'];
    expect(days.map((day) => counterKey(never, day))).toEqual(['INV', 'INV']);
    expect(days.map((day) => counterKey(yearly, day))).toEqual(['INV/2026', 'INV/2027']);
  });
});
