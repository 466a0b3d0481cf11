import fc from 'fast-check';
import type { BillPolicy } from '../../bill/bill-policy.ts';
import type { RatingPolicy } from '../../rating/rating-policy.ts';
import type { BillCase } from './bill-case.ts';
import { counterExampleOf, judged } from './counter-example.ts';
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
import { tellStory } from './tell-story.ts';

/**
 * One law about one policy as a property of fast-check, for `fc.assert` in a test of your own. The story is the
 * cause of its error; seed and path are told by fast-check. Cases that the law does not judge are skipped as those of `fc.pre` are: a run
 * that skips too many fails.
 *
 * @throws BillingError `BILL_INVALID` when a bill policy has no contract that is ever in force.
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { defineCalendar, defineRateCard } from '@billwright/core';
 * import { lawProperty, ratingLaws } from '@billwright/core/testing';
 *
 * const policy = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * fc.assert(lawProperty(ratingLaws.orderFree, policy), { numRuns: 50 });
 * console.log('holds');
 * // => holds
 * ```
 */
export function lawProperty(
  law: Law<RatingCase>,
  policy: RatingPolicy,
  options?: RatingSubjectOptions,
): fc.IProperty<[unknown]>;
export function lawProperty(
  law: Law<BillCase>,
  policy: BillPolicy,
  options?: BillSubjectOptions,
): fc.IProperty<[unknown]>;
export function lawProperty(
  law: Law<RatingCase> | Law<BillCase>,
  policy: RatingPolicy | BillPolicy,
  options: RatingSubjectOptions | BillSubjectOptions = {},
): fc.IProperty<[unknown]> {
  // The overloads pair each policy with a law and options of its own kind.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  return isBillPolicy(policy)
    ? propertyOf(law as Law<BillCase>, billSubject(policy, options as BillSubjectOptions))
    : propertyOf(law as Law<RatingCase>, ratingSubject(policy, options as RatingSubjectOptions));
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

function propertyOf<Case>(law: Law<Case>, { cases, describe }: Subject<Case>): fc.IProperty<[unknown]> {
  // The story tells the case; as JSON it would fill pages with the policy.
  const told = cases.map((given) => ({ given, [fc.toStringMethod]: () => 'see the cause' }));
  return fc.property(told, ({ given }) => {
    const { outcome } = judged(law, given);
    fc.pre(outcome === 'holds' || outcome === 'broken');
    const found = counterExampleOf(law, given, { ...describe(given), replay: null });
    if (found !== null) throw new Error(tellStory(found));
  });
}
