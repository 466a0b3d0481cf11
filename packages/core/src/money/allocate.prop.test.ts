import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDecimalString, anyMoney } from '../testing/money-arbitraries.ts';
import { allocate, allocateSeconds, allocateUnits } from './allocate.ts';
import { apportion } from './apportion.ts';
import { negate, sum } from './arithmetic.ts';

const someAboveZero = (weights: readonly (number | string | bigint)[]): boolean =>
  weights.some((weight) => Number(weight) > 0);

const anyWeights = fc
  .array(fc.oneof(anyDecimalString({ negative: false }), fc.nat(20)), { minLength: 1, maxLength: 20 })
  .filter(someAboveZero);

const anyUnits = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 30 })
  .filter(someAboveZero);

test('R4: no split creates or loses a cent', () => {
  fc.assert(
    fc.property(anyMoney(), anyWeights, (amount, weights) => {
      expect(sum(allocate(amount, weights), amount.currency)).toEqual(amount);
    }),
  );
});

test('R4: splitting a debt is the mirror image of splitting a claim', () => {
  fc.assert(
    fc.property(anyMoney(), anyWeights, (amount, weights) => {
      expect(allocate(negate(amount), weights)).toEqual(allocate(amount, weights).map(negate));
    }),
  );
});

test('R4: shares are floored, and a unit left over goes to no smaller and no later remainder', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), anyUnits, (total, weights) => {
      const whole = weights.reduce((left, right) => left + right);
      const parts = allocateUnits(total, weights).map((share, index) => {
        const exact = total * (weights[index] ?? 0n);
        return { index, extra: share - exact / whole, remainder: exact % whole };
      });
      const raised = parts.filter((part) => part.extra === 1n);
      const others = parts.filter((part) => part.extra === 0n);
      expect(raised.length + others.length).toBe(parts.length);
      for (const one of raised) {
        expect(one.remainder).toBeGreaterThan(0n);
        const robbed = others.filter(
          (other) =>
            other.remainder > one.remainder || (other.remainder === one.remainder && other.index < one.index),
        );
        expect(robbed).toEqual([]);
      }
    }),
  );
});

test('R4: seconds in plain numbers are split like whole numbers of any size', () => {
  // One size for a whole case: a single large number takes all the others out of reach of plain arithmetic.
  const anyCase = fc
    .constantFrom(10, 100_000, Math.floor(Number.MAX_SAFE_INTEGER / 1024), Number.MAX_SAFE_INTEGER)
    .map((largest) => fc.nat(largest))
    .chain((anySeconds) =>
      fc.tuple(anySeconds, fc.array(anySeconds, { minLength: 1, maxLength: 12 }).filter(someAboveZero)),
    );
  fc.assert(
    fc.property(anyCase, ([total, weights]) => {
      const exact = allocateUnits(BigInt(total), weights.map(BigInt));
      expect(allocateSeconds(total, weights).map(BigInt)).toEqual(exact);
    }),
    { numRuns: 10 * (fc.readConfigureGlobal()?.numRuns ?? 100) },
  );
});

test('R4: rounded shares of either sign sum to the total and are within one of their exact values', () => {
  const anyShares = fc.tuple(
    fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), { minLength: 1, maxLength: 12 }),
    fc.bigInt({ min: 1n, max: 10n ** 4n }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(anyShares, ([numerators, denominator, upward]) => {
      const exact = numerators.reduce((left, right) => left + right);
      const floor = exact / denominator - (exact % denominator < 0n ? 1n : 0n);
      const total = upward && exact % denominator !== 0n ? floor + 1n : floor;
      const parts = apportion(total, numerators, denominator);
      expect(parts.reduce((left, right) => left + right)).toBe(total);
      for (const [index, part] of parts.entries()) {
        const distance = part * denominator - (numerators[index] ?? 0n);
        expect(distance < denominator && distance > -denominator).toBe(true);
      }
    }),
  );
});
