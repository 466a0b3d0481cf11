import { describe, expect, test } from 'vitest';
import { roundScaled, tenTo, textOfScaled, toScaled } from './scaled.ts';

describe('reading', () => {
  test.each([
    ['12.50', 125n, 1],
    ['12.5', 125n, 1],
    ['12.00', 12n, 0],
    ['100', 100n, 0],
    ['-0.05', -5n, 2],
    ['0.00', 0n, 0],
    ['-0', 0n, 0],
  ])('%s is %i units: equal numbers are equal however they are written', (text, units, scale) => {
    expect(toScaled(text)).toEqual({ units, scale });
  });

  test('what is no decimal number is refused', () => {
    expect(() => toScaled('1e3')).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
  });
});

test('powers of ten are exact at any size', () => {
  expect([0, 1, 3].map(tenTo)).toEqual([1n, 10n, 1000n]);
  expect(tenTo(30).toString()).toBe(`1${'0'.repeat(30)}`);
});

describe('R3: rounding is half-up, away from zero', () => {
  test.each([
    ['0.20835', 4, '0.2084'],
    ['0.20834', 4, '0.2083'],
    ['-0.20835', 4, '-0.2084'],
    ['2.5', 0, '3'],
    ['2.4999', 0, '2'],
    ['7', 2, '7'],
  ])('%s to %i places is %s', (text, places, rounded) => {
    const result = roundScaled(toScaled(text), places);
    expect(result.scale).toBe(places);
    expect(textOfScaled(result)).toBe(rounded);
  });
});

describe('writing', () => {
  test.each([
    [1250n, 2, 0, '12.5'],
    [1250n, 2, 2, '12.50'],
    [1200n, 2, 0, '12'],
    [1200n, 2, 2, '12.00'],
    [1234n, 2, 1, '12.34'],
    [5n, 2, 0, '0.05'],
    [-5n, 2, 0, '-0.05'],
    [-1250n, 2, 2, '-12.50'],
    [0n, 2, 0, '0'],
    [0n, 0, 2, '0.00'],
    [100n, 0, 0, '100'],
    [-100n, 0, 1, '-100.0'],
  ])('%i units of scale %i with at least %i places are %s', (units, scale, leastPlaces, text) => {
    expect(textOfScaled({ units, scale }, leastPlaces)).toBe(text);
  });
});
