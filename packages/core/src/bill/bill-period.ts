import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import type { BillPolicy } from './bill-policy.ts';
import { compileBilling } from './compile-billing.ts';

/**
 * Bills one period of a contract. Nothing is stored and no clock is read: the same facts and policy give the same bill,
 * in a preview, the real run, or a forecast. Where many bills are made by one policy, {@link compileBilling} reads it
 * once.
 *
 * The order (section 6 of the rules): work that is due is measured; allowances and pools take their part in the order in
 * which the contract declares them, the rest is priced; then fees, expenses and products, minimums, caps, the contract's
 * discounts, taxes, totals. Work belongs to the bill by its civil date in the **contract's** zone; its bands, and the
 * versions of rate cards, are those of its date in the **calendar's** zone. Work of earlier days takes part and is told as late; work
 * of later days and of other contracts is told as not due.
 *
 * Charges are exact; each line is rounded once, half-up, by the contract's line policy, and what caps, minimums, discounts
 * and taxes make of it are whole minor units that sum to the total (R83).
 *
 * @throws BillingError `BILL_INVALID` with every fault and its path: a misspelt key, a contract that is none, a pool
 * whose account is not among the facts, draws of work that do not fit it, an entry of which nothing is left.
 * @throws BillingError `COMPONENT_KIND_FAULTY`, `EXHAUSTION_KIND_FAULTY` when a kind of your own answers what no contract has.
 * @throws BillingError `CONTRACTS_OVERLAP` when two of the customer's contracts can take the same work.
 * @throws BillingError `CURRENCY_MISMATCH` when something that is billed is not in the contract's currency.
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `RATING_POLICY_INVALID` for a policy that is none.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, defineRateCard, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-03-02', minutes: 12 * 60 }];
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   for (const { kind, quantity, amount } of bill.lines) console.log(kind, quantity, amount.amount);
 *   console.log(bill.totals.total.amount);
 * }
 * // => time 2 240.00
 * // => information 10 0.00
 * // => 240.00
 * ```
 */
export function billPeriod(facts: BillFacts, policy: BillPolicy): Bill {
  return compileBilling(policy).bill(facts);
}
