import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCurrency, anyDecimalString, anyMoney, anyRoundingMode } from '../testing/money-arbitraries.ts';
import { add, compare, multiply, negate, subtract, sum } from './arithmetic.ts';
import { minorDigits } from './currency.ts';
import { decimal } from './decimal.ts';
import { fromMinorUnits, toMinorUnits } from './minor-units.ts';
import { isNegative, money, moneySchema, zero } from './money.ts';
import { roundMoney } from './rounding.ts';

const sameCurrency = anyCurrency().chain((currency) =>
  fc.tuple(anyMoney({ currency }), anyMoney({ currency })),
);

test('R1: every amount is written as it is read, by the function and by the schema', () => {
  fc.assert(
    fc.property(anyMoney(), (amount) => {
      expect(money(amount.amount, amount.currency)).toEqual(amount);
      expect(moneySchema.parse(amount)).toEqual(amount);
      expect(fromMinorUnits(toMinorUnits(amount), amount.currency)).toEqual(amount);
    }),
  );
});

test('R1: what is added can be taken away again, whatever the order', () => {
  fc.assert(
    fc.property(sameCurrency, ([left, right]) => {
      expect(subtract(add(left, right), right)).toEqual(left);
      expect(add(left, right)).toEqual(add(right, left));
      expect(add(left, negate(left))).toEqual(zero(left.currency));
      expect(sum([left, right], left.currency)).toEqual(add(left, right));
    }),
  );
});

test('R1: an amount is less than another exactly when their difference is negative', () => {
  fc.assert(
    fc.property(sameCurrency, ([left, right]) => {
      expect(compare(left, right) === -1).toBe(isNegative(subtract(left, right)));
      expect(compare(left, right) + compare(right, left)).toBe(0);
    }),
  );
});

test('R3: rounding moves a number by less than a minor unit, and by half of one at most when to the nearest', () => {
  fc.assert(
    fc.property(anyDecimalString(), anyCurrency(), anyRoundingMode(), (value, currency, mode) => {
      const unitsPerWhole = decimal(10n ** BigInt(minorDigits(currency)));
      const moved = decimal(roundMoney(value, currency, mode).amount)
        .minus(value)
        .absoluteValue();
      const units = moved.times(unitsPerWhole);
      return mode.startsWith('half') ? units.lessThanOrEqualTo('0.5') : units.lessThan(1);
    }),
  );
});

test('R3: up is away from zero, down is toward it, and no mode leaves their range', () => {
  fc.assert(
    fc.property(anyDecimalString(), anyCurrency(), anyRoundingMode(), (value, currency, mode) => {
      const size = (by: typeof mode) => decimal(roundMoney(value, currency, by).amount).absoluteValue();
      const exact = decimal(value).absoluteValue();
      expect(size('down').lessThanOrEqualTo(exact)).toBe(true);
      expect(size('up').greaterThanOrEqualTo(exact)).toBe(true);
      expect(size(mode).equals(size('up')) || size(mode).equals(size('down'))).toBe(true);
    }),
  );
});

test('R3: every mode treats a debt as the mirror image of a claim', () => {
  fc.assert(
    fc.property(anyMoney(), anyDecimalString(), anyRoundingMode(), (amount, factor, mode) => {
      expect(multiply(negate(amount), factor, mode)).toEqual(negate(multiply(amount, factor, mode)));
    }),
  );
});
