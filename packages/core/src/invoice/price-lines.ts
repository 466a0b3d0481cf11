import { parseInput } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import type { Charges } from '../rating/charges-of.ts';
import { chargesIntoLines, type LineKeeper } from './charges-into-lines.ts';
import { type ChargeGroup, groupCharges } from './group-charges.ts';
import { type InvoiceLine, type LineGroup, type LineKind, inLineOrder } from './invoice-line.ts';
import { lineNumbers } from './line-amount.ts';
import { type LineKeys, type LineOptions, lineKeys } from './line-keys.ts';
import { type LinePolicy, linePolicySchema } from './line-policy.ts';

/**
 * The invoice lines of one customer's charges in one currency (R50 to R52): of a list of charges, or of the result of a
 * rating as it is; {@link chargesByCustomer} divides the work of several customers. Charges with the same unit price and the
 * same group share a line. The lines are ordered by first work date, then by key, and do not depend on the order of
 * the charges. Work that costs 0 has its line too.
 *
 * Time: the quantity is the sum of billed seconds ÷ 3600, half-up to the policy's scale. Pieces: the quantity is the
 * number of pieces; a group of work whose price an earlier entry carries becomes an `information` line of amount 0.
 * With `printed`, amount = quantity × unit price as they stand on the line, half-up. With `exact`, the amount is the
 * exact sum of the charges, half-up; where quantity × unit price does not give it, the line is 1 × amount with its
 * hours (or its pieces) beside it. For pieces that happens only to prices finer than the unit price's scale.
 *
 * @throws BillingError `CHARGE_INVALID` for something other than the result of a rating, or charges.
 * @throws BillingError `CURRENCY_MISMATCH` when the charges are in several currencies.
 * @throws BillingError `DUPLICATE_CHARGE` when a charge is there twice: it would be paid twice.
 * @throws BillingError `TOTALS_INVALID` when the charges are of several customers, or `taxCodes` gives no array.
 * @throws BillingError `LINE_POLICY_INVALID` when the policy is not one that {@link linePolicy} accepts.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, linePolicy, priceLines } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({
 *     zone: 'Europe/Berlin',
 *     business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 *   }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'support', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', minutes: 20 },
 *   { ...work, id: 'te_2', minutes: 30 },
 * ]);
 * for (const line of priceLines(rated, linePolicy())) {
 *   console.log(`${line.quantity} h × ${line.unitPrice} = ${line.amount.amount}`);
 *   // => 0.8333 h × 120.00 = 100.00
 * }
 * ```
 */
export function priceLines(
  charges: Charges,
  policy: LinePolicy,
  options: LineOptions = {},
): readonly InvoiceLine[] {
  const checked = readPolicy(policy);
  const keys = lineKeys(checked, options);
  const lines: InvoiceLine[] = [];
  for (const group of groupCharges(charges, keys)) lines.push(priceGroup(group, keys, checked));
  return inLineOrder(lines);
}

/**
 * The charges of each line, by the line's key, for {@link allocateLine} and {@link explainLine}. The charges, the
 * policy and the options are those that the lines were priced with.
 *
 * @throws BillingError for the same reasons as {@link priceLines}.
 * @example
 * ```ts
 * import {
 *   chargesByLine, compileRater, defineCalendar, defineRateCard, linePolicy, priceLines,
 * } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'support', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', date: '2026-03-02', minutes: 20 };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', serviceTypeId: 'support' },
 *   { ...work, id: 'te_2', serviceTypeId: 'travel' },
 *   { ...work, id: 'te_3', serviceTypeId: 'support' },
 * ]);
 * const policy = linePolicy();
 * const charges = chargesByLine(rated, policy);
 * for (const { key, group } of priceLines(rated, policy)) {
 *   console.log(group.serviceTypeId, (charges.get(key) ?? []).map(({ entryId }) => entryId).join(' '));
 * }
 * // => support te_1 te_3
 * // => travel te_2
 * ```
 */
export function chargesByLine(
  charges: Charges,
  policy: LinePolicy,
  options: LineOptions = {},
): ReadonlyMap<string, readonly Charge[]> {
  const keys = lineKeys(readPolicy(policy), options);
  return chargesIntoLines(charges, keys, lists);
}

const lists: LineKeeper<Charge[]> = {
  open: (charge) => [charge],
  add: (charges, charge) => void charges.push(charge),
};

/** Checked, because a policy that comes back from storage decides amounts. */
function readPolicy(policy: LinePolicy): LinePolicy {
  return parseInput('LINE_POLICY_INVALID', linePolicySchema, policy, ['policy']);
}

function priceGroup(group: ChargeGroup, keys: LineKeys, policy: LinePolicy): InvoiceLine {
  const { key, lead, price, to, taxCodes } = group;
  const { unit, currency } = lead;
  const count = unit === 'hour' ? group.billedSeconds : group.pieces;
  return {
    kind: kindOf(group),
    key,
    group: groupOf(lead, keys),
    ...lineNumbers({ unit, count, price, currency }, policy),
    from: lead.date,
    to,
    entryIds: [...new Set(group.entryIds.toSorted())],
    taxCodes,
    description: null,
  };
}

function kindOf({ lead, pieces }: ChargeGroup): LineKind {
  if (lead.unit === 'hour') return 'time';
  return pieces === 0 ? 'information' : 'piece';
}

function groupOf(lead: Charge, { fields }: LineKeys): LineGroup {
  return Object.assign({}, ...fields.map(({ groupOf: read }) => read(lead)));
}
