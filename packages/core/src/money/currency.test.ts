import { describe, expect, test } from 'vitest';
import { currencyCodes, currencySchema, isCurrency, minorDigits } from './currency.ts';

describe('R1: minor digits come from the currency', () => {
  test.each([
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['EUR', 2],
    ['USD', 2],
    ['HUF', 2],
    ['MGA', 2],
    ['KWD', 3],
    ['IQD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
  ])('%s has %i', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });
});

test('the list holds each of the 165 active codes that have a minor unit once', () => {
  const codes = currencyCodes();
  expect(codes).toHaveLength(165);
  expect(new Set(codes).size).toBe(165);
  expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(codes).toEqual(codes.toSorted());
});

test('currencies that came since 2020 are known, those that went are not', () => {
  expect(['MRU', 'SLE', 'VED', 'XAD', 'XCG', 'ZWG'].filter((code) => !isCurrency(code))).toEqual([]);
  expect(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'].filter(isCurrency)).toEqual([]);
});

test.each(['eur', 'EURO', '', 'XXX', 'XAU', '__proto__', 'constructor'])('"%s" is no currency', (code) => {
  expect(isCurrency(code)).toBe(false);
  expect(currencySchema.safeParse(code).success).toBe(false);
  expect(() => minorDigits(code)).toThrow(
    expect.objectContaining({ code: 'CURRENCY_UNKNOWN', details: { currency: code } }),
  );
});
