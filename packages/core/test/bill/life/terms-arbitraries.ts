import fc from 'fast-check';
import type { Habits, Payer, Terms } from './terms.ts';

/** An amount in cents. */
export const anyCents = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Any terms of a contract, often with all three payers in any order. */
export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  payers: fc.shuffledSubarray<Payer>(['support', 'hours', 'budget'], { minLength: 1 }),
  hours: fc.constantFrom(0, 2, 5, 15),
  carryOver: fc.option(
    fc.record({ maxPeriods: fc.integer({ min: 1, max: 3 }), maxHours: fc.constantFrom(1, 4, 20) }),
  ),
  above: fc.constantFrom('charge', 'overage-rate', 'block'),
  fee: anyCents(30_000),
  minimum: fc.option(anyCents(40_000)),
  cap: fc.option(fc.record({ cents: anyCents(50_000), per: fc.constantFrom('period', 'lifetime') })),
});

/** How a life is billed. */
export const anyHabits: fc.Arbitrary<Habits> = fc.record({
  lines: fc.constantFrom('printed', 'exact'),
  stepMinutes: fc.constantFrom(1, 15),
  firstDay: fc.constantFrom(0, 0, 11),
});
