import type { BillFacts } from '../../bill/bill-facts.ts';
import type { Bill } from '../../bill/bill.ts';
import type { Biller } from '../../bill/compile-billing.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { billsOfCustomer, readFactsOf } from '../bills/bills-of-customer.ts';
import { readPrepaidOf } from '../prepaid/read-prepaid-of.ts';
import type { TenantPolicy } from '../bills/tenant-policy.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** A bill that would be made now, and the facts that it would be made from. */
export interface DueBill {
  readonly facts: BillFacts;
  readonly bill: Bill;
}

/** All bills of a customer that would be made if its periods ended now, in the order in which they would be made. */
export async function dueBillsOf(
  scope: TenantScope,
  tenant: TenantPolicy,
  customer: Customer,
  through: CivilDate,
): Promise<readonly DueBill[]> {
  return scope.read(async (unit) => {
    const facts = await readFactsOf(unit, customer.id);
    const prepaid = await readPrepaidOf(unit, customer.id);
    const { recorder, made } = recording(tenant);
    billsOfCustomer(recorder, { customer, through, early: true }, facts, prepaid, unit.at);
    return made;
  });
}

/** A tenant whose billers write down what they are asked and what they answer. */
export function recording(tenant: TenantPolicy): {
  readonly recorder: TenantPolicy;
  readonly made: readonly DueBill[];
} {
  const made: DueBill[] = [];
  const recorded = (biller: Biller): Biller => ({
    bill(facts) {
      const bill = biller.bill(facts);
      made.push({ facts, bill });
      return bill;
    },
  });
  const recorder = {
    ...tenant,
    billerOf: (...asked: Parameters<TenantPolicy['billerOf']>) => recorded(tenant.billerOf(...asked)),
  };
  return { recorder, made };
}
