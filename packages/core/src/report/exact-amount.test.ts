import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { exactOfCharge, exactOfMoney, plusExact, roundTogether, timesFraction } from './exact-amount.ts';

const third = exactOfCharge(exampleCharge({ unitPrice: '100', billedSeconds: 1200 }));

describe('amounts that nothing has rounded', () => {
  test('three times 20 minutes at 100.00 are 100.00, not 99.99', () => {
    const sum = [third, third].reduce(plusExact, third);
    expect(roundTogether([sum], 'EUR').whole).toEqual(money('100.00', 'EUR'));
  });

  test('R4: parts sum to the rounded whole, the leftover cent goes to the earliest of equals', () => {
    const { whole, parts } = roundTogether([third, third, third], 'EUR');
    expect(whole.amount).toBe('100.00');
    expect(parts.map(({ amount }) => amount)).toEqual(['33.34', '33.33', '33.33']);
  });

  test('amounts of other precision and of money count together', () => {
    const fine = exactOfCharge(exampleCharge({ unitPrice: '0.0001', billedSeconds: 3600 }));
    const cents = exactOfMoney(money('0.01', 'EUR'));
    const fiftieth = exactOfCharge(exampleCharge({ unit: 'piece', pieces: 49, unitPrice: '0.0001' }));
    expect(roundTogether([fine, cents, fiftieth], 'EUR').whole.amount).toBe('0.02');
  });

  test('a fraction of an amount stays exact until it is rounded', () => {
    const projected = timesFraction(exactOfMoney(money('10.00', 'EUR')), 31, 9);
    expect(roundTogether([projected], 'EUR').whole.amount).toBe('34.44');
    expect(roundTogether([timesFraction(projected, 9, 31)], 'EUR').whole.amount).toBe('10.00');
  });

  test('nothing at all is 0, and amounts below 0 are rounded away from it', () => {
    expect(roundTogether([], 'JPY')).toEqual({ whole: money('0', 'JPY'), parts: [] });
    const half = timesFraction(exactOfMoney(money('-0.01', 'EUR')), 1, 2);
    expect(roundTogether([half], 'EUR').whole.amount).toBe('-0.01');
  });
});
