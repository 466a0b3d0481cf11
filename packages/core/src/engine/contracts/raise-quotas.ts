import { crossedThresholds } from '../../contract/quota-threshold.ts';
import { partsOn } from '../../contract/parts-on.ts';
import type { EngineContext } from '../engine-context.ts';
import { eachApart } from '../each-apart.ts';
import { ownKindsOf } from '../own-kinds.ts';
import { readAll } from '../page.ts';
import { contractRecords } from '../records/master-data.ts';
import { toldOf } from '../records/notices.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { quotaOfCustomer } from './open-quota.ts';
import { tellThreshold, thresholdName } from './tell-threshold.ts';

/** Tells which thresholds a customer's open work has reached. */
async function raiseQuotas(
  unit: Unit,
  context: Pick<EngineContext, 'plugins'>,
  customerId: string,
): Promise<void> {
  const { open } = await quotaOfCustomer(unit, context, customerId);
  for (const { contract, period, allowances } of open) {
    const contractId = contract.id;
    const told = await toldOf(unit, { kind: 'contract', id: contractId });
    for (const { componentId, allowance, ...use } of allowances) {
      const { unit: counts } = allowance;
      const frame = { contractId, componentId, period: period.from };
      const known = { unit: counts, used: use.used, limit: use.limit };
      const raised = allowance.thresholds.filter((threshold) =>
        told.has(thresholdName({ ...frame, threshold })),
      );
      for (const threshold of crossedThresholds(use, allowance.thresholds, raised))
        await tellThreshold(unit, { ...frame, ...known, threshold });
    }
  }
}

/**
 * Looks at the allowances of customers whose work has changed. It harms no recording: what goes wrong is written to the
 * log, and the next tick looks again.
 */
export async function raiseQuotasOf(scope: TenantScope, customerIds: Iterable<string | null>): Promise<void> {
  for (const id of new Set(customerIds)) {
    if (id === null) continue;
    try {
      await raiseFor(scope, id);
    } catch (error) {
      scope.context.logger.warn('the allowances of a customer can not be told', { customerId: id, error });
    }
  }
}

/** Looks at the allowances of all customers that have some. One that fails stops no other. */
export async function raiseAllQuotas(scope: TenantScope): Promise<{ readonly customers: number }> {
  const ids = new Set<string>();
  for await (const { customerId } of readAll(scope, { from: contractRecords, index: ['state', 'active'] }))
    ids.add(customerId);
  return { customers: await eachApart(ids, (id) => raiseFor(scope, id)) };
}

async function raiseFor(scope: TenantScope, customerId: string): Promise<boolean> {
  if (!(await scope.read((unit) => hasAllowances(scope, unit, customerId)))) return false;
  await scope.write({ method: 'quota.raise', given: customerId }, {}, async (unit) => {
    await raiseQuotas(unit, scope.context, customerId);
    return null;
  });
  return true;
}

async function hasAllowances({ context }: TenantScope, unit: Unit, customerId: string): Promise<boolean> {
  const contracts = await unit.all(contractRecords, { index: ['customer', customerId] });
  const { componentKinds, exhaustionKinds } = ownKindsOf(context.plugins);
  return contracts.some(
    (contract) =>
      contract.state === 'active' &&
      [contract.start, ...contract.amendments.map(({ from }) => from)].some((day) =>
        partsOn(contract, day, componentKinds, exhaustionKinds).cover.some(
          ({ part }) => part.basis === 'allowance' && part.allowance.thresholds.length > 0,
        ),
      ),
  );
}
