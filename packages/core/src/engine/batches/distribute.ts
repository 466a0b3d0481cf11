import { inputError } from '../../errors/parse-input.ts';
import type { BillingJob, Runner } from '../../ports/runner.ts';
import type { EngineContext } from '../engine-context.ts';
import { faultOf } from '../outbox/call-outside.ts';
import { readAll } from '../page.ts';
import { type Batch, batchCustomerRecords, batchRecords, type Distribution } from '../records/batches.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { begun, finishBatch, openRun, type RunOptions, retryFailedOf } from './run-batch.ts';

/** How a batch is handed to the runner. */
export type DistributeOptions = Omit<RunOptions, 'atOnce'>;

/** How many jobs are handed over at once. */
const jobsAtOnce = 500;

/**
 * Hands the customers of a batch that are not done to the runner. Handing one over twice does no harm. That it is under way
 * is noted before the first of them, so that the tick goes on should it be broken off.
 *
 * @throws BillingError `ENGINE_INVALID` without a runner, `NOT_FOUND`, `BATCH_STATE` when the batch was deleted.
 */
export async function distributeBatch(
  scope: TenantScope,
  batchId: string,
  { retryFailed = false, ...options }: DistributeOptions = {},
): Promise<number> {
  const runner = requireRunner(scope.context);
  const run = await openRun(scope, batchId, options);
  const { signal } = options;
  const move = (next: (from: Distribution | null) => Distribution | null): Promise<Batch> =>
    scope.write({ method: 'batches.distribute', given: batchId }, options, (unit) =>
      moveDistribution(unit, batchId, next),
    );
  if (retryFailed) await retryFailedOf(run, { isDistributed: true });
  const { distribution } = await move(begun);
  let count = 0;
  for await (const jobs of waitingJobs(scope, batchId)) {
    await runner.enqueue(jobs, { signal });
    count += jobs.length;
  }
  const ended = await move((from) =>
    from?.state === 'begun' && from.round === distribution?.round ? { ...from, state: 'done' } : from,
  );
  // It was stopped while some were handed over.
  if (ended.distribution?.state === 'stopped') await cancelJobs(scope, batchId);
  if (count === 0) await finishBatch(scope, batchId, options);
  return count;
}

/** Goes on with what was to be handed to the runner and was broken off. Part of the tick. */
export async function resumeDistributions(
  scope: TenantScope,
): Promise<{ readonly customers: number } | null> {
  if (scope.context.runner === null) return null;
  let customers = 0;
  for (const state of ['planning', 'running'] as const)
    for await (const batch of readAll(scope, { from: batchRecords, index: ['state', state] }))
      if (batch.distribution?.state === 'begun') customers += await distributeBatch(scope, batch.id);
  return { customers };
}

/**
 * Takes a batch back from the runner. Whoever is under way is billed; the others stay pending.
 *
 * @throws BillingError `ENGINE_INVALID` without a runner, `NOT_FOUND`.
 */
export async function stopBatch(scope: TenantScope, batchId: string, options: RunOptions): Promise<void> {
  requireRunner(scope.context);
  await scope.write({ method: 'batches.stop', given: batchId }, options, async (unit) => {
    const { distribution } = await moveDistribution(unit, batchId, (from) => from);
    if (distribution === null || distribution.state === 'stopped') return;
    await moveDistribution(unit, batchId, () => ({ ...distribution, state: 'stopped' }));
    unit.note({ action: 'batch.stop', subject: { kind: 'batch', id: batchId }, before: null, after: null });
  });
  await cancelJobs(scope, batchId);
}

/** Takes the jobs of a batch out of the runner. Those that stay all the same bill nothing, so a failure is only logged. */
export async function cancelJobs({ context, tenantId }: TenantScope, batchId: string): Promise<void> {
  try {
    await context.runner?.cancel?.({ tenantId, batchId });
  } catch (error) {
    const reason = faultOf(error);
    context.logger.warn('jobs of a batch could not be taken back', { tenantId, batchId, reason });
  }
}

/**
 * The runner.
 *
 * @throws BillingError `ENGINE_INVALID` when there is none.
 */
export function requireRunner({ runner }: EngineContext): Runner {
  if (runner !== null) return runner;
  throw inputError('ENGINE_INVALID', [
    { path: ['runner'], message: 'is missing: hand one to createBilling' },
  ]);
}

async function moveDistribution(
  unit: Unit,
  batchId: string,
  next: (from: Distribution | null) => Distribution | null,
): Promise<Batch> {
  await unit.lock(`batch:${batchId}`);
  const batch = await unit.load(batchRecords, batchId);
  const distribution = next(batch.distribution);
  if (distribution === batch.distribution) return batch;
  const moved: Batch = { ...batch, distribution };
  await unit.save(batchRecords, moved);
  return moved;
}

async function* waitingJobs(
  scope: TenantScope,
  batchId: string,
): AsyncGenerator<readonly BillingJob[], void, undefined> {
  const { tenantId } = scope;
  let jobs: BillingJob[] = [];
  for await (const row of readAll(scope, { from: batchCustomerRecords, index: ['batch', batchId] })) {
    if (row.status !== 'pending') continue;
    const key = [tenantId, batchId, row.customerId].map(encodeURIComponent).join(':');
    jobs.push({ key, tenantId, batchId, customerId: row.customerId });
    if (jobs.length < jobsAtOnce) continue;
    yield jobs;
    jobs = [];
  }
  if (jobs.length > 0) yield jobs;
}
