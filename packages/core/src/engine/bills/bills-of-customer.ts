import { type CustomerBilling, makeCustomerBills } from '../../bill/bill-customer.ts';
import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import { billedPeriodRecords, type StoredPeriod } from '../records/billing.ts';
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
  /** Says of a contract whether it is billed. Default: all are. */
  readonly bills?: ((contractId: string) => boolean) | undefined;
  /** The customer's taxes, where a plugin knows them. Default: those of the settings. */
  readonly taxCodes?: readonly TaxCode[] | undefined;
}

/** What a customer is billed from, as it is stored. */
export interface StoredFacts {
  readonly open: readonly RecordedWork[];
  readonly contracts: readonly Contract[];
  readonly standing: readonly StoredPeriod[];
}

/** Reads what a customer is billed from. The caller holds the customer's lock, if it writes afterwards. */
export async function readFactsOf(unit: Unit, customerId: string): Promise<StoredFacts> {
  const [open, contracts, standing] = [
    await unit.all(workRecords, { index: ['open', customerId] }),
    await unit.all(contractRecords, { index: ['customer', customerId] }),
    await unit.all(billedPeriodRecords, { index: ['customer', customerId] }),
  ];
  return { open, contracts: contracts.filter(({ state }) => state !== 'draft'), standing };
}

/**
 * The bills of a customer that are due. Nothing is written: previews, forecasts and runs are one calculation.
 *
 * @throws BillingError what billing throws, and `NOT_FOUND` when the customer names a card or calendar that is not there.
 */
export function billsOfCustomer(
  tenant: TenantPolicy,
  { customer, through, early, takes = () => true, bills = () => true, taxCodes }: BillingRequest,
  { open, contracts, standing }: StoredFacts,
  prepaid: PrepaidHistory,
  at: string,
): CustomerBilling {
  const { settings, policy } = tenant;
  const works = open.filter(takes);
  const first = firstDayOfRest(customer.id, works, standing);
  return makeCustomerBills(tenant.billerOf(customer, taxCodes), {
    contracts,
    restContract: first === null ? undefined : restContract(customer, settings, first),
    isBilled: ({ id }) => bills(id),
    work: works.flatMap((one) => (one.kind === 'entry' ? [one.work] : [])),
    expenses: works.flatMap((one) => (one.kind === 'expense' ? [one.work] : [])),
    products: works.flatMap((one) => (one.kind === 'product' ? [one.work] : [])),
    bills: standing,
    prepaid,
    at,
    through,
    early,
    componentKinds: policy.componentKinds,
    exhaustionKinds: policy.exhaustionKinds,
  });
}

/** The first day of what the default terms bill or have billed; `null` when there is nothing. */
function firstDayOfRest(
  customerId: string,
  works: readonly RecordedWork[],
  standing: readonly StoredPeriod[],
): CivilDate | null {
  const id = restContractId(customerId);
  const billed = standing.filter(({ contractId }) => contractId === id).map(({ period }) => period.from);
  const [first] = [...works.map(({ date }) => date), ...billed].toSorted();
  // Dates are as they were written down; in the zone of the terms it can be the day before.
  return first === undefined ? null : addDays(first, -1);
}
