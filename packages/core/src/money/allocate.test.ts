import { describe, expect, test } from 'vitest';
import { allocate, allocateSeconds, allocateUnits } from './allocate.ts';
import { money } from './money.ts';

const split = (amount: string, weights: readonly (number | string)[], currency = 'EUR'): string[] =>
  allocate(money(amount, currency), weights).map((share) => share.amount);

describe('R4: parts sum to the whole', () => {
  test('R4: leftover cents go to the largest remainder, ties to the earliest part', () => {
    expect(split('100.00', [1, 1, 1])).toEqual(['33.34', '33.33', '33.33']);
    expect(split('0.05', [3, 7])).toEqual(['0.02', '0.03']);
    expect(split('0.02', [1, 1, 1])).toEqual(['0.01', '0.01', '0.00']);
    expect(split('1.00', [1, 4, 1])).toEqual(['0.17', '0.67', '0.16']);
  });

  test('example 7: a discount of 10.00 over three lines of 33.33 is 3.34 / 3.33 / 3.33', () => {
    expect(split('10.00', ['33.33', '33.33', '33.33'])).toEqual(['3.34', '3.33', '3.33']);
  });

  test('a coupon of 10.00 over lines of 100, 50, 30 and 20 is 5 / 2.50 / 1.50 / 1 (lg-taxcoupon-31)', () => {
    expect(split('10.00', ['100.00', '50.00', '30.00', '20.00'])).toEqual(['5.00', '2.50', '1.50', '1.00']);
  });

  test('302.50 for 480 and 240 minutes is 201.67 and 100.83 (alga-015-bucket-overage-apportion)', () => {
    expect(split('302.50', [480, 240])).toEqual(['201.67', '100.83']);
  });

  test('a negative amount is the mirror image of the positive one', () => {
    expect(split('-100.00', [1, 1, 1])).toEqual(['-33.34', '-33.33', '-33.33']);
    expect(split('-0.05', [3, 7])).toEqual(['-0.02', '-0.03']);
  });

  test('a part of weight 0 gets nothing, zero is split into zeros', () => {
    expect(split('0.01', [0, 1, 0])).toEqual(['0.00', '0.01', '0.00']);
    expect(split('0.00', [1, 2])).toEqual(['0.00', '0.00']);
  });

  test('the smallest unit is that of the currency', () => {
    expect(split('100', [1, 1, 1], 'JPY')).toEqual(['34', '33', '33']);
    expect(split('0.010', [1, 1, 1], 'KWD')).toEqual(['0.004', '0.003', '0.003']);
  });

  test('weights may be numbers and decimal strings of any scale, side by side', () => {
    expect(split('7.00', [0.1, '0.20', '0.4'])).toEqual(['1.00', '2.00', '4.00']);
    expect(split('2.75', [2, '0.5', 0.25])).toEqual(['2.00', '0.50', '0.25']);
    expect(split('3.00', [1e-7, 2e-7])).toEqual(['1.00', '2.00']);
    expect(split('3.00', [1e21, 2e21])).toEqual(['1.00', '2.00']);
  });

  test.each([
    ['no part', [], ['weights']],
    ['no weight above 0', [0, '0.00'], ['weights']],
    ['a negative weight', [1, -1], ['weights', 1]],
    ['a weight that is no number', [Number.NaN, 1], ['weights', 0]],
    ['an endless weight', [1, Number.POSITIVE_INFINITY], ['weights', 1]],
    ['a text that is no decimal', ['1', 'half'], ['weights', 1]],
  ])('%s is refused', (_, weights, path) => {
    expect(() => split('1.00', weights)).toThrow(
      expect.objectContaining({
        code: 'ALLOCATION_INVALID',
        details: { issues: [expect.objectContaining({ path })] },
      }),
    );
  });
});

describe('R4: whole seconds', () => {
  test('example 1: 15 billed minutes over 10 and 2 worked ones are 750 s and 150 s', () => {
    expect(allocateSeconds(900, [600, 120])).toEqual([750, 150]);
  });

  test('leftover seconds go to the largest remainder, ties to the earliest part', () => {
    expect(allocateSeconds(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocateSeconds(5, [1, 2, 2])).toEqual([1, 2, 2]);
    expect(allocateSeconds(2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(allocateSeconds(1, [0, 1, 1])).toEqual([0, 1, 0]);
    expect(allocateSeconds(101, [30, 31, 40])).toEqual([30, 31, 40]);
    expect(allocateSeconds(10, [30, 31, 43])).toEqual([3, 3, 4]);
    expect(allocateSeconds(13, [10, 19, 29, 42])).toEqual([1, 3, 4, 5]);
  });

  test('the shares are written into the array handed in, whatever it held', () => {
    const out = [7, 7, 7, 7];
    expect(allocateSeconds(10, [1, 1], out)).toBe(out);
    expect(out).toEqual([5, 5]);
  });

  test('products beyond 2^53 are still exact', () => {
    const whole = Number.MAX_SAFE_INTEGER;
    expect(allocateSeconds(whole, [whole, 1, whole])).toEqual(
      allocateUnits(BigInt(whole), [BigInt(whole), 1n, BigInt(whole)]).map(Number),
    );
  });

  test.each([
    ['no part', 1, []],
    ['no weight above 0', 1, [0]],
    ['a negative weight', 1, [2, -1]],
    ['half a second', 1, [0.5, 1]],
    ['a negative total', -1, [1]],
    ['a total that is no number', Number.NaN, [1]],
  ])('%s is refused', (_, total, weights) => {
    expect(() => allocateSeconds(total, weights)).toThrow(
      expect.objectContaining({ code: 'ALLOCATION_INVALID' }),
    );
  });
});
