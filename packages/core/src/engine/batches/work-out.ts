import type { CustomerBilling } from '../../bill/bill-customer.ts';
import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import type { CarriedForward } from '../../invoice/negative/settle-negative.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import type { Instant } from '../../time/instant.ts';
import { billsOfCustomer, readFactsOf, type StoredFacts } from '../bills/bills-of-customer.ts';
import { lockPrepaidOf, readPrepaidOf } from '../bills/prepaid-of.ts';
import type { TenantPolicy } from '../bills/tenant-policy.ts';
import type { BatchScope } from '../records/batches.ts';
import { carriedRecords, type StoredCarried } from '../records/carried.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import { attachmentsByWork } from './attachments-of.ts';
import { filterOf } from './batch-request.ts';
import { type Drafts, draftsOf } from './drafts-of.ts';

/** Everything that a customer's drafts are made from. */
export interface CustomerState {
  readonly customer: Customer;
  readonly facts: StoredFacts;
  readonly prepaid: PrepaidHistory;
  readonly carried: readonly StoredCarried[];
}

/** What a batch is worked out by. */
export interface WorkOutSetting {
  readonly tenant: TenantPolicy;
  readonly scope: BatchScope;
  readonly batchId: string | null;
  readonly at: Instant;
  readonly taxCodes: readonly TaxCode[] | undefined;
  readonly nextId: () => string;
}

/** What a batch does for one customer. */
export interface WorkedOut {
  readonly billing: CustomerBilling;
  readonly drafts: Drafts;
}

/** Reads what a customer's drafts are made from, for those who only look. */
export function readStateOf(unit: Unit, customerId: string): Promise<CustomerState> {
  return stateOf(unit, customerId, readPrepaidOf);
}

/** Reads what a customer's drafts are made from, under the locks of the customer and its accounts. */
export async function lockStateOf(unit: Unit, customerId: string): Promise<CustomerState> {
  await unit.lock(`customer:${customerId}`);
  return stateOf(unit, customerId, lockPrepaidOf);
}

async function stateOf(
  unit: Unit,
  customerId: string,
  prepaidOf: typeof lockPrepaidOf,
): Promise<CustomerState> {
  return {
    customer: await unit.load(customerRecords, customerId),
    facts: await readFactsOf(unit, customerId),
    prepaid: await prepaidOf(unit, customerId),
    carried: await unit.all(carriedRecords, { index: ['open', customerId] }),
  };
}

/**
 * What a batch does for one customer. Nothing is written: the preview and the run are one calculation.
 *
 * @throws BillingError what billing and drafting throw.
 */
export function workOut(state: CustomerState, setting: WorkOutSetting): WorkedOut {
  const { customer, facts, prepaid, carried } = state;
  const { tenant, scope, batchId, at, taxCodes, nextId } = setting;
  const { through, early } = scope;
  const filter = filterOf(scope);
  const billing = billsOfCustomer(
    tenant,
    { customer, through, early, takes: filter.work, bills: filter.contract, taxCodes },
    facts,
    prepaid,
    at,
  );
  const open: readonly CarriedForward[] = carried.map((one) => one.carried);
  const { settings } = tenant;
  const attachments = attachmentsByWork(facts.open);
  const drafting = { customer, settings, batchId, carried: open, attachments, nextId };
  return { billing, drafts: draftsOf(billing.bills, drafting) };
}
