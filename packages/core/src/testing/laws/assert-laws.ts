import type { BillPolicy } from '../../bill/bill-policy.ts';
import type { RatingPolicy } from '../../rating/rating-policy.ts';
import { type BillLawOptions, checkLaws, type LawReport, type RatingLawOptions } from './check-laws.ts';
import { isBillPolicy } from './subject.ts';
import { tellStory } from './tell-story.ts';

/**
 * Asks laws about a policy as {@link checkLaws} does, and throws the stories of those that are broken. A law that was
 * named in `laws` and had nothing to judge is a failure too: who asks for a proof must not get none in silence.
 *
 * @returns the reports, so that a test can look at what was not applicable.
 * @throws Error with the story of each counter-example. It is no `BillingError`: nothing was handed in wrongly.
 * @example
 * ```ts
 * import { defineCalendar, defineRateCard } from '@billwright/core';
 * import { assertLaws } from '@billwright/core/testing';
 *
 * const policy = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * console.log(assertLaws(policy).map(({ law }) => law).join(' '));
 * // => conservation currency-safe monotone-in-time never-negative no-double-pay order-free rerating-idempotent
 * ```
 */
export function assertLaws(policy: RatingPolicy, options?: RatingLawOptions): readonly LawReport[];
export function assertLaws(policy: BillPolicy, options?: BillLawOptions): readonly LawReport[];
export function assertLaws(
  policy: RatingPolicy | BillPolicy,
  options: RatingLawOptions | BillLawOptions = {},
): readonly LawReport[] {
  // The overloads pair each policy with options of its own kind.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  const reports = isBillPolicy(policy)
    ? checkLaws(policy, options as BillLawOptions)
    : checkLaws(policy, options as RatingLawOptions);
  /* oxlint-enable typescript/no-unsafe-type-assertion */
  const isAsked = options.laws !== undefined;
  const stories = reports.flatMap((report) => {
    if (report.counterExample !== null) return [tellStory(report.counterExample)];
    return isAsked && report.outcome === 'not-applicable' ? [unjudged(report)] : [];
  });
  if (stories.length > 0) throw new Error(stories.join('\n\n'));
  return reports;
}

function unjudged({ law, says, cases, exceptions }: LawReport): string {
  const reasons = exceptions.map(({ name, says: why, cases: met }) => `  ${name} (${met}): ${why}`);
  return [`${says} (${law})`, `None of ${cases} cases could be judged.`, ...reasons].join('\n');
}
