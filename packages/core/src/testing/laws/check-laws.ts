import fc from 'fast-check';
import type { BillPolicy } from '../../bill/bill-policy.ts';
import type { RatingPolicy } from '../../rating/rating-policy.ts';
import type { BillCase } from './bill-case.ts';
import { type CounterExample, counterExampleOf, judged } from './counter-example.ts';
import type { Law } from './law.ts';
import type { RatingCase } from './rating-case.ts';
import {
  billSubject,
  type BillSubjectOptions,
  isBillPolicy,
  ratingSubject,
  type RatingSubjectOptions,
  type Subject,
} from './subject.ts';

/** How often the laws are asked, which of them, and about what. */
export interface LawOptions<Case> {
  /** Default: all of them. */
  readonly laws?: readonly Law<Case>[] | undefined;
  /** How many cases for each law. Default: what fast-check is told, else 100. */
  readonly runs?: number | undefined;
  /** The seed of an earlier run, to see the same cases again. */
  readonly seed?: number | undefined;
  /** The path of a counter-example, with its seed and its law, to see that case alone. */
  readonly path?: string | undefined;
}

/** What {@link checkLaws} takes beside a rating policy. */
export interface RatingLawOptions extends LawOptions<RatingCase>, RatingSubjectOptions {}

/** What {@link checkLaws} takes beside a bill policy. */
export interface BillLawOptions extends LawOptions<BillCase>, BillSubjectOptions {}

/** What became of one law. */
export interface LawReport {
  readonly law: string;
  readonly says: string;
  /** `not-applicable`: no case could be judged, which is not to have passed. */
  readonly outcome: 'holds' | 'broken' | 'not-applicable';
  /** Cases that the law was asked about, and those in which it had something to judge. */
  readonly cases: number;
  readonly judged: number;
  /** Exceptions of the law that cases fell under, with their number. */
  readonly exceptions: readonly { readonly name: string; readonly says: string; readonly cases: number }[];
  readonly counterExample: CounterExample | null;
}

/**
 * Asks laws about a policy: a rating policy, or a bill policy with contracts. Each law meets many cases; the smallest
 * that breaks it is its counter-example, see {@link tellStory}. Where a law does not hold by its nature, as it does not
 * for volume tiers, it says so and is not judged.
 *
 * @throws BillingError `BILL_INVALID` when a bill policy has no contract that is ever in force.
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `RATING_POLICY_INVALID` for a rating policy that is none.
 * @example
 * ```ts
 * import { defineCalendar, defineRateCard } from '@billwright/core';
 * import { checkLaws, ratingLaws } from '@billwright/core/testing';
 *
 * const policy = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * for (const { law, outcome } of checkLaws(policy, { laws: [ratingLaws.monotoneInTime] })) console.log(law, outcome);
 * // => monotone-in-time holds
 * ```
 */
export function checkLaws(policy: RatingPolicy, options?: RatingLawOptions): readonly LawReport[];
export function checkLaws(policy: BillPolicy, options?: BillLawOptions): readonly LawReport[];
export function checkLaws(
  policy: RatingPolicy | BillPolicy,
  options: RatingLawOptions | BillLawOptions = {},
): readonly LawReport[] {
  // The overloads pair each policy with options of its own kind.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  return isBillPolicy(policy)
    ? reportsOf(billSubject(policy, options as BillLawOptions), options as BillLawOptions)
    : reportsOf(ratingSubject(policy, options as RatingLawOptions), options as RatingLawOptions);
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

function reportsOf<Case>(subject: Subject<Case>, options: LawOptions<Case>): readonly LawReport[] {
  return (options.laws ?? subject.laws).map((law) => reportOf(law, subject, options));
}

function reportOf<Case>(
  law: Law<Case>,
  { cases, describe }: Subject<Case>,
  { runs, seed, path }: LawOptions<Case>,
): LawReport {
  const counts = new Map<string, number>();
  const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
  const details = fc.check(
    fc.property(cases, (given) => {
      const verdict = judged(law, given);
      count(verdict.outcome === 'exception' ? `exception ${verdict.exception}` : verdict.outcome);
      return verdict.outcome !== 'broken';
    }),
    {
      ...(runs === undefined ? {} : { numRuns: runs }),
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path }),
    },
  );
  const [given] = details.counterexample ?? [];
  const replay = { seed: details.seed, path: details.counterexamplePath ?? '' };
  const counterExample =
    given === undefined ? null : counterExampleOf(law, given, { ...describe(given), replay });
  const found = (counts.get('holds') ?? 0) + (counts.get('broken') ?? 0);
  const passed = found === 0 ? 'not-applicable' : 'holds';
  return {
    law: law.name,
    says: law.says,
    outcome: details.failed ? 'broken' : passed,
    cases: [...counts.values()].reduce((sum, cases_) => sum + cases_, 0),
    judged: found,
    exceptions: Object.entries(law.exceptions).flatMap(([name, says]) => {
      const met = counts.get(`exception ${name}`) ?? 0;
      return met === 0 ? [] : [{ name, says, cases: met }];
    }),
    counterExample,
  };
}
