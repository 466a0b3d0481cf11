import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import { type LinePolicyInput, linePolicy } from '../invoice/line-policy.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import { type BillComparison, compareSides } from './compare-bills.ts';
import { sideOfRatedWork } from './difference-side.ts';

/**
 * Compares two ratings of the same work, for example under two rate cards or calendars, without any contract. Amounts
 * are those of the lines that the charges make for each customer and currency, before discounts and taxes, shared by
 * entry; there are no other parts than work. See {@link compareBills}.
 *
 * @param policy how charges become lines on both sides
 * @throws BillingError `COMPARISON_INVALID` when a side is not the result of a rating.
 * @throws BillingError `LINE_POLICY_INVALID` when the policy is none.
 * @example
 * ```ts
 * import { compareRatedWork, compileRater, defineCalendar, defineRateCard, explainDifference } from '@billwright/core';
 *
 * const calendar = defineCalendar({ zone: 'Europe/Berlin', business: [] });
 * const price = { kind: 'hourly', rate: '120.00' } as const;
 * const card = { id: 'standard', currency: 'EUR', rules: [{ id: 'any', price }] } as const;
 * const work = [
 *   { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 },
 * ];
 * const usual = compileRater({ calendar, rateCard: defineRateCard(card) });
 * const inSteps = compileRater({
 *   calendar, rateCard: defineRateCard({ ...card, quantity: { incrementMinutes: 15 } }),
 * });
 * const { items } = compareRatedWork(usual.rate(work), inSteps.rate(work));
 * for (const item of items) for (const sentence of explainDifference(item)) console.log(sentence);
 * // => Entry “te_1”: EUR 60.00 instead of EUR 40.00, EUR 20.00 more.
 * // => Billed time: 30 min in business hours instead of 20 min in business hours.
 * ```
 */
export function compareRatedWork(
  before: RatedWork,
  after: RatedWork,
  policy: LinePolicyInput = {},
): BillComparison {
  const checked = linePolicy(policy);
  requireRated(before, 'before');
  requireRated(after, 'after');
  return compareSides(sideOfRatedWork(before, checked), sideOfRatedWork(after, checked));
}

function requireRated(rated: RatedWork, side: string): void {
  const { charges, blocked, excluded }: Partial<RatedWork> = Object(rated);
  if (typeof charges === 'function' && Array.isArray(blocked) && Array.isArray(excluded)) return;
  const message = `is ${nameOfValue(rated)}, and no result of a rating`;
  throw inputError('COMPARISON_INVALID', [{ path: [side], message }]);
}
