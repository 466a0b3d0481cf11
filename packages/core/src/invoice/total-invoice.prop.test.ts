import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, subtract, sum } from '../money/arithmetic.ts';
import { type Money, isNegative, isZero } from '../money/money.ts';
import { anyDiscounts } from '../testing/invoice-arbitraries.ts';
import { anyCurrency, anyMoney, anyRoundingMode } from '../testing/money-arbitraries.ts';
import { type InvoiceTotals, type TotalsInput, totalInvoice } from './total-invoice.ts';

const taxCodes = ['0', '5', '9.975', '19'].map((percent) => ({ id: percent, name: `${percent} %`, percent }));

/** Any invoice: credits among its lines now and then, several taxes, discounts of lines and of the document. */
const anyInvoice: fc.Arbitrary<TotalsInput> = fc
  .tuple(anyCurrency(), fc.constantFrom(0n, 0n, -(10n ** 6n)))
  .chain(([currency, min]) => {
    const line = fc.record({
      amount: anyMoney({ currency, min, max: 10n ** 6n }),
      taxCodes: fc.subarray(taxCodes.map(({ id }) => id)),
    });
    return fc
      .array(line, { minLength: 1, maxLength: 12 })
      .map((lines) => lines.map((one, index) => ({ key: `line-${index}`, ...one })))
      .chain((lines) =>
        fc.record({
          lines: fc.constant(lines),
          discounts: anyDiscounts(lines),
          taxCodes: fc.constant(taxCodes),
          currency: fc.constant(currency),
          pricesIncludeTax: fc.boolean(),
          taxRounding: fc.record({
            level: fc.constantFrom('document' as const, 'line' as const),
            mode: anyRoundingMode(),
          }),
          cashRounding: fc.constantFrom(null, { step: '5' }, { step: '1' }),
        }),
      );
  });

const law = (check: (totals: InvoiceTotals, input: TotalsInput) => void): void =>
  fc.assert(fc.property(anyInvoice, (input) => check(totalInvoice(input), input)));

test('R83: the lines sum to the totals, column by column', () => {
  law((totals, { currency }) => {
    const column = (of: (line: InvoiceTotals['lines'][number]) => Money) =>
      sum(totals.lines.map(of), currency);
    expect(column(({ amount }) => amount)).toEqual(totals.subtotal);
    expect(column(({ discount }) => discount)).toEqual(totals.discount);
    expect(column(({ net }) => net)).toEqual(totals.net);
    expect(
      column(({ taxes }) =>
        sum(
          taxes.map(({ amount }) => amount),
          currency,
        ),
      ),
    ).toEqual(totals.tax);
    expect(
      add(
        column(({ gross }) => gross),
        totals.rounding,
      ),
    ).toEqual(totals.total);
  });
});

test('R83: each tax and each discount sums to its total', () => {
  law((totals, { currency }) => {
    expect(
      sum(
        totals.discounts.map(({ amount }) => amount),
        currency,
      ),
    ).toEqual(totals.discount);
    expect(
      sum(
        totals.taxes.map(({ amount }) => amount),
        currency,
      ),
    ).toEqual(totals.tax);
    for (const { taxCode, amount, base } of totals.taxes) {
      const bearing = totals.lines.filter(({ taxes }) => taxes.some((tax) => tax.taxCode === taxCode));
      const own = bearing.flatMap(({ taxes }) => taxes.filter((tax) => tax.taxCode === taxCode));
      expect(
        sum(
          own.map((tax) => tax.amount),
          currency,
        ),
      ).toEqual(amount);
      expect(
        sum(
          bearing.map(({ net }) => net),
          currency,
        ),
      ).toEqual(base);
    }
  });
});

test('R83: net, tax and rounding make the total; lines less discounts make the net, or the net with its tax', () => {
  law((totals, { pricesIncludeTax }) => {
    const { subtotal, discount, net, tax, rounding, total } = totals;
    expect(add(add(net, tax), rounding)).toEqual(total);
    expect(subtract(subtotal, discount)).toEqual(pricesIncludeTax ? add(net, tax) : net);
    for (const line of totals.lines) {
      const left = subtract(line.amount, line.discount);
      expect(left).toEqual(pricesIncludeTax ? line.gross : line.net);
      expect(line.taxes.reduce((sumOf, { amount }) => add(sumOf, amount), line.net)).toEqual(line.gross);
    }
  });
});

test('R83: no discount turns a line into its opposite', () => {
  law(({ lines }) => {
    for (const { amount, discount } of lines) {
      const left = subtract(amount, discount);
      expect(isZero(left) || isNegative(left) === isNegative(amount)).toBe(true);
      const [smaller, larger] = isNegative(amount) ? [amount, left] : [left, amount];
      expect(compare(smaller, larger)).toBeLessThanOrEqual(0);
    }
  });
});

test('R83: cash rounding reaches the coin and moves the total by at most half of it', () => {
  fc.assert(
    fc.property(anyMoney({ currency: 'CHF' }), (amount) => {
      const lines = [{ key: 'a', amount, taxCodes: [] }];
      const { total, rounding } = totalInvoice({ lines, currency: 'CHF', cashRounding: { step: '0.05' } });
      expect(total.amount).toMatch(/[05]$/);
      expect(rounding.amount).toMatch(/^-?0\.0[0-2]$/);
    }),
  );
});
