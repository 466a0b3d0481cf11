import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import type { Discount } from './discount.ts';
import { type InvoiceTotals, type TotalsInput, totalInvoice } from './total-invoice.ts';

// Figures that other billing systems publish or test, each under the id that we keep it by.

interface PeerLine {
  readonly amount: string;
  readonly percents?: readonly string[];
}

/** Totals of lines that bear taxes of the given percents. */
function totals(
  lines: readonly PeerLine[],
  terms: Partial<TotalsInput> = {},
  currency = 'EUR',
): InvoiceTotals {
  const percents = [...new Set(lines.flatMap(({ percents: own = [] }) => own))];
  return totalInvoice({
    lines: lines.map(({ amount, percents: own = [] }, index) => ({
      key: `line-${index}`,
      amount: money(amount, currency),
      taxCodes: own,
    })),
    taxCodes: percents.map((percent) => ({ id: percent, name: `Tax ${percent} %`, percent })),
    currency,
    ...terms,
  });
}
const percentOff = (percent: string, lineKey: string | null = null): Discount => ({
  id: `${percent} of ${lineKey}`,
  description: 'Discount',
  percent,
  lineKey,
});
const amountOff = (amount: string): Discount => ({
  id: 'off',
  description: 'Discount',
  amount: money(amount, 'EUR'),
});
const lineTaxes = ({ lines }: InvoiceTotals) => lines.map(({ taxes }) => taxes[0]?.amount.amount);

test('kimai-invoice-01: 293.27, 84 and 111.11 are 488.38, with 19 % tax 581.17', () => {
  const { subtotal, total } = totals(
    ['293.27', '84', '111.11'].map((amount) => ({ amount, percents: ['19'] })),
  );
  expect([subtotal.amount, total.amount]).toEqual(['488.38', '581.17']);
});

test('ninja-tax-01: 10 off 100, as an amount or as 10 %, leaves 9 tax of 10 % and 99', () => {
  for (const discount of [amountOff('10'), percentOff('10')]) {
    const { tax, total } = totals([{ amount: '100', percents: ['10'] }], { discounts: [discount] });
    expect([tax.amount, total.amount]).toEqual(['9.00', '99.00']);
  }
});

test('ninja-tax-03: 10 % off the line, then 10 % off the invoice, with tax inside: 81, of which 7.36 tax', () => {
  const { tax, total } = totals([{ amount: '100', percents: ['10'] }], {
    discounts: [percentOff('10'), percentOff('10', 'line-0')],
    pricesIncludeTax: true,
  });
  expect([tax.amount, total.amount]).toEqual(['7.36', '81.00']);
});

test('ninja-tax-05: 14,191 off 8,000 and 9,500 leaves taxes of 75.63 and 89.82, and 3,474.45', () => {
  const result = totals(
    ['8000', '9500'].map((amount) => ({ amount, percents: ['5'] })),
    { discounts: [amountOff('14191')] },
  );
  expect(lineTaxes(result)).toEqual(['75.63', '89.82']);
  expect([result.tax.amount, result.total.amount]).toEqual(['165.45', '3474.45']);
});

test.each([
  ['10.01', '10.00'],
  ['10.09', '10.10'],
  ['20.18', '20.20'],
])('ninja-round-03: %s is %s in coins of 0.05', (amount, rounded) => {
  const { total } = totals([{ amount }], { cashRounding: { step: '0.05' } }, 'CHF');
  expect(total.amount).toBe(rounded);
});

test('lg-taxcoupon-31: a coupon of 10 is spread as 5, 2.50, 1.50 and 1 before tax; the total is 209', () => {
  const result = totals(
    [
      { amount: '100', percents: ['10'] },
      { amount: '50', percents: ['0'] },
      { amount: '30', percents: ['20'] },
      { amount: '20', percents: ['20'] },
    ],
    { discounts: [amountOff('10')] },
  );
  expect(result.lines.map(({ discount }) => discount.amount)).toEqual(['5.00', '2.50', '1.50', '1.00']);
  expect(lineTaxes(result)).toEqual(['9.50', '0.00', '5.70', '3.80']);
  expect([result.net.amount, result.tax.amount, result.total.amount]).toEqual(['190.00', '19.00', '209.00']);
});

test('doc-tax-level-01: 23 % on 55.55 and 11.11 is 15.33 per document and 15.34 per line', () => {
  const lines = ['55.55', '11.11'].map((amount) => ({ amount, percents: ['23'] }));
  const taxAt = (level: 'document' | 'line') =>
    totals(lines, { taxRounding: { level, mode: 'half-up' } }).tax.amount;
  expect([taxAt('document'), taxAt('line')]).toEqual(['15.33', '15.34']);
});

test('doc-two-taxes-01: 5 % and 9.975 % on 140 are 7.00 and 13.97, together 160.97', () => {
  const { taxes, total } = totals([{ amount: '140', percents: ['5', '9.975'] }], {}, 'CAD');
  expect(taxes.map(({ amount }) => amount.amount)).toEqual(['7.00', '13.97']);
  expect(total.amount).toBe('160.97');
});

test('mt-cn-39, the invoice: 10, 20, 30 and 40 with 10 % off and 10 % tax come to 99', () => {
  const { total } = totals(
    ['10', '20', '30', '40'].map((amount) => ({ amount, percents: ['10'] })),
    { discounts: [percentOff('10')] },
  );
  expect(total.amount).toBe('99.00');
});

test('om-disc-09, the percentage: 50 % of 20 × 10 are 100; its maximum and its free units belong to contracts', () => {
  // A cap over earlier invoices (R65) and free units of a period (an allowance, R60) need a contract's history, which
  // the totals of one invoice do not see.
  const { subtotal, discount } = totals([{ amount: '200' }], { discounts: [percentOff('50')] });
  expect([subtotal.amount, discount.amount]).toEqual(['200.00', '100.00']);
});
