import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRater } from '../../../rating/compile-rater.ts';
import { anyRatingPolicy } from '../../rating-arbitraries.ts';
import { anyWork } from '../../work-arbitraries.ts';
import { anyRatingCase, type RatingCase } from '../rating-case.ts';
import { ratingLaws } from './rating-laws.ts';

const anyCase: fc.Arbitrary<RatingCase> = anyRatingPolicy().chain((policy) =>
  anyRatingCase(
    { policy, rater: compileRater(policy), contractId: null },
    anyWork(policy, { maxLength: 12 }),
  ),
);

describe('the laws hold for every policy and any work', () => {
  test.each(Object.entries(ratingLaws))('%s', (_, law) => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(anyCase, (given) => {
        const verdict = law.judge(given);
        outcomes.set(verdict.outcome, (outcomes.get(verdict.outcome) ?? 0) + 1);
        expect(verdict).not.toMatchObject({ outcome: 'broken' });
      }),
    );
    expect(outcomes.get('holds')).toBeGreaterThan(10);
  });
});
