import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRoundingMode } from '../testing/money-arbitraries.ts';
import { decimal, formatDecimal, toPlaces } from './decimal.ts';
import { divideRounded } from './divide-rounded.ts';

// A hundred thousand cases in each run, a million in the nightly tier.
const numRuns = Math.min(1_000_000, 1000 * (fc.readConfigureGlobal()?.numRuns ?? 100));

const exactly = (numerator: number, denominator: number, mode: Parameters<typeof toPlaces>[2]): string =>
  formatDecimal(toPlaces(decimal(numerator).dividedBy(denominator), 0, mode));

/** Seconds × a rate in minor digits, over an hour in the currency's digits: what the rater divides. */
const anyCharge = fc
  .record({
    seconds: fc.nat(400_000),
    rate: fc.integer({ min: -50_000_000, max: 50_000_000 }),
    scale: fc.nat(4),
    digits: fc.constantFrom(0, 2, 3),
  })
  .map(({ seconds, rate, scale, digits }): [number, number] => [
    seconds * rate * 10 ** Math.max(0, digits - scale),
    3600 * 10 ** Math.max(0, scale - digits),
  ]);

const anyTie = fc
  .tuple(fc.nat(1_000_000), fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }))
  .map(([half, whole]): [number, number] => [
    (2 * half + 2) * whole + (whole < 0 ? -1 : 1) * (half + 1),
    2 * half + 2,
  ]);

const anyAtTheEdge = fc
  .tuple(fc.nat(100_000), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }))
  .map(([below, denominator]): [number, number] => [Number.MAX_SAFE_INTEGER - below, denominator]);

const anyQuotient = fc
  .oneof(anyCharge, anyTie, anyAtTheEdge)
  .filter(([numerator]) => Number.isSafeInteger(numerator));

test('R3: quotients of safe integers are rounded like decimals of 120 digits, ties and debts included', () => {
  let ties = 0;
  fc.assert(
    fc.property(anyQuotient, anyRoundingMode(), ([numerator, denominator], mode) => {
      const expected = exactly(numerator, denominator, mode);
      if ((Math.abs(numerator) % denominator) * 2 === denominator) ties += 1;
      return divideRounded(BigInt(numerator), BigInt(denominator), mode).toString() === expected;
    }),
    { numRuns },
  );
  expect(ties).toBeGreaterThan(numRuns / 10);
});
