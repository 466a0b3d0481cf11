import { billCustomer, type CustomerBill } from '../../bill/bill-customer.ts';
import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Customer } from '../../master-data/customer.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { billRecords, type StoredBill } from '../records/billing.ts';
import { contractRecords } from '../records/master-data.ts';
import { type RecordedWork, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { restContract, restContractId } from './rest-contract.ts';
import type { TenantPolicy } from './tenant-policy.ts';

/** What of a customer is to be billed. */
export interface BillingRequest {
  readonly customer: Customer;
  /** The last day that counts. */
  readonly through: CivilDate;
  /** Bills periods that are still open as well. */
  readonly early: boolean;
  /** Says of work whether it takes part. Default: all of it. */
  readonly takes?: ((work: RecordedWork) => boolean) | undefined;
}

/** What a customer is billed from, as it is stored. */
export interface StoredFacts {
  readonly open: readonly RecordedWork[];
  readonly contracts: readonly Contract[];
  readonly standing: readonly StoredBill[];
}

/** Reads what a customer is billed from. The caller holds the customer's lock, if it writes afterwards. */
export async function readFactsOf(unit: Unit, customerId: string): Promise<StoredFacts> {
  const [open, contracts, standing] = [
    await unit.all(workRecords, { index: ['open', customerId] }),
    await unit.all(contractRecords, { index: ['customer', customerId] }),
    await unit.all(billRecords, { index: ['standing', customerId] }),
  ];
  return { open, contracts: contracts.filter(({ state }) => state !== 'draft'), standing };
}

/** The bills of a customer that are due. Nothing is written: previews, forecasts and runs are one calculation. */
export function billsOfCustomer(
  { settings, policy, biller }: TenantPolicy,
  { customer, through, early, takes = () => true }: BillingRequest,
  { open, contracts, standing }: StoredFacts,
  prepaid: PrepaidHistory,
  at: string,
): readonly CustomerBill[] {
  const works = open.filter(takes);
  const first = firstDayOfRest(customer.id, works, standing);
  return billCustomer(biller, {
    contracts,
    restContract: first === null ? undefined : restContract(customer, settings, first),
    work: works.flatMap((one) => (one.kind === 'entry' ? [one.work] : [])),
    expenses: works.flatMap((one) => (one.kind === 'expense' ? [one.work] : [])),
    products: works.flatMap((one) => (one.kind === 'product' ? [one.work] : [])),
    bills: standing.map(({ bill, due }) => ({ ...bill, due: due === 'advance' ? 'advance' : 'all' })),
    prepaid,
    at,
    through,
    early,
    componentKinds: policy.componentKinds,
  });
}

/** The first day of what the default terms bill or have billed; `null` when there is nothing. */
function firstDayOfRest(
  customerId: string,
  works: readonly RecordedWork[],
  standing: readonly StoredBill[],
): CivilDate | null {
  const id = restContractId(customerId);
  const billed = standing.filter(({ bill }) => bill.contractId === id).map(({ bill }) => bill.period.from);
  const [first] = [...works.map(({ date }) => date), ...billed].toSorted();
  // Dates are as they were written down; in the zone of the terms it can be the day before.
  return first === undefined ? null : addDays(first, -1);
}
