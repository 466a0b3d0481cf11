import { describe, expect, test } from 'vitest';
import { allocate } from '../money/allocate.ts';
import { subtract } from '../money/arithmetic.ts';
import { money } from '../money/money.ts';
import { computeTaxes, type TaxInput } from './compute-tax.ts';

const code = (percent: string, id = percent): TaxInput['taxCodes'][number] => ({
  id,
  name: `Tax ${percent} %`,
  percent,
});

/** Lines as "amount percent percent", each percent a tax code of its own. */
const input = (lines: readonly string[], rest: Partial<TaxInput> = {}): TaxInput => ({
  lines: lines.map((line) => {
    const [amount = '', ...taxCodes] = line.split(' ');
    return { net: money(amount, rest.currency ?? 'EUR'), taxCodes };
  }),
  taxCodes: [...new Set(lines.flatMap((line) => line.split(' ').slice(1)))].map((percent) => code(percent)),
  currency: 'EUR',
  pricesIncludeTax: false,
  rounding: { level: 'document', mode: 'half-up' },
  ...rest,
});

const figures = (taxInput: TaxInput) => {
  const { lines, taxes, net, tax, gross } = computeTaxes(taxInput);
  return {
    nets: lines.map((line) => line.net.amount),
    lineTaxes: lines.map((line) => line.taxes.map(({ amount }) => amount)),
    taxes: taxes.map(({ amount }) => amount.amount),
    bases: taxes.map(({ base }) => base.amount),
    totals: [net.amount, tax.amount, gross.amount],
  };
};

describe('R83: tax on top of prices', () => {
  test('example 7: 19 % on 89.99 is 17.10, in total 107.09', () => {
    const discounts = allocate(money('10.00', 'EUR'), ['33.33', '33.33', '33.33']);
    const nets = discounts.map((discount) => subtract(money('33.33', 'EUR'), discount));
    const result = figures(input(nets.map(({ amount }) => `${amount} 19`)));
    expect(result.nets).toEqual(['29.99', '30.00', '30.00']);
    expect(result.totals).toEqual(['89.99', '17.10', '107.09']);
    expect(result.lineTaxes).toEqual([['5.70'], ['5.70'], ['5.70']]);
  });

  test('the tax of a document is rounded once: 23 % on 55.55 and 11.11 is 15.33 (doc-tax-level-01)', () => {
    const result = figures(input(['55.55 23', '11.11 23']));
    expect(result.totals).toEqual(['66.66', '15.33', '81.99']);
    expect(result.lineTaxes).toEqual([['12.78'], ['2.55']]);
  });

  test('or line by line, as the policy says: then it is 15.34 (doc-tax-level-01)', () => {
    const rounding = { level: 'line', mode: 'half-up' } as const;
    const result = figures(input(['55.55 23', '11.11 23'], { rounding }));
    expect(result.totals).toEqual(['66.66', '15.34', '82.00']);
    expect(result.lineTaxes).toEqual([['12.78'], ['2.56']]);
  });

  test('two taxes on a line are rounded each: 5 % and 9.975 % on 140 are 7.00 and 13.97 (doc-two-taxes-01)', () => {
    const result = figures(input(['140.00 5 9.975'], { currency: 'CAD' }));
    expect(result.taxes).toEqual(['7.00', '13.97']);
    expect(result.totals).toEqual(['140.00', '20.97', '160.97']);
  });

  test.each([
    ['100.00', '8.875', '8.88'],
    ['99.99', '7.25', '7.25'],
    ['3.33', '10', '0.34'],
  ])('mode up takes the tax on %s at %s %% to %s (alga-033-tax-ceil)', (net, percent, tax) => {
    const rounding = { level: 'document', mode: 'up' } as const;
    expect(figures(input([`${net} ${percent}`], { currency: 'USD', rounding })).taxes).toEqual([tax]);
  });

  test('10 % on what a discount left of 100 is 9.00, in total 99.00 (ninja-tax-01)', () => {
    expect(figures(input(['90.00 10'])).totals).toEqual(['90.00', '9.00', '99.00']);
  });

  test('19 % on lines of 293.27, 84 and 111.11 makes 581.17 (kimai-invoice-01)', () => {
    const result = figures(input(['293.27 19', '84.00 19', '111.11 19']));
    expect(result.totals).toEqual(['488.38', '92.79', '581.17']);
  });

  test('each rate is taxed on its own lines, after the coupon (lg-taxcoupon-31)', () => {
    const result = figures(input(['95.00 10', '47.50 0', '28.50 20', '19.00 20']));
    expect(result.lineTaxes).toEqual([['9.50'], ['0.00'], ['5.70'], ['3.80']]);
    expect(result.bases).toEqual(['95.00', '47.50', '47.50']);
    expect(result.totals).toEqual(['190.00', '19.00', '209.00']);
  });

  test('an hour pool of two services bears its tax line by line (alga-015-bucket-overage-apportion)', () => {
    const rounding = { level: 'line', mode: 'half-up' } as const;
    const result = figures(input(['201.67 8.25', '100.83 5'], { currency: 'USD', rounding }));
    expect(result.lineTaxes).toEqual([['16.64'], ['5.04']]);
  });

  test('yen have no decimals, and neither has their tax', () => {
    expect(figures(input(['10005 10'], { currency: 'JPY' })).totals).toEqual(['10005', '1001', '11006']);
  });
});

describe('R83: tax inside prices', () => {
  test('the tax in 81.00 at 10 % is 7.36 (ninja-tax-03)', () => {
    const result = figures(input(['81.00 10'], { pricesIncludeTax: true }));
    expect(result.totals).toEqual(['73.64', '7.36', '81.00']);
  });

  test('all taxes of a line are extracted jointly, and net plus taxes is the price', () => {
    const result = figures(input(['100.00 5 9.975'], { currency: 'CAD', pricesIncludeTax: true }));
    expect(result.totals).toEqual(['86.98', '13.02', '100.00']);
    expect(result.taxes).toEqual(['4.35', '8.67']);
    expect(result.bases).toEqual(['86.98', '86.98']);
  });

  test('lines with the same taxes are rounded as one, in whatever order they name them', () => {
    const lines = ['0.99 10 20', '0.99 20 10', '0.99 10'];
    const result = figures(input(lines, { pricesIncludeTax: true }));
    expect(result.totals).toEqual(['2.42', '0.55', '2.97']);
    expect(result.lineTaxes).toEqual([['0.08', '0.16'], ['0.15', '0.07'], ['0.09']]);
    expect(result.bases).toEqual(['2.42', '1.52']);
  });

  test('three prices of 0.10 hold 0.05 of tax together, but 0.06 when each is rounded', () => {
    const lines = ['0.10 19', '0.10 19', '0.10 19'];
    expect(figures(input(lines, { pricesIncludeTax: true })).totals).toEqual(['0.25', '0.05', '0.30']);
    const rounding = { level: 'line', mode: 'half-up' } as const;
    expect(figures(input(lines, { pricesIncludeTax: true, rounding })).totals).toEqual([
      '0.24',
      '0.06',
      '0.30',
    ]);
  });
});

describe('R83: unusual lines', () => {
  test('a line without tax codes bears none', () => {
    const result = figures(input(['10.00', '10.00 19']));
    expect(result.lineTaxes).toEqual([[], ['1.90']]);
    expect(result.totals).toEqual(['20.00', '1.90', '21.90']);
  });

  test('no lines make zero', () => {
    expect(figures(input([]))).toEqual({
      nets: [],
      lineTaxes: [],
      taxes: [],
      bases: [],
      totals: ['0.00', '0.00', '0.00'],
    });
  });

  test('a negative line takes its tax back', () => {
    const result = figures(input(['100.00 19', '-30.00 19']));
    expect(result.lineTaxes).toEqual([['19.00'], ['-5.70']]);
    expect(result.totals).toEqual(['70.00', '13.30', '83.30']);
  });

  test('lines that cancel out are taxed and untaxed', () => {
    const result = figures(input(['33.33 19', '-33.33 19']));
    expect(result.lineTaxes).toEqual([['6.33'], ['-6.33']]);
    expect(result.taxes).toEqual(['0.00']);
  });

  test('R5: a tax of 0 % is listed with its base and its exemption, one that no line bears is not listed', () => {
    const reverseCharge = { ...code('0', 'rc'), exemption: 'VAT due by the customer' };
    const { taxes } = computeTaxes({
      ...input([]),
      lines: [{ net: money('10.00', 'EUR'), taxCodes: ['rc'] }],
      taxCodes: [code('19'), reverseCharge],
    });
    expect(taxes).toEqual([
      {
        taxCode: 'rc',
        name: 'Tax 0 %',
        percent: '0',
        base: money('10.00', 'EUR'),
        amount: money('0.00', 'EUR'),
        exemption: 'VAT due by the customer',
      },
    ]);
  });

  test('taxes are listed in the order of the tax codes handed in', () => {
    const { taxes } = computeTaxes({
      ...input(['1.00 7', '1.00 19']),
      taxCodes: [code('19'), code('7')],
    });
    expect(taxes.map(({ taxCode }) => taxCode)).toEqual(['19', '7']);
  });
});

describe('terms that are none are refused with the place of the fault', () => {
  test.each([
    ['a percent below 0', { taxCodes: [code('-19')] }, ['taxCodes', 0, 'percent']],
    ['an unknown level', { rounding: { level: 'page', mode: 'half-up' } }, ['rounding', 'level']],
    ['an unknown mode', { rounding: { level: 'line', mode: 'ceil' } }, ['rounding', 'mode']],
    ['no word about prices', { pricesIncludeTax: null }, ['pricesIncludeTax']],
  ])('%s', (_, fault, path) => {
    expect(() => computeTaxes({ ...input([]), ...fault } as TaxInput)).toThrow(
      expect.objectContaining({
        code: 'TOTALS_INVALID',
        details: { issues: [expect.objectContaining({ path })] },
      }),
    );
  });
});

describe('what does not hold together is refused', () => {
  test.each([
    [
      'a tax code that was not handed in',
      { ...input(['1.00 19']), taxCodes: [code('7')] },
      { code: 'TAX_CODE_UNKNOWN', details: { taxCode: '19', known: ['7'] } },
    ],
    [
      'a tax code handed in twice',
      { ...input([]), taxCodes: [code('19'), code('19')] },
      { code: 'TOTALS_INVALID', details: { issues: [expect.objectContaining({ path: ['taxCodes', 1] })] } },
    ],
    [
      'a line that names a tax code twice',
      input(['1.00 19 19']),
      {
        code: 'TOTALS_INVALID',
        details: { issues: [expect.objectContaining({ path: ['lines', 0, 'taxCodes', 1] })] },
      },
    ],
    [
      'a line of another currency',
      { ...input([]), lines: [{ net: money('1.00', 'USD'), taxCodes: [] }] },
      { code: 'CURRENCY_MISMATCH', details: { left: 'EUR', right: 'USD' } },
    ],
  ])('%s', (_, faulty, error) => {
    expect(() => computeTaxes(faulty)).toThrow(expect.objectContaining(error));
  });
});
