import { describe, expect, test } from 'vitest';
import type { BandModifier, Combine } from '../band-modifier.ts';
import { applyModifiers } from './apply-modifiers.ts';

const times = (multiplier: string): BandModifier => ({ band: 'after-hours', multiplier });
const plus = (surcharge: string): BandModifier => ({ band: 'after-hours', surcharge });
const instead = (rate: string): BandModifier => ({ band: 'after-hours', rate });
const ways: readonly Combine[] = ['max', 'sum', 'product'];

describe('R43: one modifier', () => {
  test.each(ways)('R43: multiplies, adds or replaces, and `%s` makes no difference', (combine) => {
    expect(applyModifiers('120.00', [times('1.5')], combine)).toBe('180');
    expect(applyModifiers('120.00', [plus('30.00')], combine)).toBe('150');
    expect(applyModifiers('120.00', [instead('95.50')], combine)).toBe('95.5');
  });

  test('R43: may make a price lower, or free', () => {
    expect(applyModifiers('120.00', [times('0.5')], 'max')).toBe('60');
    expect(applyModifiers('120.00', [instead('0')], 'max')).toBe('0');
    expect(applyModifiers('120.00', [times('0')], 'sum')).toBe('0');
  });
});

describe('R43: several modifiers', () => {
  const several = [times('2.0'), times('1.5')];

  test('R43: the highest result counts by default', () => {
    expect(applyModifiers('100', several, 'max')).toBe('200');
    expect(applyModifiers('100', [times('1.5'), plus('60')], 'max')).toBe('160');
    expect(applyModifiers('100', [times('1.5'), plus('60'), instead('170')], 'max')).toBe('170');
    expect(applyModifiers('100', [instead('80'), times('0.9')], 'max')).toBe('90');
  });

  test('R43: `sum` adds the multipliers: 2.0 and 1.5 are 3.5 times', () => {
    expect(applyModifiers('100', several, 'sum')).toBe('350');
    expect(applyModifiers('100', [...several, plus('10')], 'sum')).toBe('360');
  });

  test('R43: `product` multiplies them: 2.0 and 1.5 are 3 times', () => {
    expect(applyModifiers('100', several, 'product')).toBe('300');
    expect(applyModifiers('100', [...several, plus('10'), plus('5')], 'product')).toBe('315');
  });

  test('R43: `sum` and `product` begin with the highest rate that replaces, or with the rate itself', () => {
    const modifiers = [instead('80'), times('1.5'), instead('90')];
    expect(applyModifiers('100', modifiers, 'sum')).toBe('135');
    expect(applyModifiers('100', modifiers, 'product')).toBe('135');
    expect(applyModifiers('100', [plus('10'), plus('5')], 'sum')).toBe('115');
  });

  test('R43: the order of modifiers makes no difference', () => {
    const modifiers = [times('1.25'), plus('7'), instead('80'), times('3'), plus('0.125')];
    for (const combine of ways) {
      const one = applyModifiers('100', modifiers, combine);
      expect(applyModifiers('100', modifiers.toReversed(), combine)).toBe(one);
    }
  });
});

test('R5: a rate of 0 stays 0 times anything, and takes a surcharge', () => {
  expect(applyModifiers('0', [times('2')], 'max')).toBe('0');
  expect(applyModifiers('0', [times('2'), plus('5')], 'sum')).toBe('5');
});

test('without modifiers the rate is the rate, written shortest', () => {
  expect(applyModifiers('120.00', [], 'max')).toBe('120');
});

test('prices are exact: 20 decimal places times 20 are 40', () => {
  const third = '0.33333333333333333333';
  expect(applyModifiers(third, [times(third)], 'max')).toBe('0.1111111111111111111088888888888888888889');
});
