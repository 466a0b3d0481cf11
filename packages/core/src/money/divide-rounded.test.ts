import { describe, expect, test } from 'vitest';
import { divideRounded } from './divide-rounded.ts';

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
    expect(divideRounded(BigInt(numerator), BigInt(denominator), mode)).toBe(BigInt(quotient));
  });
});
