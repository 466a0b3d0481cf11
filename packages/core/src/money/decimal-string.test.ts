import { expect, test } from 'vitest';
import {
  decimalStringSchema,
  isDecimalString,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from './decimal-string.ts';

test.each(['0', '120', '120.50', '-0.05', '007', '9'.repeat(30), `0.${'1'.repeat(20)}`])(
  '"%s" is a decimal string',
  (text) => {
    expect(isDecimalString(text)).toBe(true);
    expect(decimalStringSchema.parse(text)).toBe(text);
  },
);

test.each([
  '',
  '+1',
  '1.',
  '.5',
  '1e3',
  'NaN',
  'Infinity',
  '1,5',
  '1 000',
  ' 1',
  '1\n',
  '９',
  '9'.repeat(31),
  `0.${'1'.repeat(21)}`,
])('"%s" is no decimal string', (text) => {
  expect(isDecimalString(text)).toBe(false);
  expect(decimalStringSchema.safeParse(text).success).toBe(false);
});

test('a number is no decimal string, since it may have lost digits already', () => {
  expect(decimalStringSchema.safeParse(12.5).success).toBe(false);
});

test.each([
  ['0', true, false],
  ['0.00', true, false],
  ['0.01', true, true],
  ['120', true, true],
  ['-0', false, false],
  ['-1', false, false],
  ['1e3', false, false],
])('"%s": 0 or more is %s, above 0 is %s', (text, nonNegative, positive) => {
  expect(nonNegativeDecimalSchema.safeParse(text).success).toBe(nonNegative);
  expect(positiveDecimalSchema.safeParse(text).success).toBe(positive);
});
