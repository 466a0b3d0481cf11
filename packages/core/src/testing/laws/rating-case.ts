import fc from 'fast-check';
import type { Rater } from '../../rating/compile-rater.ts';
import type { RatedWork } from '../../rating/view/rated-work.ts';
import type { RatingPolicy } from '../../rating/rating-policy.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { anyChange, type Change } from './change.ts';

/** Work to be rated, and what a law may change about it. */
export interface RatingCase {
  readonly policy: RatingPolicy;
  readonly rater: Pick<Rater, 'rate'>;
  /** Rate by the terms of this contract of the policy; `null`: by each customer's own terms. */
  readonly contractId: string | null;
  readonly work: readonly TimeEntry[];
  readonly change: Change;
}

/** Any case of one policy. */
export function anyRatingCase(
  setting: Omit<RatingCase, 'work' | 'change'>,
  work: fc.Arbitrary<readonly TimeEntry[]>,
): fc.Arbitrary<RatingCase> {
  return fc.tuple(work, anyChange()).map(([entries, change]) => ({ ...setting, work: entries, change }));
}

/** The case's work, or other work in its place, rated; faults block. */
export function rateCase({ rater, contractId, work }: RatingCase, other = work): RatedWork {
  return rater.rate(other, { contractId, faults: 'block' });
}

/** The work without entries that repeat an id: which of them is refused depends on their order. */
export function distinct(work: readonly TimeEntry[]): readonly TimeEntry[] {
  const ids = new Set(work.map(({ id }) => id));
  return work.filter(({ id }) => ids.delete(id));
}

/** The entries that have charges, by id. Of several with one id, at most one is rated. */
export function chargedEntries(
  { work }: RatingCase,
  { blocked, excluded }: RatedWork,
): ReadonlyMap<string, TimeEntry> {
  const left = new Set([...blocked, ...excluded].map(({ index }) => index));
  return new Map(work.filter((_, index) => !left.has(index)).map((entry) => [entry.id, entry]));
}
