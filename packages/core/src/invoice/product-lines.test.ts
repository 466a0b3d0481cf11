import { expect, test } from 'vitest';
import { type ProductCharge, productCharge } from '../work/product-charge.ts';
import { productLines } from './product-lines.ts';
import { totalInvoice } from './total-invoice.ts';

const product = (given: Partial<ProductCharge> = {}) =>
  productCharge({
    id: 'pc_1',
    customerId: 'acme',
    date: '2026-03-01',
    description: 'Mailbox',
    quantity: '12',
    unitPrice: '3.805',
    currency: 'EUR',
    ...given,
  });
const lineOf = (given: Partial<ProductCharge>) => productLines([product(given)])[0];
const totalsOf = (given: Partial<ProductCharge>) =>
  totalInvoice({
    lines: productLines([product({ taxCodes: ['tax'], ...given })]),
    taxCodes: [{ id: 'tax', name: 'Tax 10 %', percent: '10' }],
    currency: 'EUR',
  });

test('a product charge is a line of quantity × unit price, rounded half-up once', () => {
  expect(lineOf({})).toMatchObject({
    kind: 'product',
    key: 'product:pc_1',
    group: { productChargeId: 'pc_1', workItem: null },
    unit: 'piece',
    quantity: '12',
    unitPrice: '3.805',
    amount: { amount: '45.66', currency: 'EUR' },
    description: 'Mailbox',
  });
  expect(lineOf({ quantity: '0.5', unitPrice: '0.01' })?.amount.amount).toBe('0.01');
  expect(lineOf({ quantity: '-0.5', unitPrice: '0.01' })?.amount.amount).toBe('-0.01');
});

test('a unit price is written with at least the decimal places of its currency', () => {
  expect(lineOf({ quantity: '2.50', unitPrice: '7' })).toMatchObject({ quantity: '2.5', unitPrice: '7.00' });
  expect(lineOf({ unitPrice: '7500.0', currency: 'JPY' })?.unitPrice).toBe('7500');
});

test('product charges of two currencies or customers are refused', () => {
  expect(() => productLines([product(), product({ id: 'pc_2', currency: 'USD' })])).toThrow(
    'CURRENCY_MISMATCH',
  );
  expect(() => productLines([product(), product({ id: 'pc_2', customerId: 'globex' })])).toThrow(
    'TOTALS_INVALID: products: "pc_2" is for "globex", the lines are for "acme"',
  );
});

test('doc-flat-qty-01: 10 at 15.00 are 150.00', () => {
  expect(lineOf({ quantity: '10', unitPrice: '15' })?.amount.amount).toBe('150.00');
});

test('alga-007-usage-flat: 10 at the agreed price of 2.50 are 25.00 net and 2.50 tax of 10 %', () => {
  const totals = totalsOf({ quantity: '10', unitPrice: '2.50' });
  expect([totals.net.amount, totals.tax.amount]).toEqual(['25.00', '2.50']);
});

test('alga-031-product-proration: 2 at 22/31 of 31.00 are 44.00 net and 4.40 tax of 10 %', () => {
  // Proration itself belongs to contracts; here the share of 22.00 is exact.
  const totals = totalsOf({ quantity: '2', unitPrice: '22.00' });
  expect([totals.net.amount, totals.tax.amount]).toEqual(['44.00', '4.40']);
});

test('what names no taxes, and has no time entries, has empty lists there', () => {
  expect(lineOf({})).toMatchObject({ taxCodes: [], entryIds: [] });
});
