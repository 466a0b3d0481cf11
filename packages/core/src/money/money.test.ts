import { describe, expect, test } from 'vitest';
import type { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import { fromMinorUnits, toMinorUnits } from './minor-units.ts';
import { isNegative, isZero, money, moneySchema, zero } from './money.ts';

const refused = (message: string): BillingError =>
  inputError('MONEY_INVALID', [{ path: ['amount'], message }]);

describe('R1: an amount is written with the digits of its currency', () => {
  test.each([
    ['12.5', 'EUR', '12.50'],
    ['12', 'EUR', '12.00'],
    ['007.5', 'EUR', '7.50'],
    ['-0.00', 'EUR', '0.00'],
    ['-0.01', 'EUR', '-0.01'],
    ['10000', 'JPY', '10000'],
    ['-0', 'JPY', '0'],
    ['1.5', 'KWD', '1.500'],
    ['1.5', 'CLF', '1.5000'],
  ])('%s %s is %s', (amount, currency, written) => {
    expect(money(amount, currency)).toEqual({ amount: written, currency });
    expect(moneySchema.parse({ amount, currency })).toEqual({ amount: written, currency });
  });

  test.each([
    ['12.345', 'EUR', 'EUR has 2 decimal places, "12.345" has 3'],
    ['12.500', 'EUR', 'EUR has 2 decimal places, "12.500" has 3'],
    ['10.5', 'JPY', 'JPY has no decimal places, "10.5" has 1'],
    ['12,50', 'EUR', '"12,50" is not an amount such as "12.50"'],
    ['1e3', 'EUR', '"1e3" is not an amount such as "12.50"'],
    ['+1', 'EUR', '"+1" is not an amount such as "12.50"'],
    ['', 'EUR', '"" is not an amount such as "12.50"'],
    ['9'.repeat(31), 'EUR', `"${'9'.repeat(31)}" is not an amount such as "12.50"`],
  ])('%s %s is refused', (amount, currency, message) => {
    expect(() => money(amount, currency)).toThrow(refused(message));
    expect(moneySchema.safeParse({ amount, currency }).error?.issues).toMatchObject([
      { path: ['amount'], message },
    ]);
  });

  test('an unknown currency is refused by its name', () => {
    expect(() => money('1', 'DEM')).toThrow(expect.objectContaining({ code: 'CURRENCY_UNKNOWN' }));
    expect(moneySchema.safeParse({ amount: '1', currency: 'DEM' }).error?.issues).toMatchObject([
      { path: ['currency'] },
    ]);
  });

  test('a number is refused as an amount, and so is a field that money does not have', () => {
    expect(moneySchema.safeParse({ amount: 12.5, currency: 'EUR' }).success).toBe(false);
    expect(moneySchema.safeParse({ amount: '12.50', currency: 'EUR', tax: '19' }).success).toBe(false);
  });
});

test('zero is zero in the digits of the currency', () => {
  expect([zero('EUR').amount, zero('JPY').amount, zero('KWD').amount]).toEqual(['0.00', '0', '0.000']);
});

test.each([
  ['0.00', true, false],
  ['-0.00', true, false],
  ['0.01', false, false],
  ['-0.01', false, true],
  ['-10.00', false, true],
])('%s: zero is %s, negative is %s', (amount, isNothing, isDebt) => {
  expect(isZero({ amount, currency: 'EUR' })).toBe(isNothing);
  expect(isNegative({ amount, currency: 'EUR' })).toBe(isDebt);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', '12.50'],
  ['an amount that is a number', { amount: 12.5, currency: 'EUR' }],
  ['no amount', { currency: 'EUR' }],
])('R1: %s is no money, and neither zero nor negative', (_, value) => {
  for (const ask of [isZero, isNegative]) {
    expect(() => ask(value as never)).toThrow(
      expect.objectContaining({
        code: 'MONEY_INVALID',
        details: { issues: [expect.objectContaining({ path: [] })] },
      }),
    );
  }
});

test('R1: a number is refused as an amount, with what to write instead', () => {
  const message = 'is a number: write it as a text such as "12.50"';
  expect(() => money(12.5 as never, 'EUR')).toThrow(refused(message));
});

describe('minor units', () => {
  test.each([
    ['12.50', 'EUR', 1250n],
    ['-0.05', 'EUR', -5n],
    ['-12.50', 'EUR', -1250n],
    ['7500', 'JPY', 7500n],
    ['0.001', 'KWD', 1n],
  ])('%s %s are %i', (amount, currency, units) => {
    expect(toMinorUnits({ amount, currency })).toBe(units);
    expect(fromMinorUnits(units, currency)).toEqual({ amount, currency });
  });

  test('more than 30 digits before the point are refused, never cut', () => {
    const largest = 10n ** 32n - 1n;
    expect(fromMinorUnits(largest, 'EUR').amount).toBe(`${'9'.repeat(30)}.99`);
    expect(() => fromMinorUnits(largest + 1n, 'EUR')).toThrow(
      expect.objectContaining({
        code: 'AMOUNT_OUT_OF_RANGE',
        details: { value: `1${'0'.repeat(30)}.00`, limit: '10^30' },
      }),
    );
    expect(() => fromMinorUnits(-largest - 1n, 'EUR')).toThrow(
      expect.objectContaining({ code: 'AMOUNT_OUT_OF_RANGE' }),
    );
  });
});
