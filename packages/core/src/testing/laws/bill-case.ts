import fc from 'fast-check';
import type { Bill } from '../../bill/bill.ts';
import type { BillFacts } from '../../bill/bill-facts.ts';
import type { BillPolicy } from '../../bill/bill-policy.ts';
import { anyChange, type Change } from './change.ts';

/** Facts to be billed, and what a law may change about them. */
export interface BillCase {
  readonly policy: BillPolicy;
  /** What bills: `billPeriod`, or what stands around it. */
  readonly billing: (facts: BillFacts, policy: BillPolicy) => Bill;
  readonly facts: BillFacts;
  readonly change: Change;
}

/** Any case of one policy. */
export function anyBillCase(
  setting: Omit<BillCase, 'facts' | 'change'>,
  facts: fc.Arbitrary<BillFacts>,
): fc.Arbitrary<BillCase> {
  return fc.tuple(facts, anyChange()).map(([given, change]) => ({ ...setting, facts: given, change }));
}

/** The bill of the case, or of other facts in its place. */
export function billCase({ billing, policy, facts }: BillCase, other = facts): Bill {
  return billing(other, policy);
}
