import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { type InvoiceTotals, type TotalsInput, totalInvoice } from '../../src/invoice/total-invoice.ts';
import { money } from '../../src/money/money.ts';

const vat = { id: 'vat', name: 'VAT 19 %', percent: '19' };
const reduced = { id: 'reduced', name: 'VAT 7 %', percent: '7' };

type Details = Partial<Omit<TotalsInput, 'lines'>>;

const total = (
  amounts: readonly string[],
  taxCodes: readonly string[],
  more: Details = {},
): InvoiceTotals => {
  const { currency = 'EUR' } = more;
  const lines = amounts.map((amount, index) => ({
    key: `line-${index}`,
    amount: money(amount, currency),
    taxCodes,
  }));
  return totalInvoice({ lines, taxCodes: [vat, reduced], currency, ...more });
};
const sums = ({ subtotal, discount, net, tax, rounding, total: whole }: InvoiceTotals): readonly string[] =>
  [subtotal, discount, net, tax, rounding, whole].map(({ amount }) => amount);
const off = (percent: string, lineKey: string | null = null) => ({
  id: `${percent} % off ${lineKey ?? 'all'}`,
  description: 'discount',
  percent,
  lineKey,
});

describe('R83: discounts', () => {
  test('R83, R4: example 7: 10 % off three lines of 33.33 is 10.00: 3.34, 3.33 and 3.33; tax 17.10; total 107.09', () => {
    const totals = total(['33.33', '33.33', '33.33'], ['vat'], { discounts: [off('10')] });
    expect(sums(totals)).toEqual(['99.99', '10.00', '89.99', '17.10', '0.00', '107.09']);
    expect(totals.lines.map(({ discount }) => discount.amount)).toEqual(['3.34', '3.33', '3.33']);
  });

  test('R83, R5: 100 % off leaves 0 of everything, and nothing for another discount', () => {
    const all = [off('100'), { ...off('10'), id: 'more' }];
    expect(sums(total(['50.00', '0.01', '0.00'], ['vat'], { discounts: all }))).toEqual([
      '50.01',
      '50.01',
      '0.00',
      '0.00',
      '0.00',
      '0.00',
    ]);
    const cent = { id: 'cent', description: 'discount', amount: money('0.01', 'EUR') };
    expect(faults(() => total(['50.00'], ['vat'], { discounts: [off('100'), cent] }))).toEqual([
      ['discounts', 1, 'amount'],
    ]);
  });

  // 50 % of 10.01 is 5.005, so 5.01 off; 5.00 + 20.00 are left; 10 % of 25.00 is 2.50, of which a fifth is 0.50.
  test('R83: those of lines come first, each rounded half-up once, then those of the document on what is left', () => {
    const totals = total(['10.01', '20.00'], [], { discounts: [off('10'), off('50', 'line-0')] });
    expect(totals.discounts.map(({ amount }) => amount.amount)).toEqual(['2.50', '5.01']);
    expect(totals.lines.map(({ net }) => net.amount)).toEqual(['4.50', '18.00']);
  });

  // A document of -30.00: 10 % off is -3.00, shared 1 : 2.
  test('R83: of a credit it makes the credit smaller', () => {
    const totals = total(['-10.00', '-20.00'], ['vat'], { discounts: [off('10')] });
    expect(sums(totals)).toEqual(['-30.00', '-3.00', '-27.00', '-5.13', '0.00', '-32.13']);
    expect(totals.lines.map(({ net }) => net.amount)).toEqual(['-9.00', '-18.00']);
  });

  // 10 % of 80.00 is 8.00, all of it off the 100.00: the credit of 20.00 for something else stays 20.00.
  test('R83, R4: a credit on an invoice does not take part in a discount of the document', () => {
    const totals = total(['100.00', '-20.00'], ['vat'], { discounts: [off('10')] });
    expect(totals.lines.map(({ discount, net }) => [discount.amount, net.amount])).toEqual([
      ['8.00', '92.00'],
      ['0.00', '-20.00'],
    ]);
    expect(sums(totals)).toEqual(['80.00', '8.00', '72.00', '13.68', '0.00', '85.68']);
  });

  // 10 % of 999 yen is 99.9, so 100; 666 : 333 is 66.67 and 33.33.
  test('R83, R1: in a currency without digits it is whole', () => {
    const totals = total(['666', '333'], [], { discounts: [off('10')], currency: 'JPY' });
    expect(totals.lines.map(({ discount }) => discount.amount)).toEqual(['67', '33']);
  });
});

describe('R83: tax', () => {
  // 3 × 0.33 × 19 % = 0.1881; each line alone is 0.0627.
  test('R83: is rounded once per document, or once per line where the policy says so', () => {
    const thirds = ['0.33', '0.33', '0.33'];
    expect(total(thirds, ['vat']).tax.amount).toBe('0.19');
    const perLine = total(thirds, ['vat'], { taxRounding: { level: 'line', mode: 'half-up' } });
    expect(perLine.tax.amount).toBe('0.18');
    expect(perLine.lines.map(({ taxes }) => taxes[0]?.amount.amount)).toEqual(['0.06', '0.06', '0.06']);
  });

  // 0.50 × 5 % = 0.025, a tie. A credit of the same is its mirror image.
  test('R83, R3: a tie goes where the mode says, away from zero by default', () => {
    const five = [{ id: 'five', name: '5 %', percent: '5' }];
    const taxed = (amount: string, mode: 'half-up' | 'half-even' | 'half-down' | 'up' | 'down'): string =>
      total([amount], ['five'], { taxCodes: five, taxRounding: { level: 'document', mode } }).tax.amount;
    const modes = ['half-up', 'half-even', 'half-down', 'up', 'down'] as const;
    expect(modes.map((mode) => taxed('0.50', mode))).toEqual(['0.03', '0.02', '0.02', '0.03', '0.02']);
    expect(modes.map((mode) => taxed('-0.50', mode))).toEqual(['-0.03', '-0.02', '-0.02', '-0.03', '-0.02']);
  });

  // 115.00 and 57.50 with 10 % and 5 % inside; 10 % off is 17.25: 11.50 and 5.75. 155.25 × 15/115 = 20.25.
  test('R83: two taxes inside prices are taken out together, after the discount', () => {
    const taxCodes = [
      { id: 'state', name: '10 %', percent: '10' },
      { id: 'city', name: '5 %', percent: '5' },
    ];
    const totals = total(['115.00', '57.50'], ['state', 'city'], {
      taxCodes,
      pricesIncludeTax: true,
      discounts: [off('10')],
    });
    expect(sums(totals)).toEqual(['172.50', '17.25', '135.00', '20.25', '0.00', '155.25']);
    expect(totals.taxes.map(({ base, amount }) => [base.amount, amount.amount])).toEqual([
      ['135.00', '13.50'],
      ['135.00', '6.75'],
    ]);
  });

  // 10.00 with 7 % and 3 % inside: 1000 × 10/110 = 90.91 cents, 91. 63.64 and 27.27 of them: 64 and 27.
  test('R83, R4: a cent that two inclusive taxes share goes to the larger remainder', () => {
    const taxCodes = [
      { id: 'a', name: '7 %', percent: '7' },
      { id: 'b', name: '3 %', percent: '3' },
    ];
    const totals = total(['10.00'], ['a', 'b'], { taxCodes, pricesIncludeTax: true });
    expect(totals.taxes.map(({ amount }) => amount.amount)).toEqual(['0.64', '0.27']);
    expect(sums(totals)).toEqual(['10.00', '0.00', '9.09', '0.91', '0.00', '10.00']);
  });

  test('R83: a price with its tax inside and 100 % off leaves no tax', () => {
    const totals = total(['119.00'], ['vat'], { pricesIncludeTax: true, discounts: [off('100')] });
    expect(sums(totals)).toEqual(['119.00', '119.00', '0.00', '0.00', '0.00', '0.00']);
  });
});

describe('R83: cash rounding', () => {
  // The nearest 0.05: 20.18 lies nearer to 20.20, 20.17 to 20.15. Half way to 0.10 is away from zero on both sides.
  test('R83, R3: rounds a credit as it rounds an invoice, with the other sign', () => {
    const rounded = (amount: string, step: string): readonly string[] => {
      const { rounding, total: whole } = total([amount], [], { currency: 'CHF', cashRounding: { step } });
      return [rounding.amount, whole.amount];
    };
    expect(rounded('20.18', '0.05')).toEqual(['0.02', '20.20']);
    expect(rounded('-20.18', '0.05')).toEqual(['-0.02', '-20.20']);
    expect(rounded('-20.17', '0.05')).toEqual(['0.02', '-20.15']);
    expect(rounded('20.25', '0.10')).toEqual(['0.05', '20.30']);
    expect(rounded('-20.25', '0.10')).toEqual(['-0.05', '-20.30']);
    expect(rounded('-0.02', '0.05')).toEqual(['0.02', '0.00']);
  });

  // 89.99 + 17.10 = 107.09, to the nearest 0.05 it is 107.10.
  test('R83: comes last, after discounts and taxes', () => {
    const totals = total(['33.33', '33.33', '33.33'], ['vat'], {
      discounts: [off('10')],
      cashRounding: { step: '0.05' },
    });
    expect(sums(totals)).toEqual(['99.99', '10.00', '89.99', '17.10', '0.01', '107.10']);
  });
});

function faults(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (isBillingError(error, 'TOTALS_INVALID')) return error.details.issues.map(({ path }) => path);
    throw error;
  }
  return null;
}
