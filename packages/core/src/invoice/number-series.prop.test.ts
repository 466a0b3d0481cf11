import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCivilDate } from '../testing/time-arbitraries.ts';
import { counterKey, defineNumberSeries, invoiceNumber } from './number-series.ts';

const anyPart = fc.constantFrom('{year}', '{month}', '{series}', '-', '/', '0', '7', '20', 'INV');
const anyPattern = fc
  .tuple(
    fc.array(anyPart, { maxLength: 2 }),
    fc.integer({ min: 1, max: 5 }),
    fc.array(anyPart, { maxLength: 2 }),
  )
  .map(([before, digits, after]) => `${before.join('')}{sequence:${digits}}${after.join('')}`);

test('R81: two places of one series never have the same number, whatever the pattern that is accepted', () => {
  // Few sequences and few years, so that two places are often near each other.
  const anyPlace = fc.record({
    sequence: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 300_000 })),
    on: anyCivilDate({ from: '2025-12-01', to: '2027-02-01' }),
  });
  fc.assert(
    fc.property(
      anyPattern,
      fc.constantFrom('never', 'yearly'),
      anyPlace,
      anyPlace,
      (pattern, reset, one, other) => {
        fc.pre(reset === 'never' || pattern.includes('{year}'));
        const series = defineNumberSeries({ series: '1', pattern, reset });
        const isSamePlace =
          one.sequence === other.sequence && counterKey(series, one.on) === counterKey(series, other.on);
        const numbers = [one, other].map((place) => invoiceNumber(series, place));
        expect(isSamePlace || numbers[0] !== numbers[1]).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
