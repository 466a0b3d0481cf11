import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../money/arithmetic.ts';
import { minorDigits } from '../money/currency.ts';
import { decimal, formatFixed, toPlaces } from '../money/decimal.ts';
import { anyCharges, anyLinePolicy } from '../testing/invoice-arbitraries.ts';
import { allocateLine } from './allocate-line.ts';
import { chargesByLine, priceLines } from './price-lines.ts';

const anyWork = fc.constantFrom('EUR', 'JPY', 'KWD').chain((currency) => anyCharges({ currency }));

test('R50: whatever a line prints multiplies out to its amount', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      for (const { quantity, unitPrice, amount } of priceLines(charges, policy)) {
        const product = decimal(quantity).times(unitPrice);
        expect(formatFixed(product, minorDigits(amount.currency))).toBe(amount.amount);
      }
    }),
  );
});

test('R50: a printed quantity and unit price are within half of their last place of the exact ones', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      const printed = { ...policy, method: 'printed' } as const;
      for (const line of priceLines(charges, printed)) {
        const members = chargesByLine(charges, printed).get(line.key) ?? [];
        const count = members.reduce(
          (total, charge) => total + (charge.unit === 'hour' ? charge.billedSeconds : charge.pieces * 3600),
          0,
        );
        expect(decimal(line.quantity)).toEqual(
          toPlaces(decimal(count).dividedBy(3600), policy.quantityScale, 'half-up'),
        );
        for (const { unitPrice } of members) {
          expect(decimal(line.unitPrice)).toEqual(
            toPlaces(decimal(unitPrice), policy.unitPriceScale, 'half-up'),
          );
        }
      }
    }),
  );
});

test('R51: an exact line is the exact sum of its charges, rounded once', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      const exact = { ...policy, method: 'exact' } as const;
      for (const line of priceLines(charges, exact)) {
        const total = (chargesByLine(charges, exact).get(line.key) ?? []).reduce(
          (whole, { unit, unitPrice, billedSeconds, pieces }) =>
            whole.plus(decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600)),
          decimal(0),
        );
        // Seconds × price is exact; dividing by 3600 at 120 digits can't be mistaken for a tie.
        const places = minorDigits(line.amount.currency);
        expect(line.amount.amount).toBe(formatFixed(total.dividedBy(3600), places));
      }
    }),
  );
});

test('R6: every charge is on exactly one line', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      const byLine = chargesByLine(charges, policy);
      const members = priceLines(charges, policy).flatMap(({ key }) => byLine.get(key) ?? []);
      expect(new Set(members)).toEqual(new Set(charges));
      expect(members).toHaveLength(charges.length);
    }),
  );
});

test('R8: the order of the charges changes nothing', () => {
  const shuffled = anyWork.chain((charges) =>
    fc.tuple(fc.constant(charges), fc.shuffledSubarray([...charges], { minLength: charges.length })),
  );
  fc.assert(
    fc.property(shuffled, anyLinePolicy(), ([charges, mixed], policy) => {
      expect(JSON.stringify(priceLines(mixed, policy))).toBe(JSON.stringify(priceLines(charges, policy)));
    }),
  );
});

test('lines are in order and their keys are distinct', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      const lines = priceLines(charges, policy);
      expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      for (const [index, line] of lines.entries()) {
        const before = lines[index - 1];
        if (before === undefined) continue;
        expect(before.from < line.from || (before.from === line.from && before.key < line.key)).toBe(true);
      }
    }),
  );
});

test('R53: what a line tells of its entries sums to the line', () => {
  fc.assert(
    fc.property(anyWork, anyLinePolicy(), (charges, policy) => {
      for (const line of priceLines(charges, policy)) {
        const shares = allocateLine(line, chargesByLine(charges, policy).get(line.key) ?? []);
        expect(shares.map(({ entryId }) => entryId).toSorted()).toEqual(line.entryIds);
        expect(
          sum(
            shares.map(({ amount }) => amount),
            line.amount.currency,
          ),
        ).toEqual(line.amount);
      }
    }),
  );
});
