import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { manualLine, type ManualLineInput } from './manual-line.ts';

const line = (given: Partial<ManualLineInput> = {}) =>
  manualLine({
    id: 'a',
    description: 'By hand',
    unitPrice: '80.00',
    currency: 'EUR',
    from: '2026-03-02',
    ...given,
  });
const told = (given: Partial<ManualLineInput>): string => {
  const { unit, quantity, unitPrice, amount } = line(given);
  return `${quantity} ${unit} × ${unitPrice} = ${amount.amount}`;
};

test('a line by hand has its id in its key, one day, and no taxes unless it names them', () => {
  expect(line({ id: 'set up' })).toEqual({
    kind: 'manual',
    key: 'manual:set%20up',
    group: {},
    unit: 'lump',
    quantity: '1',
    unitPrice: '80.00',
    amount: { amount: '80.00', currency: 'EUR' },
    hours: null,
    pieces: null,
    from: '2026-03-02',
    to: '2026-03-02',
    entryIds: [],
    taxCodes: [],
    description: 'By hand',
  });
  expect(line({ to: '2026-03-31', taxCodes: ['vat'] })).toMatchObject({
    to: '2026-03-31',
    taxCodes: ['vat'],
  });
});

describe('R50: what is printed multiplies out', () => {
  test.each<[string, Partial<ManualLineInput>]>([
    ['2.5 hour × 90.00 = 225.00', { quantity: '2.5', unitPrice: '90', unit: 'hour' }],
    ['0.3333 piece × 100.00 = 33.33', { quantity: '0.33333333', unitPrice: '100.00' }],
    ['3 piece × 0.0001 = 0.00', { quantity: '3', unitPrice: '0.00005' }],
    ['5 piece × 0.001 = 0.01', { quantity: '5', unitPrice: '0.001' }],
    ['1.3333 hour × 7500 = 10000', { quantity: '1.3333', unitPrice: '7500', unit: 'hour', currency: 'JPY' }],
  ])('%s', (expected, given) => {
    expect(told(given)).toBe(expected);
  });
});

describe('a rebate has its minus at the quantity', () => {
  test.each<[string, Partial<ManualLineInput>]>([
    ['-1 lump × 80.00 = -80.00', { unitPrice: '-80.00' }],
    ['-1 lump × 80.00 = -80.00', { quantity: '-1' }],
    ['-3 piece × 0.50 = -1.50', { quantity: '3', unitPrice: '-0.5' }],
    ['3 piece × 0.50 = 1.50', { quantity: '-3', unitPrice: '-0.5' }],
    ['0 piece × 80.00 = 0.00', { quantity: '0' }],
    ['1 lump × 0.00 = 0.00', { unitPrice: '0' }],
    ['1 lump × 0.00 = 0.00', { unitPrice: '-0.00' }],
  ])('%s', (expected, given) => {
    expect(told(given)).toBe(expected);
  });
});

test.each<[string, Partial<ManualLineInput>, string]>([
  ['no id', { id: '' }, 'id'],
  ['no description', { description: '' }, 'description'],
  ['a price that is no number', { unitPrice: 'a lot' }, 'unitPrice'],
  ['a quantity that is no number', { quantity: '1e3' }, 'quantity'],
  ['a lump of two', { unit: 'lump', quantity: '2' }, 'quantity'],
  ['a last day before the first', { to: '2026-03-01' }, 'to'],
  ['an unknown currency', { currency: 'XXX' }, 'currency'],
  ['a day that does not exist', { from: '2026-02-30' }, 'from'],
])('%s is refused, with the path to it', (_, given, path) => {
  let paths: unknown = null;
  try {
    line(given);
  } catch (error) {
    paths =
      isBillingError(error, 'INVOICE_INVALID') && error.details.issues.map((issue) => issue.path.join('.'));
  }
  expect(paths).toEqual([path]);
});
