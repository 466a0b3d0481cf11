import type fc from 'fast-check';
import { billPeriod } from '../../bill/bill-period.ts';
import type { BillPolicy } from '../../bill/bill-policy.ts';
import { compileRater } from '../../rating/compile-rater.ts';
import type { RatingPolicy } from '../../rating/rating-policy.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { anyBillFacts } from '../bill-facts-arbitraries.ts';
import { anyPlainWork } from '../plain-work-arbitraries.ts';
import { billLaws } from './bill/bill-laws.ts';
import { anyBillCase, type BillCase } from './bill-case.ts';
import type { CounterExample } from './counter-example.ts';
import type { Law } from './law.ts';
import { anyRatingCase, type RatingCase } from './rating-case.ts';
import { ratingLaws } from './rating/rating-laws.ts';

/** What the laws are asked about, whether it rates or bills. */
export interface Subject<Case> {
  readonly laws: readonly Law<Case>[];
  readonly cases: fc.Arbitrary<Case>;
  readonly describe: (given: Case) => Pick<CounterExample, 'zone' | 'bill' | 'work'>;
}

/** How laws of rating are asked. */
export interface RatingSubjectOptions {
  /** Default: {@link anyPlainWork} of the policy. */
  readonly work?: fc.Arbitrary<readonly TimeEntry[]> | undefined;
  /** What rates. Default: the rater that {@link compileRater} makes of the policy. */
  readonly rater?: RatingCase['rater'] | undefined;
  /** Rate by the terms of this contract of the policy. */
  readonly contractId?: string | null | undefined;
}

/** How laws of bills are asked. */
export interface BillSubjectOptions {
  /** Default: work around the period that is billed, see {@link anyBillFacts}. */
  readonly work?: fc.Arbitrary<readonly TimeEntry[]> | undefined;
  /** What bills. Default: `billPeriod`. */
  readonly billing?: BillCase['billing'] | undefined;
}

/** Says whether a policy is one that bills. */
export function isBillPolicy(policy: RatingPolicy | BillPolicy): policy is BillPolicy {
  return typeof policy === 'object' && (policy as unknown) !== null && 'rating' in policy;
}

/** A rating policy, to be asked. */
export function ratingSubject(
  policy: RatingPolicy,
  { rater = compileRater(policy), work = anyPlainWork(policy), contractId = null }: RatingSubjectOptions,
): Subject<RatingCase> {
  return {
    laws: Object.values(ratingLaws),
    cases: anyRatingCase({ policy, rater, contractId }, work),
    describe: (given) => ({ zone: policy.calendar.zone, bill: null, work: given.work }),
  };
}

/** A bill policy with its contracts, to be asked. */
export function billSubject(
  policy: BillPolicy,
  { work, billing = billPeriod }: BillSubjectOptions,
): Subject<BillCase> {
  // Whoever hands in a policy that is none is told so, before work is made from it.
  compileRater(policy.rating);
  return {
    laws: Object.values(billLaws),
    cases: anyBillCase({ policy, billing }, anyBillFacts(policy, { work })),
    describe: ({ facts }) => ({
      zone: policy.rating.calendar.zone,
      bill: { contractId: facts.contract.id, period: facts.contractPeriod.period.from },
      work: facts.work ?? [],
    }),
  };
}
