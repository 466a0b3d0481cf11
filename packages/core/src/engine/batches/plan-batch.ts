import { BillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import {
  type Batch,
  type BatchCustomer,
  batchCustomerRecords,
  batchRecords,
  type BatchScope,
} from '../records/batches.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { customersOf, hasSomething } from './customers-of.ts';
import { unknownCustomersOf, unknownOutcome } from './unknown-customers.ts';

/** A customer of a batch that nobody has billed yet. */
const pendingCustomer = (batchId: string, customerId: string): BatchCustomer => ({
  batchId,
  customerId,
  status: 'pending',
  reason: null,
  billIds: [],
  invoiceIds: [],
  carriedIds: [],
  amounts: [],
  blocked: 0,
  doneAt: null,
});

/** How a batch is planned. */
export interface PlanOptions extends WriteOptions {
  /**
   * Notes with the batch that the runner is to get it. Should the caller come no further, the tick hands it over.
   * Default: false.
   */
  readonly distribute?: boolean | undefined;
}

/**
 * Writes a batch down with its customers; nothing is billed. A second call with the same key gets the same batch, and
 * goes on where the first one was broken off.
 *
 * @throws BillingError `KEY_REUSED`, `SETTINGS_MISSING`, `NOT_FOUND` for a customer that is named and not there.
 */
export async function planBatch(
  scope: TenantScope,
  request: BatchScope,
  { distribute = false, ...options }: PlanOptions,
): Promise<Batch> {
  const question = { method: 'batches.save', given: request };
  const id = await scope.write(question, options, async (unit) => {
    await loadSettings(unit);
    const batch: Batch = {
      id: scope.context.ids.next('batch'),
      ...request,
      state: 'planning',
      madeAt: unit.at,
      customers: null,
      distribution: distribute ? { state: 'begun', round: 1 } : null,
    };
    await unit.save(batchRecords, batch);
    const subject = { kind: 'batch', id: batch.id };
    unit.note({ action: 'batch.save', subject, before: null, after: asJson(request) });
    return batch.id;
  });
  return finishPlan(scope, await scope.read((unit) => unit.load(batchRecords, id)), options);
}

/** Writes the customers down that are not yet, should the plan have been broken off. */
export async function finishPlan(scope: TenantScope, batch: Batch, options: WriteOptions): Promise<Batch> {
  if (batch.state !== 'planning') return batch;
  const own = { ...options, key: undefined };
  const question = { method: 'batches.plan', given: batch.id };
  for await (const ids of customersOf(scope, batch)) {
    await scope.write(question, own, async (unit) => {
      await loadPlanning(unit, batch.id);
      const customers: BatchCustomer[] = [];
      for (const customerId of ids)
        if (await hasSomething(unit, customerId)) customers.push(pendingCustomer(batch.id, customerId));
      await unit.addAll(batchCustomerRecords, customers);
    });
  }
  return scope.write(question, own, async (unit) => {
    const current = await loadPlanning(unit, batch.id);
    if (current.state !== 'planning') return current;
    for (const unknown of await unknownCustomersOf(unit, batch)) {
      const row = pendingCustomer(batch.id, unknown.customerId);
      await unit.add(batchCustomerRecords, { ...row, ...unknownOutcome(unknown), doneAt: unit.at });
    }
    let customers = 0;
    for await (const _ of unit.each(batchCustomerRecords, { index: ['batch', batch.id] })) customers += 1;
    const planned: Batch = { ...current, state: 'running', customers };
    await unit.save(batchRecords, planned);
    return planned;
  });
}

async function loadPlanning(unit: Unit, id: string): Promise<Batch> {
  await unit.lock(`batch:${id}`);
  const batch = await unit.load(batchRecords, id);
  if (batch.state !== 'deleting' && batch.state !== 'deleted') return batch;
  throw new BillingError('BATCH_STATE', { batchId: id, state: batch.state, action: 'run', invoiceIds: [] });
}
