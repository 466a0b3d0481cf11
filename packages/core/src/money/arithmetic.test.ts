import { describe, expect, test } from 'vitest';
import { add, compare, multiply, negate, subtract, sum } from './arithmetic.ts';
import { money } from './money.ts';

const eur = (amount: string) => money(amount, 'EUR');

describe('R1: arithmetic is exact and stays in one currency', () => {
  test('0.10 + 0.20 is 0.30', () => {
    expect(add(eur('0.10'), eur('0.20'))).toEqual(eur('0.30'));
  });

  test('5.00 less 7.50 is -2.50', () => {
    expect(subtract(eur('5.00'), eur('7.50'))).toEqual(eur('-2.50'));
  });

  test('the negative of zero is written without a sign', () => {
    expect(negate(eur('0.00')).amount).toBe('0.00');
    expect(negate(eur('-1.25')).amount).toBe('1.25');
  });

  test('the sum of nothing is zero of the currency that was asked for', () => {
    expect(sum([], 'JPY')).toEqual(money('0', 'JPY'));
    expect(sum([eur('33.33'), eur('33.33'), eur('33.33')], 'EUR')).toEqual(eur('99.99'));
  });

  test('amounts are compared as numbers, not as texts', () => {
    expect([eur('10.00'), eur('9.00'), eur('-1.00')].toSorted(compare).map(({ amount }) => amount)).toEqual([
      '-1.00',
      '9.00',
      '10.00',
    ]);
    expect(compare(eur('1.00'), eur('1.00'))).toBe(0);
  });

  test.each([
    ['add', () => add(eur('1'), money('1', 'USD'))],
    ['subtract', () => subtract(eur('1'), money('1', 'USD'))],
    ['compare', () => compare(eur('1'), money('1', 'USD'))],
    ['sum', () => sum([money('1', 'USD')], 'EUR')],
  ])('%s refuses two currencies', (_, mix) => {
    expect(mix).toThrow(
      expect.objectContaining({ code: 'CURRENCY_MISMATCH', details: { left: 'EUR', right: 'USD' } }),
    );
  });
});

describe('R3: a product is rounded once, by the mode given', () => {
  test.each([
    ['99.99', '0.1', 'half-up', '10.00'],
    ['99.99', '0.1', 'down', '9.99'],
    ['0.05', '0.5', 'half-up', '0.03'],
    ['0.05', '0.5', 'half-even', '0.02'],
    ['0.05', '0.5', 'half-down', '0.02'],
    ['-0.05', '0.5', 'half-up', '-0.03'],
    ['0.01', '0.1', 'up', '0.01'],
    ['-0.01', '0.1', 'half-up', '0.00'],
  ] as const)('%s × %s, %s, is %s', (amount, factor, mode, product) => {
    expect(multiply(eur(amount), factor, mode).amount).toBe(product);
  });

  test('half-up is what happens when no mode is named', () => {
    expect(multiply(eur('0.05'), '0.5').amount).toBe('0.03');
  });

  test('a factor that is no decimal is refused', () => {
    expect(() => multiply(eur('1'), '1e2')).toThrow(expect.objectContaining({ code: 'DECIMAL_INVALID' }));
  });
});

test.each([
  ['nothing', undefined],
  ['a number', 12.5],
  ['an amount that is a number', { amount: 12.5, currency: 'EUR' }],
])('R1: %s in place of an amount of money is refused', (_, value) => {
  // As plain JavaScript may do.
  const odd = value as never;
  const calls = [
    () => add(odd, eur('1')),
    () => add(eur('1'), odd),
    () => subtract(odd, odd),
    () => negate(odd),
    () => sum([odd], 'EUR'),
    () => compare(odd, eur('1')),
    () => multiply(odd, '2'),
  ];
  for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'MONEY_INVALID' }));
});
