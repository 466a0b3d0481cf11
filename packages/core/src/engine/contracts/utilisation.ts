import { type ContractUtilisation, contractUtilisation } from '../../report/contract-utilisation.ts';
import { billsOfCustomer, readFactsOf } from '../bills/bills-of-customer.ts';
import { loadTenantPolicy } from '../bills/tenant-policy.ts';
import type { EngineContext } from '../engine-context.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { readPrepaidOf } from '../bills/prepaid-of.ts';
import { billRecords } from '../records/billing.ts';
import { contractRecords, customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';

/** Whose use is asked for: one contract, or all of a customer. */
export type UtilisationRequest = { readonly contractId: string } | { readonly customerId: string };

/** How contracts were used, period by period, the open one as if it were billed now. */
export async function utilisationOf(
  unit: Unit,
  { plugins }: Pick<EngineContext, 'plugins'>,
  request: UtilisationRequest,
): Promise<readonly ContractUtilisation[]> {
  const contractId = 'contractId' in request ? request.contractId : null;
  const customerId =
    'contractId' in request
      ? (await unit.load(contractRecords, request.contractId)).customerId
      : request.customerId;
  const customer = await unit.load(customerRecords, customerId);
  const tenant = await loadTenantPolicy(unit, plugins, [customerId]);
  const standing = await unit.all(billRecords, { index: ['standing', customerId] });
  const facts = await readFactsOf(unit, customerId);
  const prepaid = await readPrepaidOf(unit, customerId);
  const through = civilDateAt(unit.at, customer.zone ?? tenant.settings.zone);
  const { bills } = billsOfCustomer(tenant, { customer, through, early: true }, facts, prepaid, unit.at);
  const all = [...standing, ...bills].map(({ bill }) => bill);
  return contractUtilisation(all.filter((bill) => contractId === null || bill.contractId === contractId));
}
