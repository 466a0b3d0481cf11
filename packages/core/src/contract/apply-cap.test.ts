import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { applyCap } from './apply-cap.ts';

interface Held {
  readonly limit?: string;
  readonly before?: string;
  readonly above?: 'write-down' | 'block';
  readonly currency?: string;
}

function hold(amounts: readonly string[], given: Held = {}): readonly string[] {
  const { limit = '100.00', before = '0.00', above = 'write-down', currency = 'EUR' } = given;
  return applyCap(
    { limit: money(limit, currency), above },
    amounts.map((amount, index) => ({ key: String(index), amount: money(amount, currency) })),
    money(before, currency),
  ).map(({ billed, above: rest }) => `${billed.amount} + ${rest.amount}`);
}

describe('R65: what lies above a cap is written down', () => {
  test('in the order of the amounts, to the cent', () => {
    expect(hold(['60.00', '30.00', '30.00', '10.00'])).toEqual([
      '60.00 + 0.00',
      '30.00 + 0.00',
      '10.00 + 20.00',
      '0.00 + 10.00',
    ]);
  });

  test('a credit passes and makes room', () => {
    expect(hold(['100.00', '-40.00', '50.00'])).toEqual(['100.00 + 0.00', '-40.00 + 0.00', '40.00 + 10.00']);
  });

  test('om-grad-05: with 160 of 170 billed before, 15 and 7 come to 10 and 0', () => {
    expect(hold(['15.00', '7.00'], { limit: '170.00', before: '160.00' })).toEqual([
      '10.00 + 5.00',
      '0.00 + 7.00',
    ]);
  });

  test.each([
    ['9000.00', '0.00'],
    ['9600.00', '600.00'],
    ['10000.00', '1000.00'],
    ['20000.00', '1000.00'],
  ])('om-round-11: with %s of 10,000 billed before, %s of 1,000 lie above', (before, above) => {
    const [held] = hold(['1000.00'], { limit: '10000.00', before, currency: 'USD' });
    expect(held?.split(' + ')[1]).toBe(above);
    // Its caps of 10,000.001 can't be expressed: a cap is an amount of money, and has no tenth of a cent.
  });
});

describe('R65: what lies above a cap is blocked', () => {
  test('from the first amount that does not fit as a whole on, so that later work never overtakes earlier work', () => {
    expect(hold(['60.00', '50.00', '10.00'], { above: 'block' })).toEqual([
      '60.00 + 0.00',
      '0.00 + 50.00',
      '0.00 + 10.00',
    ]);
  });

  test('an amount that fits exactly is billed; a credit is never blocked', () => {
    expect(hold(['100.00', '0.01', '-5.00'], { above: 'block' })).toEqual([
      '100.00 + 0.00',
      '0.00 + 0.01',
      '-5.00 + 0.00',
    ]);
  });
});

test('amounts of another currency are refused', () => {
  const cap = { limit: money('1.00', 'EUR'), above: 'write-down' } as const;
  const dollars = money('1.00', 'USD');
  expect(() => applyCap(cap, [{ key: 'one', amount: dollars }], money('0.00', 'EUR'))).toThrow(
    'CURRENCY_MISMATCH',
  );
  expect(() => applyCap(cap, [], dollars)).toThrow('CURRENCY_MISMATCH');
});
