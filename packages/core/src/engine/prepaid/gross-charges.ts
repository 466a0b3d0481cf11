import type { Contract } from '../../contract/contract.ts';
import type { Charge } from '../../rating/charge.ts';
import { addDays } from '../../time/civil-date.ts';
import type { Period } from '../../time/period.ts';
import { type BillingRequest, billsOfCustomer, type StoredFacts } from '../bills/bills-of-customer.ts';
import type { TenantPolicy } from '../bills/tenant-policy.ts';

/** What work comes to before anybody pays for it, as the bill of its contract and period will price it. */
export interface GrossCharges {
  readonly contractId: string;
  readonly period: Period;
  /** In the order of work. */
  readonly charges: readonly Charge[];
}

/**
 * Prices all open work of a customer as its bills will, without what contracts cover: rounding over several entries,
 * tiers and prices per work item come out as they will on the bill.
 */
export function grossCharges(
  tenant: TenantPolicy,
  customer: BillingRequest['customer'],
  facts: StoredFacts,
  at: string,
): readonly GrossCharges[] {
  const last = facts.open.reduce((latest, { date }) => (date > latest ? date : latest), at.slice(0, 10));
  // One day more, since a date can be the next one in another zone.
  const request = { customer, through: addDays(last, 1), early: true };
  const uncovered = { ...facts, contracts: facts.contracts.map(withoutComponents) };
  const nothing = { accounts: [], lots: [], postings: [] };
  const { bills } = billsOfCustomer(tenant, request, uncovered, nothing, at);
  return bills.map(({ bill }) => ({
    contractId: bill.contractId,
    period: bill.period,
    charges: bill.charges,
  }));
}

const withoutComponents = (contract: Contract): Contract => ({
  ...contract,
  components: [],
  amendments: contract.amendments.map(({ components: _components, ...amendment }) => amendment),
});
