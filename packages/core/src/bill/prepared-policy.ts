import type { Contract } from '../contract/contract.ts';
import { rateInSteps, type StepRater } from '../rating/rate-in-steps.ts';
import type { BillFacts } from './bill-facts.ts';
import type { BillPolicy } from './bill-policy.ts';

/** A policy of which everything that many bills have in common was read once. */
export interface PreparedPolicy {
  readonly policy: BillPolicy;
  readonly rater: StepRater;
  /** The contracts among which what a bill is made from finds its own. */
  readonly contractsOf: (facts: BillFacts) => readonly Contract[];
}

/**
 * Reads what many bills have in common: cards, calendars, and whose the contracts are.
 *
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `RATING_POLICY_INVALID` for a policy that is none.
 */
export function preparePolicy(policy: BillPolicy): PreparedPolicy {
  const contracts = new Map<string, Contract[]>();
  for (const contract of policy.contracts ?? []) {
    const own = contracts.get(contract.customerId);
    if (own === undefined) contracts.set(contract.customerId, [contract]);
    else own.push(contract);
  }
  return {
    // Whoever changes theirs afterwards does not change half of what bills are made by.
    policy: { ...policy },
    rater: rateInSteps(policy.rating),
    contractsOf: ({ contract, contracts: own, expenses = [], products = [] }) => {
      if (own !== undefined) return own;
      const customers = new Set([contract, ...expenses, ...products].map(({ customerId }) => customerId));
      return [...customers].flatMap((customerId) => contracts.get(customerId) ?? []);
    },
  };
}
