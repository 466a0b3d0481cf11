import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import type { Money } from '../../money/money.ts';
import { loadTenantPolicy } from '../bills/tenant-policy.ts';
import { readAll } from '../page.ts';
import {
  type Batch,
  type BatchCustomer,
  batchCustomerRecords,
  batchRecords,
  type CustomerOutcome,
  type Distribution,
} from '../records/batches.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';
import { sumMoney } from './figures.ts';
import { finishPlan } from './plan-batch.ts';
import { type BatchRun, runCustomer } from './run-customer.ts';

/** How a batch is run. */
export interface RunOptions extends Omit<WriteOptions, 'key'> {
  /** Tries customers once more that failed before. Default: false. */
  readonly retryFailed?: boolean | undefined;
  /** How many customers are billed at once, 1 to 100. Default: 1. */
  readonly atOnce?: number | undefined;
}

/** One customer that is done, and how far the run is. */
export interface BatchStep {
  readonly done: number;
  readonly total: number;
  readonly customerId: string;
  readonly status: CustomerOutcome;
  readonly reason: BatchCustomer['reason'];
  readonly invoiceIds: readonly string[];
  /** What the drafts of all customers so far came to, by currency. */
  readonly amounts: readonly Money[];
}

/**
 * Bills the customers of a batch that are not done; those that are, are told from the record.
 *
 * @throws BillingError `NOT_FOUND`, or `BATCH_STATE` when the batch was deleted.
 */
export async function* runBatch(
  scope: TenantScope,
  batchId: string,
  { retryFailed = false, atOnce = 1, ...options }: RunOptions = {},
): AsyncGenerator<BatchStep, void, undefined> {
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 100)
    throw inputError('BATCH_INVALID', [
      { path: ['atOnce'], message: 'must be a whole number from 1 to 100' },
    ]);
  const run = await openRun(scope, batchId, options);
  if (retryFailed) await retryFailedOf(run);
  const total = run.batch.customers ?? 0;
  let [done, amounts] = [0, [] as readonly Money[]];
  const steps = async function* (rows: readonly BatchCustomer[]): AsyncGenerator<BatchStep> {
    const finished = await Promise.all(
      rows.map(async (row) => (row.status === 'pending' ? runCustomer(run, row.customerId) : row)),
    );
    for (const { customerId, status, reason, invoiceIds, amounts: own } of finished) {
      // It was deleted meanwhile.
      if (status === 'pending' || status === 'released') throw gone(batchId, 'deleted');
      done += 1;
      amounts = sumMoney([...amounts, ...own]);
      yield { done, total, customerId, status, reason, invoiceIds, amounts };
    }
  };
  let waiting: BatchCustomer[] = [];
  for await (const row of readAll(scope, { from: batchCustomerRecords, index: ['batch', batchId] })) {
    waiting.push(row);
    if (waiting.length < atOnce) continue;
    yield* steps(waiting);
    waiting = [];
  }
  yield* steps(waiting);
  await finishBatch(scope, batchId, options);
}

/** Reads what a run needs once. */
export async function openRun(
  scope: TenantScope,
  batchId: string,
  options: BatchRun['options'],
): Promise<BatchRun> {
  const found = await scope.read((unit) => unit.load(batchRecords, batchId));
  if (found.state === 'deleting' || found.state === 'deleted') throw gone(batchId, found.state);
  const batch = await finishPlan(scope, found, options);
  const { plugins } = scope.context;
  const named = batch.include.customers ?? undefined;
  const tenant = await scope.read((unit) => loadTenantPolicy(unit, plugins, named));
  return { scope, batch, tenant, options };
}

/** Marks a batch as saved when nobody is left; the last of many workers does. */
export async function finishBatch(
  scope: TenantScope,
  batchId: string,
  options: BatchRun['options'],
): Promise<void> {
  const pending = { index: ['pending', batchId], limit: 1 } as const;
  const left = await scope.read((unit) => unit.some(batchCustomerRecords, pending));
  if (left.length > 0) return;
  await scope.write({ method: 'batches.finish', given: batchId }, options, async (unit) => {
    await unit.lock(`batch:${batchId}`);
    const batch = await unit.load(batchRecords, batchId);
    if (batch.state !== 'running') return;
    if ((await unit.some(batchCustomerRecords, pending)).length > 0) return;
    await unit.save(batchRecords, { ...batch, state: 'saved' } satisfies Batch);
    unit.emit('batch.saved', { batchId });
  });
}

/**
 * Makes customers pending again that failed. Where the runner is to get them, that is noted with each of them, so that
 * none is forgotten.
 */
export async function retryFailedOf(
  { scope, batch, options }: BatchRun,
  { isDistributed = false }: { readonly isDistributed?: boolean } = {},
): Promise<void> {
  const question = { method: 'batches.retry', given: batch.id };
  for await (const row of readAll(scope, { from: batchCustomerRecords, index: ['batch', batch.id] })) {
    if (row.status !== 'failed') continue;
    await scope.write(question, options, async (unit) => {
      await unit.lock(`customer:${row.customerId}`);
      await unit.lock(`batch:${batch.id}`);
      const [current, stored] = [
        await unit.load(batchCustomerRecords, batchCustomerRecords.id(row)),
        await unit.load(batchRecords, batch.id),
      ];
      if (current.status !== 'failed') return;
      if (stored.state === 'deleting' || stored.state === 'deleted') throw gone(batch.id, stored.state);
      await unit.save(batchCustomerRecords, { ...current, status: 'pending', reason: null, doneAt: null });
      const distribution = isDistributed ? begun(stored.distribution) : stored.distribution;
      if (stored.state === 'saved' || isDistributed)
        await unit.save(batchRecords, { ...stored, state: 'running', distribution });
    });
  }
}

/** A distribution that begins. */
export const begun = (before: Distribution | null): Distribution => ({
  state: 'begun',
  round: (before?.round ?? 0) + 1,
});

const gone = (batchId: string, state: Batch['state']): BillingError =>
  new BillingError('BATCH_STATE', { batchId, state, action: 'run', invoiceIds: [] });
