import type { Runner } from '@billwright/core';
import type { PgBoss } from 'pg-boss';
import type { BatchRef } from './digest.ts';
import { enqueueOn } from './enqueue.ts';
import { billing } from './names.ts';
import { openBoss } from './open-boss.ts';
import { type BatchProgress, type ParkedJob, parkedJobs, progressOf } from './progress.ts';
import { reaching } from './reaching.ts';
import { type PgBossRunnerOptions, settingOf } from './setting.ts';
import { untilAborted } from './until-aborted.ts';
import { workOn } from './work-on.ts';

/** A runner on pg-boss, and what it knows of its customers. */
export interface PgBossRunner extends Required<Runner> {
  /**
   * How far the queue is with a batch. What became of the customers, `desk.batches.get` tells.
   *
   * @throws BillingError `RUNNER_UNAVAILABLE`
   */
  progress(batch: BatchRef): Promise<BatchProgress>;
  /**
   * Customers that failed too often, with the last error: of a batch, or of all tenants; the last 1000 of them. In their
   * batch they have failed with the same code. `desk.batches.distribute(id, { retryFailed: true })` tries them again.
   *
   * @throws BillingError `RUNNER_UNAVAILABLE`
   */
  parked(batch?: BatchRef): Promise<readonly ParkedJob[]>;
  /** Stops what `work` began, as its `stop` does, and no longer looks for workers that died. The pool stays open. */
  close(): Promise<void>;
}

/** The most jobs that are taken back at once. */
const cancelledAtOnce = 1000;

/**
 * A runner whose queue is in PostgreSQL. Run {@link installPgBoss} first.
 *
 * A customer whose worker dies goes to another one, one that fails is tried again after longer and longer pauses, and one that
 * keeps failing is parked. However often a customer is tried, it is billed once: the engine sees to that.
 *
 * @throws BillingError `ENGINE_INVALID` with every option that is out of bounds.
 * @throws BillingError `RUNNER_UNAVAILABLE` when the queue can't be reached, is not installed, or is of another version.
 * @example
 * ```ts no-run
 * import { createBilling } from '@billwright/core';
 * import { pgBossRunner } from '@billwright/runner-pgboss';
 * import { postgresStorage, type PostgresPool } from '@billwright/storage-postgres';
 *
 * declare const pool: PostgresPool & Parameters<typeof pgBossRunner>[0]['pool']; // new Pool() of pg
 * const runner = await pgBossRunner({ pool });
 * const billing = createBilling({ storage: await postgresStorage({ pool }), runner });
 * const working = await billing.work();
 * await working.stop();
 * await runner.close();
 * ```
 */
export async function pgBossRunner(options: PgBossRunnerOptions): Promise<PgBossRunner> {
  const setting = settingOf(options);
  const { pool, schema, logger, watchSeconds } = setting;
  const boss = await reaching(() => startBoss());
  const workers = new Set<{ stop(): Promise<void> }>();
  return {
    enqueue: (jobs, { signal } = {}) =>
      untilAborted(signal, () => reaching(() => enqueueOn(boss, jobs, setting))),
    async work(worker, listeners = {}) {
      const working = await reaching(() => workOn(boss, worker, listeners, setting));
      workers.add(working);
      return working;
    },
    cancel: (batch, { signal } = {}) => untilAborted(signal, () => reaching(() => cancelOn(boss, batch))),
    progress: (batch) => reaching(() => progressOf(batch, setting)),
    parked: (batch) => reaching(() => parkedJobs(batch, setting)),
    async close() {
      await Promise.all([...workers].map((working) => working.stop()));
      await reaching(() => boss.stop());
    },
  };

  async function startBoss(): Promise<PgBoss> {
    const started = await openBoss({
      pool,
      schema,
      logger,
      migrate: false,
      superviseIntervalSeconds: watchSeconds,
      monitorIntervalSeconds: watchSeconds,
    });
    if ((await started.getQueue(billing)) !== null) return started;
    await started.stop({ graceful: false });
    throw new Error(`the schema "${schema}" has no queue: run installPgBoss`);
  }
}

async function cancelOn(boss: PgBoss, { tenantId, batchId }: BatchRef): Promise<void> {
  for (;;) {
    const found = await boss.findJobs(billing, {
      data: { tenantId, batchId },
      queued: true,
      limit: cancelledAtOnce,
    });
    if (found.length === 0) return;
    await boss.cancel(
      billing,
      found.map(({ id }) => id),
    );
  }
}
