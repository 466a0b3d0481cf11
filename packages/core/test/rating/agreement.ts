import fc from 'fast-check';
import { expect } from 'vitest';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import { anyRatingPolicy } from '../../src/testing/rating-arbitraries.ts';
import { smallWorld } from '../../src/testing/small-world.ts';
import { anyWork } from '../../src/testing/work-arbitraries.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { rateBoth } from './plain-result.ts';

/** Work to be rated: by each customer's terms, or by those of one contract. */
export interface RatingCase {
  readonly policy: RatingPolicy;
  readonly contractId: string | null;
  readonly work: readonly TimeEntry[];
}

/** Any policy, and any work that it could be asked to rate. */
export function anyRatingCase(maxLength: number): fc.Arbitrary<RatingCase> {
  return fc
    .tuple(anyRatingPolicy(), fc.option(fc.constantFrom(...smallWorld.contracts), { freq: 2 }))
    .chain(([policy, contractId]) =>
      anyWork(policy, { contractId, maxLength }).map((work) => ({ policy, contractId, work })),
    );
}

/** Asserts that both raters agree on at least so many entries. */
export function assertRatersAgree(entries: number): void {
  const maxLength = 100;
  let compared = 0;
  fc.assert(
    fc.property(anyRatingCase(maxLength), ({ policy, contractId, work }) => {
      rateBoth(policy, work, contractId);
      compared += work.length;
    }),
    // Works are half as long as they may be, in the mean.
    { numRuns: Math.ceil((1.3 * entries) / (maxLength / 2)) },
  );
  expect(compared).toBeGreaterThanOrEqual(entries);
}
