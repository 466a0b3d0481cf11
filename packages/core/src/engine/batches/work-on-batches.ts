import { isBillingError } from '../../errors/billing-error.ts';
import type { BillingJob, JobFault } from '../../ports/runner.ts';
import type { EngineContext } from '../engine-context.ts';
import { batchCustomerRecords, batchRecords } from '../records/batches.ts';
import { TenantScope } from '../tenant-scope.ts';
import { requireRunner } from './distribute.ts';
import { failedFor } from './outcome.ts';
import { finishBatch, openRun } from './run-batch.ts';
import { type BatchRun, runCustomer } from './run-customer.ts';
import { failCustomer } from './save-outcome.ts';

/** Of how many batches a worker remembers the policy. */
const batchesKept = 20;

/** Of what is not found, what tells that there is nothing to do. */
const batchCollections: readonly unknown[] = [batchRecords.name, batchCustomerRecords.name];

/**
 * What was read for a batch when it was handed over for the so-many-th time. When it is handed over again, somebody may
 * have mended cards, contracts or settings before, so it is read anew.
 */
interface OpenRun {
  readonly round: number;
  readonly run: Promise<BatchRun>;
}

/**
 * Takes jobs from the runner until it is stopped. What a customer is billed from is read for each of them; cards,
 * calendars, contracts and settings are read once each time that a batch is handed over. A customer whom the runner
 * gives up has failed.
 *
 * @throws BillingError `ENGINE_INVALID` without a runner.
 */
export function workOnBatches(context: EngineContext): Promise<{ stop(): Promise<void> }> {
  const runs = new Map<string, OpenRun>();
  const runOf = async (scope: TenantScope, batchId: string): Promise<BatchRun> => {
    const { distribution } = await scope.read((unit) => unit.load(batchRecords, batchId));
    const round = distribution?.round ?? 0;
    const key = JSON.stringify([scope.tenantId, batchId]);
    const known = runs.get(key);
    if (known !== undefined && known.round >= round) return known.run;
    const opened = { round, run: openRun(scope, batchId, {}) };
    runs.set(key, opened);
    // What could not be read is read again by the next job.
    opened.run.catch(() => {
      if (runs.get(key) === opened) runs.delete(key);
    });
    const [oldest] = runs.keys();
    if (runs.size > batchesKept && oldest !== undefined) runs.delete(oldest);
    return opened.run;
  };
  return requireRunner(context).work(
    ({ tenantId, batchId, customerId }, signal) => {
      const scope = new TenantScope(context, tenantId);
      return unlessGone(async () => {
        const run = await runOf(scope, batchId);
        await runCustomer({ ...run, options: { signal }, isDistributed: true }, customerId);
        await finishBatch(scope, batchId, { signal });
      });
    },
    { onGivenUp: (job, fault) => unlessGone(() => giveUp(context, job, fault)) },
  );
}

async function giveUp(
  context: EngineContext,
  { tenantId, batchId, customerId }: BillingJob,
  { code, message }: JobFault,
): Promise<void> {
  const scope = new TenantScope(context, tenantId);
  await failCustomer(scope, { batchId, customerId }, failedFor({ code, message }), {});
  await finishBatch(scope, batchId, {});
}

/** A queue may remember jobs of batches that were deleted, or that this storage never had. Nothing is to be done for them. */
async function unlessGone(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  if (!isBillingError(error)) return false;
  if (error.code !== 'NOT_FOUND') return error.code === 'BATCH_STATE';
  return batchCollections.includes(error.details['collection']);
}
