import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { expense } from './expense.ts';
import { productCharge } from './product-charge.ts';

const train = {
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Train to the customer',
  amount: { amount: '59.9', currency: 'EUR' },
  kind: 'billable',
};

const licence = {
  id: 'pc_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Licence',
  quantity: '3',
  unitPrice: '12.505',
  currency: 'EUR',
};

/** The paths of the faults for which a reader refuses a value. */
function paths(read: (input: unknown) => unknown, input: unknown): readonly string[] {
  try {
    read(input);
  } catch (error) {
    if (!isBillingError(error) || !('issues' in error.details)) throw error;
    return [...new Set(error.details.issues.map(({ path }) => formatPath(path)))];
  }
  return [];
}

describe('an expense', () => {
  test('is read with its amount in the decimals of its currency, frozen', () => {
    const read = expense(train);
    expect(read).toEqual({ ...train, amount: { amount: '59.90', currency: 'EUR' } });
    expect(Object.isFrozen(read.amount)).toBe(true);
    expect(Object.isFrozen(train.amount)).toBe(false);
  });

  test('may be negative, for a refund, and bear a markup when it is billable', () => {
    expect(paths(expense, { ...train, amount: { amount: '-59.90', currency: 'EUR' } })).toEqual([]);
    expect(paths(expense, { ...train, markupPercent: '10' })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    [
      'a markup on what is passed through',
      { ...train, kind: 'pass-through', markupPercent: '10' },
      'markupPercent',
    ],
    ['a markup that is a number', { ...train, markupPercent: 10 }, 'markupPercent'],
    ['an unknown kind', { ...train, kind: 'gift' }, 'kind'],
    ['a day that does not exist', { ...train, date: '2026-02-30' }, 'date'],
    [
      'an amount with too many decimals',
      { ...train, amount: { amount: '1.005', currency: 'EUR' } },
      'amount.amount',
    ],
    ['no customer', { ...train, customerId: null }, 'customerId'],
    ['an unknown key', { ...train, markup: '10' }, '(input)'],
    ['nothing', null, '(input)'],
  ])('with %s is refused', (_, input, path) => {
    expect(paths(expense, input)).toEqual([path]);
  });
});

describe('a product charge', () => {
  test('is read as it is, frozen; its unit price may be finer than the currency', () => {
    expect(productCharge(licence)).toEqual(licence);
    expect(Object.isFrozen(productCharge(licence))).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['a quantity that is a number', { ...licence, quantity: 3 }, 'quantity'],
    ['a price with an exponent', { ...licence, unitPrice: '1e3' }, 'unitPrice'],
    ['an unknown currency', { ...licence, currency: 'EURO' }, 'currency'],
    ['a description of 1,001 characters', { ...licence, description: 'x'.repeat(1001) }, 'description'],
    ['eleven tax codes', { ...licence, taxCodes: Array.from({ length: 11 }, () => 'vat') }, 'taxCodes'],
    ['a list', [licence], '(input)'],
  ])('with %s is refused', (_, input, path) => {
    expect(paths(productCharge, input)).toEqual([path]);
  });
});
