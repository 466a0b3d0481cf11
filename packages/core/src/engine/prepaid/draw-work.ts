import type { Contract } from '../../contract/contract.ts';
import { coveredRanges } from '../../contract/contract-period.ts';
import { partsOn } from '../../contract/parts-on.ts';
import { drawChosen } from '../../prepaid/draw-chosen.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { openPool } from '../../prepaid/prepaid-pool.ts';
import type { Period } from '../../time/period.ts';
import { readFactsOf } from '../bills/bills-of-customer.ts';
import { loadTenantPolicy, type TenantPolicy } from '../bills/tenant-policy.ts';
import type { EngineContext } from '../engine-context.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import type { AccountLedger } from './account-ledger.ts';
import { grossCharges } from './gross-charges.ts';

/** What work draws from an account, and what may not draw from it. */
export interface WorkDraws {
  readonly postings: readonly PrepaidPosting[];
  /** By entry id, the contract that does not let the account pay, or the name of the customer's default terms. */
  readonly withoutPool: ReadonlyMap<string, string>;
}

/**
 * What entries of the account's customer draw from it now, priced as their bills will price them (R72). Nothing is
 * written. The caller holds the locks of the customer and of the account.
 *
 * @throws BillingError what billing throws.
 */
export async function drawsOfWork(
  unit: Unit,
  { plugins }: Pick<EngineContext, 'plugins'>,
  { account, lots, postings }: AccountLedger,
  entryIds: ReadonlySet<string>,
): Promise<WorkDraws> {
  const { id: accountId, customerId } = account;
  const tenant = await loadTenantPolicy(unit, plugins, [customerId]);
  const customer = await unit.load(customerRecords, customerId);
  const facts = await readFactsOf(unit, customerId);
  const pool = openPool(account, lots, postings, unit.at);
  const made: PrepaidPosting[] = [];
  const withoutPool = new Map<string, string>();
  for (const { contractId, period, charges } of grossCharges(tenant, customer, facts, unit.at)) {
    const chosen = charges.filter(({ entryId }) => entryIds.has(entryId));
    const contract = facts.contracts.find(({ id }) => id === contractId);
    if (contract !== undefined && letsPay(tenant, contract, period, accountId))
      made.push(...drawChosen(pool, chosen, { zone: period.zone }));
    else for (const { entryId } of chosen) withoutPool.set(entryId, contractId);
  }
  return { postings: made, withoutPool };
}

/** Whether a contract names the account among those that pay for the work of a period. */
function letsPay({ policy }: TenantPolicy, contract: Contract, period: Period, accountId: string): boolean {
  const firstDay = coveredRanges(contract, period)[0]?.from ?? period.from;
  const { cover } = partsOn(contract, firstDay, policy.componentKinds, policy.exhaustionKinds);
  return cover.some(({ part }) => part.basis === 'pool' && part.accountId === accountId);
}
