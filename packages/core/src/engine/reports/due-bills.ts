import type { CustomerBilling } from '../../bill/bill-customer.ts';
import type { BillFacts } from '../../bill/bill-facts.ts';
import type { Bill } from '../../bill/bill.ts';
import type { Biller } from '../../bill/compile-billing.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { billsOfCustomer, readFactsOf } from '../bills/bills-of-customer.ts';
import { readPrepaidOf } from '../bills/prepaid-of.ts';
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
    return recordBills(tenant, (recorder) =>
      billsOfCustomer(recorder, { customer, through, early: true }, facts, prepaid, unit.at),
    );
  });
}

/** The bills that are made, with what they are made from. Those that hold nothing are left out, as billing does. */
export function recordBills(
  tenant: TenantPolicy,
  make: (recorder: TenantPolicy) => CustomerBilling,
): readonly DueBill[] {
  const made: DueBill[] = [];
  const recorded = (biller: Biller): Biller => ({
    bill(facts) {
      const bill = biller.bill(facts);
      made.push({ facts, bill });
      return bill;
    },
  });
  const { bills } = make({ ...tenant, billerOf: (...asked) => recorded(tenant.billerOf(...asked)) });
  const kept = new Set(bills.map(({ bill }) => bill));
  return made.filter(({ bill }) => kept.has(bill));
}
