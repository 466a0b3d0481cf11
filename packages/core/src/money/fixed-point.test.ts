import { describe, expect, test } from 'vitest';
import { divideRounded, exactProduct, roundedQuotient, scaleRate } from './fixed-point.ts';

describe('scaled rates', () => {
  test.each([
    ['120', 120, 0],
    ['120.00', 120, 0],
    ['120.50', 1205, 1],
    ['0.0001', 1, 4],
    ['-7.25', -725, 2],
    ['0', 0, 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER, 0],
  ])('%s is %i at scale %i', (decimal, units, scale) => {
    expect(scaleRate(decimal)).toEqual({ decimal, units, scale });
  });

  test('a rate with too many digits has no units and is never cut', () => {
    expect(scaleRate('9007199254740992')).toMatchObject({ units: null });
    expect(scaleRate('123456789.123456789')).toMatchObject({ units: null, scale: 9 });
  });

  test('the negative zero of a text becomes plain zero', () => {
    expect(scaleRate('-0.00').units).toBe(0);
  });
});

describe('exact products', () => {
  test('a product that is no safe integer is NaN', () => {
    expect(exactProduct(94_906_265, 94_906_265)).toBe(9_007_199_136_250_225);
    expect(exactProduct(94_906_266, 94_906_266)).toBeNaN();
    expect(exactProduct(2 ** 30, -(2 ** 23))).toBeNaN();
    expect(exactProduct(0, -5)).toBe(0);
  });

  test('NaN stays NaN through the division, so that it can be noticed once at the end', () => {
    expect(roundedQuotient(Number.NaN, 3600, 'half-up')).toBeNaN();
    expect(roundedQuotient(Number.NaN, 3600, 'up')).toBeNaN();
  });
});

describe('R3: rounded quotients', () => {
  test.each([
    [5, 2, 'half-up', 3],
    [-5, 2, 'half-up', -3],
    [5, 2, 'half-down', 2],
    [5, 2, 'half-even', 2],
    [7, 2, 'half-even', 4],
    [-7, 2, 'half-even', -4],
    [1, 3600, 'up', 1],
    [-1, 3600, 'up', -1],
    [3599, 3600, 'down', 0],
    [-3599, 3600, 'down', 0],
    [7200, 3600, 'up', 2],
    [-1, 3, 'half-up', 0],
    [Number.MAX_SAFE_INTEGER, 2, 'half-even', 4_503_599_627_370_496],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 'down', 1],
  ] as const)('%i / %i, %s, is %i', (numerator, denominator, mode, quotient) => {
    expect(roundedQuotient(numerator, denominator, mode)).toBe(quotient);
    expect(divideRounded(BigInt(numerator), BigInt(denominator), mode)).toBe(BigInt(quotient));
  });
});
