import { inputError } from '../../errors/parse-input.ts';
import type { BillingJob, Runner } from '../../ports/runner.ts';
import type { EngineContext } from '../engine-context.ts';
import { readAll } from '../page.ts';
import { batchCustomerRecords } from '../records/batches.ts';
import { TenantScope } from '../tenant-scope.ts';
import { finishBatch, openRun } from './run-batch.ts';
import { type BatchRun, runCustomer } from './run-customer.ts';

/** How many jobs are handed over at once, and of how many batches a worker remembers the policy. */
const [jobsAtOnce, batchesKept] = [500, 20];

/**
 * Hands the customers of a batch that are not done to the runner. Handing one over twice does no harm.
 *
 * @throws BillingError `ENGINE_INVALID` without a runner, `NOT_FOUND`, `BATCH_STATE` when the batch was deleted.
 */
export async function distributeBatch(scope: TenantScope, batchId: string): Promise<number> {
  const runner = requireRunner(scope.context);
  await openRun(scope, batchId, {});
  const { tenantId } = scope;
  let [count, jobs] = [0, [] as BillingJob[]];
  for await (const row of readAll(scope, { from: batchCustomerRecords, index: ['batch', batchId] })) {
    if (row.status !== 'pending') continue;
    const key = [tenantId, batchId, row.customerId].map(encodeURIComponent).join(':');
    jobs.push({ key, tenantId, batchId, customerId: row.customerId });
    count += 1;
    if (jobs.length < jobsAtOnce) continue;
    await runner.enqueue(jobs);
    jobs = [];
  }
  if (jobs.length > 0) await runner.enqueue(jobs);
  if (count === 0) await finishBatch(scope, batchId, {});
  return count;
}

/**
 * Takes jobs from the runner until it is stopped. What a customer is billed from is read for each of them; cards,
 * calendars and settings are read once for a batch.
 *
 * @throws BillingError `ENGINE_INVALID` without a runner.
 */
export function workOnBatches(context: EngineContext): Promise<{ stop(): Promise<void> }> {
  const runs = new Map<string, Promise<BatchRun>>();
  return requireRunner(context).work(async ({ tenantId, batchId, customerId }, signal) => {
    const scope = new TenantScope(context, tenantId);
    const key = JSON.stringify([tenantId, batchId]);
    let run = runs.get(key);
    if (run === undefined) {
      run = openRun(scope, batchId, {});
      runs.set(key, run);
      // What could not be read is read again by the next job.
      run.catch(() => runs.delete(key));
      const [oldest] = runs.keys();
      if (runs.size > batchesKept && oldest !== undefined) runs.delete(oldest);
    }
    await runCustomer({ ...(await run), options: { signal } }, customerId);
    await finishBatch(scope, batchId, { signal });
  });
}

function requireRunner({ runner }: EngineContext): Runner {
  if (runner !== null) return runner;
  throw inputError('ENGINE_INVALID', [
    { path: ['runner'], message: 'is missing: hand one to createBilling' },
  ]);
}
