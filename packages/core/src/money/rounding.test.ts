import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from './decimal.ts';
import { money } from './money.ts';
import { roundDecimal, roundingModeSchema, roundingRuleSchema, roundMoney, roundToStep } from './rounding.ts';

describe('R3: rounding is data', () => {
  test('a rule names a mode and a scale', () => {
    expect(roundingRuleSchema.parse({ mode: 'half-even', scale: 4 })).toEqual({
      mode: 'half-even',
      scale: 4,
    });
    expect(roundingRuleSchema.safeParse({ mode: 'half-up', scale: -1 }).success).toBe(false);
    expect(roundingRuleSchema.safeParse({ mode: 'half-up', scale: 21 }).success).toBe(false);
    expect(roundingRuleSchema.safeParse({ mode: 'half-up', scale: 1.5 }).success).toBe(false);
    expect(roundingModeSchema.safeParse('ceil').success).toBe(false);
  });

  test('hours are rounded to the scale of the rule', () => {
    const hours = decimal(750).dividedBy(3600);
    expect(formatDecimal(roundDecimal(hours, { mode: 'half-up', scale: 4 }))).toBe('0.2083');
    expect(formatDecimal(roundDecimal(hours, { mode: 'up', scale: 2 }))).toBe('0.21');
  });
});

describe('R1: money is rounded to the digits of its currency', () => {
  test('example 9: 9,999.75 yen are 10,000', () => {
    expect(roundMoney('9999.75', 'JPY')).toEqual({ amount: '10000', currency: 'JPY' });
  });

  test.each([
    ['2.0005', 'KWD', '2.001'],
    ['2.005', 'EUR', '2.01'],
    ['-2.005', 'EUR', '-2.01'],
    ['-0.004', 'EUR', '0.00'],
    ['0.5', 'JPY', '1'],
  ])('%s %s is %s', (value, currency, amount) => {
    expect(roundMoney(value, currency).amount).toBe(amount);
    expect(roundMoney(decimal(value), currency).amount).toBe(amount);
  });

  test('a text that is no decimal is refused', () => {
    expect(() => roundMoney('12,5', 'EUR')).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
  });
});

describe('R83: cash rounding', () => {
  test.each([
    ['10.01', '10.00'],
    ['10.09', '10.10'],
    ['20.18', '20.20'],
  ])('%s francs are paid as %s (ninja-round-03)', (total, paid) => {
    expect(roundToStep(money(total, 'CHF'), '0.05').amount).toBe(paid);
  });

  test.each([
    ['half-up', '0.25', '0.50'],
    ['half-down', '0.25', '0.00'],
    ['half-even', '0.25', '0.00'],
    ['half-even', '0.75', '1.00'],
    ['up', '0.01', '0.50'],
    ['down', '0.49', '0.00'],
    ['half-up', '-0.25', '-0.50'],
  ] as const)('%s takes %s kroner to %s', (mode, total, paid) => {
    expect(roundToStep(money(total, 'DKK'), '0.50', mode).amount).toBe(paid);
  });

  test('a step may be any number of minor units', () => {
    expect(roundToStep(money('0.04', 'EUR'), '0.03').amount).toBe('0.03');
    expect(roundToStep(money('1234', 'JPY'), '50').amount).toBe('1250');
  });

  test('a step must be above 0 and no finer than the minor unit', () => {
    expect(() => roundToStep(money('1', 'EUR'), '0')).toThrow(
      expect.objectContaining({ code: 'DECIMAL_INVALID' }),
    );
    expect(() => roundToStep(money('1', 'EUR'), '-0.05')).toThrow(
      expect.objectContaining({ code: 'DECIMAL_INVALID' }),
    );
    expect(() => roundToStep(money('1', 'EUR'), '0.005')).toThrow(
      expect.objectContaining({ code: 'MONEY_INVALID' }),
    );
  });
});
