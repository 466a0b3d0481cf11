import type { Bill } from '../../bill/bill.ts';
import type { Contract } from '../../contract/contract.ts';
import { compileRater, type Rater } from '../../rating/compile-rater.ts';
import { type Budget, type BudgetUse, budgetUse } from '../../report/budget-use.ts';
import type { ReportedWork } from '../../report/reported-work.ts';
import { reportWork } from '../../report/report-work.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { loadTenantPolicy, type TenantPolicy } from '../bills/tenant-policy.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { readAll } from '../page.ts';
import { budgetRecords } from '../records/budgets.ts';
import { billRecords } from '../records/billing.ts';
import { contractRecords, customerRecords } from '../records/master-data.ts';
import { tellOnce, toldOf } from '../records/notices.ts';
import { workItemKey, workRecords } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { dueBillsOf } from './due-bills.ts';

/** Where budgets stand, one after another as they are asked for: no more than one's work is in memory. */
export async function* reportBudgets(
  scope: TenantScope,
  budgetId?: string,
): AsyncGenerator<BudgetUse, void, undefined> {
  const { plugins } = scope.context;
  const tenant = await scope.read((unit) => loadTenantPolicy(unit, plugins));
  const rater = compileRater(tenant.policy.rating);
  for await (const budget of readAll(scope, { from: budgetRecords })) {
    if (budgetId !== undefined && budget.id !== budgetId) continue;
    const work = await workFor(scope, { tenant, rater }, budget);
    const told = await scope.read((unit) => toldOf(unit, subjectOf(budget)));
    yield* budgetUse({ budgets: [budget], work, told: { [budget.id]: [...told] } });
  }
}

/** Raises an event for each threshold that a budget has reached, once. For the passing of time. */
export async function raiseBudgets(scope: TenantScope): Promise<readonly BudgetUse[]> {
  const raised: BudgetUse[] = [];
  for await (const use of reportBudgets(scope)) {
    if (use.crossed.length === 0) continue;
    const { id: budgetId, used, limit } = use;
    await scope.write({ method: 'budgets.raise', given: null }, {}, async (unit) => {
      await unit.lock(`budget:${budgetId}`);
      for (const threshold of use.crossed) {
        if (await tellOnce(unit, subjectOf({ id: budgetId }), threshold))
          unit.emit('budget.crossed', { budgetId, threshold, used, limit });
      }
    });
    raised.push(use);
  }
  return raised;
}

const subjectOf = ({ id }: Pick<Budget, 'id'>): { readonly kind: string; readonly id: string } => ({
  kind: 'budget',
  id,
});

interface Pricing {
  readonly tenant: TenantPolicy;
  readonly rater: Rater;
}

/** The work that can be a budget's; the budget itself chooses from it. */
async function workFor(
  scope: TenantScope,
  { tenant, rater }: Pricing,
  { on }: Budget,
): Promise<readonly ReportedWork[]> {
  const contract = on.contractId === undefined ? null : await findContract(scope, on.contractId);
  if (on.contractId !== undefined && contract === null) return [];
  const entries: TimeEntry[] = [];
  const billIds = new Set<string>();
  const index = indexOf(on, on.customerId ?? contract?.customerId);
  for await (const record of readAll(scope, { from: workRecords, index })) {
    if (record.kind !== 'entry') continue;
    entries.push(record.work);
    if (record.billId !== null) billIds.add(record.billId);
  }
  const bills = await scope.read(async (unit) => {
    const found: Bill[] = [];
    for (const id of billIds) found.push((await unit.load(billRecords, id)).bill);
    return found;
  });
  // Whose contract open work is, its bill tells: the one that would be made now.
  if (contract !== null) bills.push(...(await dueOf(scope, tenant, contract)));
  return reportWork({ work: entries, rated: rater.rate(entries), bills, zone: tenant.settings.zone });
}

const findContract = (scope: TenantScope, id: string): Promise<Contract | null> =>
  scope.read((unit) => unit.find(contractRecords, id));

async function dueOf(
  scope: TenantScope,
  tenant: TenantPolicy,
  { customerId, zone }: Contract,
): Promise<readonly Bill[]> {
  const customer = await scope.read((unit) => unit.load(customerRecords, customerId));
  const today = civilDateAt(scope.context.clock.now(), zone);
  return (await dueBillsOf(scope, tenant, customer, today)).map(({ bill }) => bill);
}

function indexOf(
  { workItem }: Budget['on'],
  customerId: string | undefined,
): readonly ['work-item' | 'customer', string] | undefined {
  if (workItem !== undefined) return ['work-item', workItemKey(workItem)];
  return customerId === undefined ? undefined : ['customer', customerId];
}
