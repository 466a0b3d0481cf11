import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { money } from '../money/money.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import type { Discount } from './discount.ts';
import { type TotalsInput, totalInvoice } from './total-invoice.ts';

const euros = (amount: string) => money(amount, 'EUR');
const tax = (percent: string, id = 'tax'): TaxCode => ({ id, name: `Tax ${percent} %`, percent });
const off = (given: Partial<Discount>): Discount => ({ id: 'off', description: 'Discount', ...given });

/** Totals in EUR of lines that all bear the taxes, named `line-0`, `line-1` …. */
function totals(amounts: readonly string[], terms: Partial<TotalsInput> = {}) {
  const taxCodes = (terms.taxCodes ?? []).map(({ id }) => id);
  const lines = amounts.map((amount, index) => ({ key: `line-${index}`, amount: euros(amount), taxCodes }));
  return totalInvoice({ lines, currency: 'EUR', ...terms });
}
const texts = (all: readonly { readonly amount: string }[]) => all.map(({ amount }) => amount);

describe('R83: worked example 7', () => {
  const result = totals(['33.33', '33.33', '33.33'], {
    discounts: [off({ percent: '10' })],
    taxCodes: [tax('19')],
  });

  test('10 % of 99.99 are 10.00, told on the lines as 3.34, 3.33 and 3.33', () => {
    expect(result.subtotal.amount).toBe('99.99');
    expect(result.discounts).toEqual([{ id: 'off', description: 'Discount', amount: euros('10.00') }]);
    expect(texts(result.lines.map(({ discount }) => discount))).toEqual(['3.34', '3.33', '3.33']);
  });

  test('19 % tax on 89.99 are 17.10, and the total is 107.09', () => {
    expect(result.net.amount).toBe('89.99');
    expect(result.taxes).toEqual([
      {
        taxCode: 'tax',
        name: 'Tax 19 %',
        percent: '19',
        base: euros('89.99'),
        amount: euros('17.10'),
        exemption: null,
      },
    ]);
    expect(result.total.amount).toBe('107.09');
  });
});

describe('R83: discounts', () => {
  test('of a line come before those of the document, each on what is left', () => {
    const { discounts, net } = totals(['100.00', '100.00'], {
      discounts: [
        off({ id: 'document', percent: '10' }),
        off({ id: 'document-again', percent: '10' }),
        off({ id: 'line', percent: '50', lineKey: 'line-0' }),
        off({ id: 'line-again', amount: euros('10.00'), lineKey: 'line-0' }),
      ],
    });
    // 200 - 50 - 10 = 140; 140 - 14 = 126; 126 - 12.60 = 113.40
    expect(discounts.map(({ id, amount }) => `${id} ${amount.amount}`)).toEqual([
      'document 14.00',
      'document-again 12.60',
      'line 50.00',
      'line-again 10.00',
    ]);
    expect(net.amount).toBe('113.40');
  });

  test('are rounded half-up once', () => {
    expect(totals(['0.05'], { discounts: [off({ percent: '50' })] }).discount.amount).toBe('0.03');
    expect(totals(['0.05'], { discounts: [off({ percent: '49.9' })] }).discount.amount).toBe('0.02');
  });

  test('of the document do not make a credit on the invoice larger', () => {
    const result = totals(['100.00', '-20.00', '20.00'], { discounts: [off({ percent: '10' })] });
    expect(result.discount.amount).toBe('10.00');
    expect(texts(result.lines.map(({ net }) => net))).toEqual(['91.67', '-20.00', '18.33']);
  });

  test('of a document that is a credit make the credit smaller', () => {
    const result = totals(['10.00', '-70.00', '-40.00'], { discounts: [off({ percent: '10' })] });
    expect(result.discount.amount).toBe('-10.00');
    expect(texts(result.lines.map(({ net }) => net))).toEqual(['10.00', '-63.64', '-36.36']);
  });

  test('of a document that comes to 0 are 0', () => {
    const result = totals(['10.00', '-10.00'], {
      discounts: [off({ percent: '10' }), off({ id: 'b', amount: euros('0') })],
    });
    expect(result.discount.amount).toBe('0.00');
    expect(texts(result.lines.map(({ net }) => net))).toEqual(['10.00', '-10.00']);
  });

  test('of 100 percent leave nothing, and nothing to tax', () => {
    const result = totals(['33.33', '0.01'], { discounts: [off({ percent: '100' })], taxCodes: [tax('19')] });
    expect([result.net.amount, result.tax.amount, result.total.amount]).toEqual(['0.00', '0.00', '0.00']);
  });
});

describe('R83: taxes and rounding', () => {
  test('tax is rounded once per tax over the whole document, half-up, unless the input says so', () => {
    // Twice 0.125, and then 0.005.
    expect(totals(['1.25', '1.25'], { taxCodes: [tax('10')] }).tax.amount).toBe('0.25');
    expect(totals(['0.05'], { taxCodes: [tax('10')] }).tax.amount).toBe('0.01');
  });

  test('prices that include tax keep their total; the net is what the tax leaves', () => {
    const result = totals(['119.00'], { taxCodes: [tax('19')], pricesIncludeTax: true });
    expect([result.subtotal, result.net, result.tax, result.total].map(({ amount }) => amount)).toEqual([
      '119.00',
      '100.00',
      '19.00',
      '119.00',
    ]);
    expect(result.lines[0]).toMatchObject({
      amount: euros('119.00'),
      net: euros('100.00'),
      gross: euros('119.00'),
    });
  });

  test('each line tells its taxes in the order of its tax codes', () => {
    const { lines } = totalInvoice({
      lines: [{ key: 'a', amount: euros('100.00'), taxCodes: ['city', 'state'] }],
      taxCodes: [tax('6', 'state'), tax('2', 'city')],
      currency: 'EUR',
    });
    expect(lines[0]?.taxes).toEqual([
      { taxCode: 'city', amount: euros('2.00') },
      { taxCode: 'state', amount: euros('6.00') },
    ]);
  });

  test('the exemption text of a tax of 0 is in the totals', () => {
    const reverse = {
      id: 'rc',
      name: 'Reverse charge',
      percent: '0',
      exemption: 'Tax is due by the recipient',
    };
    expect(totals(['10.00'], { taxCodes: [reverse] }).taxes[0]).toMatchObject({
      base: euros('10.00'),
      amount: euros('0.00'),
      exemption: 'Tax is due by the recipient',
    });
  });

  test('cash rounding is told apart from the taxes', () => {
    const {
      net,
      tax: taxes,
      rounding,
      total,
    } = totals(['9.35'], { taxCodes: [tax('7.7')], cashRounding: { step: '0.05' } });
    expect([net, taxes, rounding, total].map(({ amount }) => amount)).toEqual([
      '9.35',
      '0.72',
      '-0.02',
      '10.05',
    ]);
  });

  test('an invoice without lines comes to 0', () => {
    expect(totals([], { discounts: [off({ percent: '10' })], taxCodes: [tax('19')] })).toMatchObject({
      lines: [],
      taxes: [],
      total: euros('0.00'),
    });
  });
});

describe('refused', () => {
  test.each<[string, Partial<TotalsInput>, readonly (string | number)[]]>([
    [
      'a discount above 100 percent',
      { discounts: [off({ percent: '100.01' })] },
      ['discounts', 0, 'percent'],
    ],
    ['a negative percent', { discounts: [off({ percent: '-1' })] }, ['discounts', 0, 'percent']],
    ['a negative amount', { discounts: [off({ amount: euros('-1.00') })] }, ['discounts', 0, 'amount']],
    ['neither percent nor amount', { discounts: [off({})] }, ['discounts', 0, 'percent']],
    ['both', { discounts: [off({ percent: '1', amount: euros('1.00') })] }, ['discounts', 0, 'percent']],
    [
      'an amount above the document',
      { discounts: [off({ amount: euros('10.01') })] },
      ['discounts', 0, 'amount'],
    ],
    [
      'an amount above what is left of its line',
      {
        discounts: [
          off({ percent: '50', lineKey: 'line-0' }),
          off({ id: 'b', amount: euros('5.01'), lineKey: 'line-0' }),
        ],
      },
      ['discounts', 1, 'amount'],
    ],
    [
      'an unknown line',
      { discounts: [off({ percent: '1', lineKey: 'line-9' })] },
      ['discounts', 0, 'lineKey'],
    ],
    [
      'a discount twice',
      { discounts: [off({ percent: '1' }), off({ percent: '2' })] },
      ['discounts', 1, 'id'],
    ],
    ['a tax that is no number', { taxCodes: [tax('a lot')] }, ['taxCodes', 0, 'percent']],
    ['a step of 0', { cashRounding: { step: '0' } }, ['cashRounding', 'step']],
    [
      'a line twice',
      { lines: ['a', 'b', 'a'].map((key) => ({ key, amount: euros('1.00'), taxCodes: [] })) },
      ['lines', 2, 'key'],
    ],
  ])('%s, with the path to it', (_, terms, path) => {
    const error = thrownBy(() => totals(['10.00'], terms));
    expect(isBillingError(error, 'TOTALS_INVALID') && error.details.issues[0]?.path).toEqual(path);
  });

  test('R1: amounts of another currency', () => {
    expect(() => totals(['10.00'], { currency: 'USD' })).toThrow('CURRENCY_MISMATCH');
    expect(() => totals(['10.00'], { discounts: [off({ amount: money('1', 'USD') })] })).toThrow(
      'CURRENCY_MISMATCH',
    );
  });

  test('a tax code that was not handed in', () => {
    const lines = [{ key: 'a', amount: euros('1.00'), taxCodes: ['vat'] }];
    expect(() => totalInvoice({ lines, currency: 'EUR' })).toThrow('TAX_CODE_UNKNOWN');
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('R83: discounts at their limits', () => {
  test('none are none', () => {
    expect(totals(['10.00']).discounts).toEqual([]);
  });

  test('a discount can take all that is left, of a line or of the document', () => {
    expect(totals(['10.00', '5.00'], { discounts: [off({ amount: euros('15.00') })] }).total.amount).toBe(
      '0.00',
    );
    const ofLine = off({ amount: euros('10.00'), lineKey: 'line-0' });
    expect(totals(['10.00', '5.00'], { discounts: [ofLine] }).total.amount).toBe('5.00');
  });

  test('a discount of nothing can stand on a credit', () => {
    const nothing = off({ amount: euros('0.00') });
    expect(totals(['-10.00'], { discounts: [nothing] }).total.amount).toBe('-10.00');
  });
});
