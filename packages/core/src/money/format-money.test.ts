import { describe, expect, test } from 'vitest';
import { formatMoney, formatNumber, type NumberLocale } from './format-money.ts';
import { money } from './money.ts';

describe('amounts are written the same on every machine', () => {
  test.each([
    ['1234.50', 'EUR', 'en', 'EUR 1,234.50'],
    ['1234.50', 'EUR', 'de', '1.234,50 EUR'],
    ['1234.50', 'EUR', 'fr', '1\u202f234,50\u00a0EUR'],
    ['-1234567.89', 'USD', 'en', 'USD -1,234,567.89'],
    ['-100.00', 'EUR', 'de', '-100,00 EUR'],
    ['999', 'JPY', 'en', 'JPY 999'],
    ['10000', 'JPY', 'fr', '10\u202f000\u00a0JPY'],
    ['1000.125', 'KWD', 'de', '1.000,125 KWD'],
    ['0.00', 'EUR', 'en', 'EUR 0.00'],
  ] as const)('%s %s in %s is "%s"', (amount, currency, locale, written) => {
    expect(formatMoney(money(amount, currency), locale)).toBe(written);
  });
});

test.each([
  ['0.2083', 'en', '0.2083'],
  ['0.2083', 'de', '0,2083'],
  ['12345.6789', 'en', '12,345.6789'],
  ['-100', 'en', '-100'],
  ['-1000', 'fr', '-1\u202f000'],
  ['123456789012345678901234567890', 'en', '123,456,789,012,345,678,901,234,567,890'],
] as const)('the number %s in %s is "%s": decimal places stay as they are', (number, locale, written) => {
  expect(formatNumber(number, locale)).toBe(written);
});

test.each(['es', '', 'toString'])('the language "%s" is refused', (locale) => {
  expect(() => formatNumber('1', locale as NumberLocale)).toThrow(
    expect.objectContaining({ code: 'LOCALE_UNKNOWN', details: { locale, known: ['en', 'de', 'fr'] } }),
  );
});

test('R1: a number is refused where an amount belongs, and so is nothing', () => {
  const written = (value: unknown) => () => formatMoney(value as never, 'en');
  expect(written({ amount: 1.5, currency: 'EUR' })).toThrow('MONEY_INVALID: (input): is a number');
  expect(written(undefined)).toThrow("MONEY_INVALID: (input): is undefined: write { amount: '12.50'");
  expect(written({ amount: '1.50' })).toThrow('CURRENCY_UNKNOWN');
  expect(() => formatNumber(1.5 as never, 'en')).toThrow('DECIMAL_INVALID: number: is a number');
});

test.each(['1e3', '', '1,5', 'twelve', '+1'])('"%s" is no number and is refused, not written', (number) => {
  expect(() => formatNumber(number, 'en')).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
});
