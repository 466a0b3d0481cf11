import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { money } from '../money/money.ts';
import type { Discount } from './discount.ts';
import { totalInvoice } from './total-invoice.ts';

const totals = (discounts: readonly Discount[]) =>
  totalInvoice({
    lines: ['a', 'b', 'c'].map((key) => ({ key, amount: money('100.00', 'EUR'), taxCodes: [] })),
    discounts,
    currency: 'EUR',
  });
const off = (given: Partial<Discount>): Discount => ({ id: 'off', description: 'Off', ...given });
const netsOf = (discounts: readonly Discount[]) => totals(discounts).lines.map(({ net }) => net.amount);

describe('R83: a discount of the document that names its lines', () => {
  test('is off these alone, as if the others did not stand there', () => {
    expect(netsOf([off({ percent: '10', lineKeys: ['a', 'c'] })])).toEqual(['90.00', '100.00', '90.00']);
    const amount = money('0.01', 'EUR');
    expect(netsOf([off({ amount, lineKeys: ['b', 'c'] })])).toEqual(['100.00', '99.99', '100.00']);
  });

  test('comes after those of lines, and takes its turn among the others', () => {
    const line = off({ id: 'line', amount: money('20.00', 'EUR'), lineKey: 'a' });
    const all = off({ id: 'all', percent: '50' });
    expect(netsOf([off({ percent: '50', lineKeys: ['a'] }), all, line])).toEqual(['20.00', '50.00', '50.00']);
  });

  test('of no lines takes nothing', () => {
    expect(netsOf([off({ percent: '10', lineKeys: [] })])).toEqual(['100.00', '100.00', '100.00']);
  });

  test.each<[string, Partial<Discount>, readonly (string | number)[]]>([
    ['an unknown line', { percent: '1', lineKeys: ['a', 'x'] }, ['discounts', 0, 'lineKeys', 1]],
    ['one line, too', { percent: '1', lineKey: 'a', lineKeys: ['b'] }, ['discounts', 0, 'lineKeys']],
    [
      'more than is left of them',
      { amount: money('100.01', 'EUR'), lineKeys: ['a'] },
      ['discounts', 0, 'amount'],
    ],
  ])('is refused with %s', (_, given, path) => {
    let paths: unknown = null;
    try {
      totals([off(given)]);
    } catch (error) {
      paths = isBillingError(error, 'TOTALS_INVALID') && error.details.issues[0]?.path;
    }
    expect(paths).toEqual(path);
  });
});
