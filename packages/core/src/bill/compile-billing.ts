import type { Contract } from '../contract/contract.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import type { BillPolicy } from './bill-policy.ts';
import { makeBill } from './make-bill.ts';
import { preparePolicy } from './prepared-policy.ts';
import { billFactsReader, requireBillPolicy } from './read-bill-facts.ts';

/** Bills periods of contracts by one policy. Keep it for a whole run: it remembers the prices that it has looked up. */
export interface Biller {
  /**
   * Bills one period of a contract, as {@link billPeriod} does. Bills know nothing of each other: what one leaves
   * behind is handed in with the next, as history.
   *
   * @throws BillingError `BILL_INVALID` with every fault and its path: a misspelt key, a contract that is none, a pool
   * whose account is not among the facts, draws of work that do not fit it, an entry of which nothing is left.
   * @throws BillingError `COMPONENT_KIND_FAULTY`, `EXHAUSTION_KIND_FAULTY` when a kind of your own answers what no contract has.
   * @throws BillingError `CONTRACTS_OVERLAP` when two of the customer's contracts can take the same work.
   * @throws BillingError `CURRENCY_MISMATCH` when something that is billed is not in the contract's currency.
   */
  bill(facts: BillFacts): Bill;
}

/**
 * Makes a biller of everything that decides what bills say: cards and calendars are read once for any number of
 * contracts, periods and customers. A contract of which `policy.rating` says nothing is rated by its customer's terms.
 *
 * @throws BillingError `BILL_INVALID` when the policy has a misspelt key, or a part of it is none.
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `RATING_POLICY_INVALID` with the path to the fault.
 * @example
 * ```ts
 * import { compileBilling, defineCalendar, defineContract, defineRateCard, periodsDue } from '@billwright/core';
 *
 * const biller = compileBilling({
 *   rating: {
 *     calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *     rateCard: defineRateCard({
 *       id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *     }),
 *   },
 * });
 * const common = {
 *   currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01', cycle: { frequency: 'monthly' },
 * } as const;
 * for (const customerId of ['acme', 'globex']) {
 *   const contract = defineContract({ ...common, id: `c_${customerId}`, customerId });
 *   const entry = { id: 'te_1', customerId, agentId: 'ana', serviceTypeId: 'support' };
 *   const work = [{ ...entry, date: '2026-03-02', minutes: 90 }];
 *   for (const contractPeriod of periodsDue(contract, '2026-03-31')) {
 *     const bill = biller.bill({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' });
 *     console.log(bill.contractId, bill.totals.total.amount);
 *   }
 * }
 * // => c_acme 180.00
 * // => c_globex 180.00
 * ```
 */
export function compileBilling(policy: BillPolicy): Biller {
  requireBillPolicy(policy);
  const prepared = preparePolicy(policy);
  const readFacts = billFactsReader(policy);
  return {
    bill(given) {
      const facts = readFacts(given);
      requirePricing(facts.contract, policy);
      return makeBill(facts, prepared);
    },
  };
}

/** Refuses to bill a contract with prices of its own by those of its customer, because nobody handed them in. */
function requirePricing({ id, pricing }: Contract, { rating }: BillPolicy): void {
  if (pricing === null || Object.hasOwn(rating.contracts ?? {}, id)) return;
  const message = `has prices of its own: hand them in as policy.rating.contracts["${id}"]`;
  throw inputError('BILL_INVALID', [{ path: ['facts', 'contract', 'pricing'], message }]);
}
