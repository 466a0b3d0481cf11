import fc from 'fast-check';
import { expect, test } from 'vitest';
import { negate, subtract, sum } from '../money/arithmetic.ts';
import { decimal } from '../money/decimal.ts';
import { toMinorUnits } from '../money/minor-units.ts';
import { isZero, zero } from '../money/money.ts';
import { roundMoney } from '../money/rounding.ts';
import { anyDecimalString, anyMoney, anyRoundingMode } from '../testing/money-arbitraries.ts';
import { computeTaxes, type TaxInput } from './compute-tax.ts';

const anyPercent = fc.oneof(
  fc.constantFrom('0', '5', '7', '9.975', '10', '19', '20'),
  anyDecimalString({ negative: false, maxWholeDigits: 2, maxPlaces: 4 }),
);

const anyInput = (least = -(10n ** 7n)): fc.Arbitrary<TaxInput> =>
  fc
    .record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
      percents: fc.array(anyPercent, { maxLength: 4 }),
      pricesIncludeTax: fc.boolean(),
      rounding: fc.record({
        level: fc.constantFrom('document' as const, 'line' as const),
        mode: anyRoundingMode(),
      }),
    })
    .chain(({ currency, percents, pricesIncludeTax, rounding }) => {
      const taxCodes = percents.map((percent, index) => ({
        id: `tax-${index}`,
        name: `Tax ${index}`,
        percent,
      }));
      const anyLine = fc.record({
        net: anyMoney({ currency, min: least, max: 10n ** 7n }),
        taxCodes: fc.shuffledSubarray(taxCodes.map(({ id }) => id)),
      });
      return fc
        .array(anyLine, { maxLength: 12 })
        .map((lines) => ({ lines, taxCodes, currency, pricesIncludeTax, rounding }));
    });

test('R83: sums of parts equal the whole, always', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const { currency } = input;
      const { lines, taxes, net, tax, gross } = computeTaxes(input);
      expect(
        sum(
          lines.map((line) => line.net),
          currency,
        ),
      ).toEqual(net);
      expect(
        sum(
          lines.flatMap((line) => line.taxes),
          currency,
        ),
      ).toEqual(tax);
      expect(
        sum(
          taxes.map(({ amount }) => amount),
          currency,
        ),
      ).toEqual(tax);
      expect(sum([net, tax], currency)).toEqual(gross);

      for (const total of taxes) {
        const bearing = input.lines.flatMap(({ taxCodes }, line) => {
          const place = taxCodes.indexOf(total.taxCode);
          const result = lines[line];
          return place === -1 || result === undefined
            ? []
            : [{ net: result.net, tax: result.taxes[place] ?? zero(currency) }];
        });
        expect(
          sum(
            bearing.map((line) => line.tax),
            currency,
          ),
        ).toEqual(total.amount);
        expect(
          sum(
            bearing.map((line) => line.net),
            currency,
          ),
        ).toEqual(total.base);
      }
    }),
  );
});

test('R83: prices without tax are the net, prices with tax are net and taxes, line by line', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      for (const [index, { net, taxes }] of computeTaxes(input).lines.entries()) {
        const price = input.pricesIncludeTax ? sum([net, ...taxes], input.currency) : net;
        expect(price).toEqual(input.lines[index]?.net);
      }
    }),
  );
});

test('R83: the tax of a document is its base × percent, rounded once', () => {
  fc.assert(
    fc.property(anyInput(), (drawn) => {
      const rounding = { level: 'document', mode: drawn.rounding.mode } as const;
      const { taxes } = computeTaxes({ ...drawn, pricesIncludeTax: false, rounding });
      for (const { base, percent, amount } of taxes) {
        const exact = decimal(base.amount).times(percent).times('0.01');
        expect(amount).toEqual(roundMoney(exact, drawn.currency, rounding.mode));
      }
    }),
  );
});

test('R83: each tax of a line is less than a minor unit away from the exact one', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const percentOf = new Map(input.taxCodes.map(({ id, percent }) => [id, percent]));
      for (const [index, { taxes }] of computeTaxes(input).lines.entries()) {
        const { net: price, taxCodes } = input.lines[index] ?? { net: zero(input.currency), taxCodes: [] };
        const percents = taxCodes.map((id) => percentOf.get(id) ?? '0');
        const whole = percents.reduce(
          (left, right) => left.plus(input.pricesIncludeTax ? right : 0),
          decimal(100),
        );
        for (const [place, tax] of taxes.entries()) {
          const exact = decimal(toMinorUnits(price))
            .times(percents[place] ?? '0')
            .dividedBy(whole);
          const distance = decimal(toMinorUnits(tax)).minus(exact).absoluteValue();
          expect(distance.lessThan(1)).toBe(true);
        }
      }
    }),
  );
});

test('R83: the taxes of a credit are those of the invoice with the other sign', () => {
  fc.assert(
    fc.property(anyInput(0n), (input) => {
      const credit = { ...input, lines: input.lines.map((line) => ({ ...line, net: negate(line.net) })) };
      const [invoiced, credited] = [computeTaxes(input), computeTaxes(credit)];
      expect(credited.lines.map((line) => line.taxes)).toEqual(
        invoiced.lines.map((line) => line.taxes.map(negate)),
      );
      expect(credited.gross).toEqual(negate(invoiced.gross));
    }),
  );
});

test('R8: the order of the lines changes no total', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const turned = computeTaxes({ ...input, lines: input.lines.toReversed() });
      const { net, tax, gross } = computeTaxes(input);
      expect({ net: turned.net, tax: turned.tax, gross: turned.gross }).toEqual({ net, tax, gross });
      expect(isZero(subtract(turned.gross, gross))).toBe(true);
    }),
  );
});
