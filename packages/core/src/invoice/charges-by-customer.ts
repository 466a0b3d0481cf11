import type { CurrencyCode } from '../money/currency.ts';
import type { Charge } from '../rating/charge.ts';
import { type Charges, chargesOf, requireCharge } from '../rating/charges-of.ts';
import { compareText } from './compare-text.ts';

/** The charges that can go on one invoice. */
export interface CustomerCharges {
  readonly customerId: string;
  readonly currency: CurrencyCode;
  /** In the order in which they were handed in: that of a rating is the order of work. */
  readonly charges: readonly Charge[];
}

/**
 * The charges of each customer in each currency, because an invoice has one of both: by customer id, then by currency,
 * whatever the order of the charges. Ids are compared as text, character by character.
 *
 * @throws BillingError `CHARGE_INVALID` for something other than the result of a rating, or charges.
 * @example
 * ```ts
 * import {
 *   chargesByCustomer, compileRater, defineCalendar, defineRateCard, linePolicy, priceLines,
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
 * const work = { agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 30 };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', customerId: 'globex' },
 *   { ...work, id: 'te_2', customerId: 'acme' },
 *   { ...work, id: 'te_3', customerId: 'globex' },
 * ]);
 * for (const { customerId, currency, charges } of chargesByCustomer(rated)) {
 *   const lines = priceLines(charges, linePolicy());
 *   console.log(`${customerId}: ${lines.map(({ amount }) => amount.amount).join(' + ')} ${currency}`);
 * }
 * // => acme: 60.00 EUR
 * // => globex: 120.00 EUR
 * ```
 */
export function chargesByCustomer(charges: Charges): readonly CustomerCharges[] {
  const parties = new Map<string, { customerId: string; currency: CurrencyCode; charges: Charge[] }>();
  for (const charge of chargesOf(charges)) {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- a hole in a list without types
    const key = `${charge?.currency} ${charge?.customerId}`;
    const party = parties.get(key);
    if (party !== undefined) {
      party.charges.push(charge);
      continue;
    }
    requireCharge(charge);
    const { customerId, currency } = charge;
    parties.set(key, { customerId, currency, charges: [charge] });
  }
  return [...parties.values()].toSorted(
    (one, other) =>
      compareText(one.customerId, other.customerId) || compareText(one.currency, other.currency),
  );
}
