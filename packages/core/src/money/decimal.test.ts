import { Decimal as SharedDecimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { inputError } from '../errors/parse-input.ts';
import { decimal, formatDecimal, formatFixed, toPlaces } from './decimal.ts';
import type { RoundingMode } from './rounding.ts';

describe('decimal', () => {
  test('a number is taken as it prints, so 0.1 + 0.2 is 0.3', () => {
    expect(formatDecimal(decimal(0.1).plus(0.2))).toBe('0.3');
  });

  test.each(['', ' 1', '+1', '1e3', '.5', '5.', 'NaN', 'Infinity', '0x10', '1,5', '--1'])(
    '"%s" is refused',
    (text) => {
      expect(() => decimal(text)).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('the number %s is refused', (number) => {
    expect(() => decimal(number)).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
  });

  test('what is refused is told, and lies nowhere inside the input', () => {
    expect(() => decimal('1e3')).toThrow(
      inputError('DECIMAL_INVALID', [{ path: [], message: '"1e3" is not a plain decimal number' }]),
    );
  });

  test('numbers of any size and whole numbers of any length are taken', () => {
    expect(formatDecimal(decimal(1e21))).toBe('1000000000000000000000');
    expect(formatDecimal(decimal(1e-7))).toBe('0.0000001');
    expect(formatDecimal(decimal(10n ** 40n))).toBe(`1${'0'.repeat(40)}`);
  });

  test('the product of two numbers of 30 and 20 digits is exact', () => {
    const longest = `${'9'.repeat(30)}.${'9'.repeat(20)}`;
    const units = 10n ** 50n - 1n;
    const product = formatDecimal(decimal(longest).times(decimal(longest)));
    expect(product.replace('.', '')).toBe((units * units).toString());
  });

  test('settings that other code gives the library change nothing', () => {
    const { precision } = SharedDecimal;
    try {
      SharedDecimal.set({ precision: 3 });
      expect(formatDecimal(decimal('123456').times('1.5'))).toBe('185184');
    } finally {
      SharedDecimal.set({ precision });
    }
  });
});

describe('printing', () => {
  test.each([
    ['120.50', '120.5'],
    ['0.00', '0'],
    ['-0.00', '0'],
    ['1000000000000000000000000', '1000000000000000000000000'],
    ['0.00000000000000000001', '0.00000000000000000001'],
  ])('%s is printed as %s: shortest, without exponent', (text, printed) => {
    expect(formatDecimal(decimal(text))).toBe(printed);
  });

  test('with fixed places, what is longer is rounded half-up and nothing prints as "-0.00"', () => {
    expect(formatFixed(decimal('2.5'), 2)).toBe('2.50');
    expect(formatFixed(decimal('2.345'), 2)).toBe('2.35');
    expect(formatFixed(decimal('-0.004'), 2)).toBe('0.00');
  });
});

describe('R3: rounding by mode', () => {
  test.each([
    ['half-up', '0.5', '1'],
    ['half-up', '-0.5', '-1'],
    ['half-down', '0.5', '0'],
    ['half-even', '0.5', '0'],
    ['half-even', '1.5', '2'],
    ['half-even', '-2.5', '-2'],
    ['up', '0.1', '1'],
    ['up', '-0.1', '-1'],
    ['down', '0.9', '0'],
    ['down', '-0.9', '0'],
  ] as const)('%s makes %s to %s', (mode, value, rounded) => {
    expect(formatDecimal(toPlaces(decimal(value), 0, mode))).toBe(rounded);
  });

  test.each(['ceil', '', 'toString'])('the mode "%s" is refused', (mode) => {
    expect(() => toPlaces(decimal('0.5'), 0, mode as RoundingMode)).toThrow(
      expect.objectContaining({
        code: 'DECIMAL_INVALID',
        details: { issues: [expect.objectContaining({ path: ['mode'] })] },
      }),
    );
  });
});
