import type { BillingJob, JobListeners, Runner } from '@billwright/core';
import type { Job, JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { faultOf, readFault } from './job-fault.ts';
import { billing, parked } from './names.ts';
import type { Setting } from './setting.ts';
import { underEither } from './under-either.ts';

type Worker = Parameters<Runner['work']>[0];

/** A worker that has got as many as it takes looks for more at once, and else after a pause. Only of pairs it can know. */
const pair = { batchSize: 2, burstWhenBatchFull: true, perJobResults: true } as const;

/** Hands jobs to a worker until it is stopped, and tells the engine whom the queue has given up. */
export async function workOn(
  boss: PgBoss,
  worker: Worker,
  { onGivenUp }: JobListeners,
  { atOnce, pollSeconds, logger }: Setting,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();

  const doOne = async ({ id, data, signal }: Job<BillingJob>): Promise<JobResult> => {
    try {
      await underEither([signal, stopping.signal], (either) => worker(data, either));
      return { id, status: 'completed' };
    } catch (error) {
      const fault = faultOf(error);
      if (stopping.signal.aborted)
        return { id, status: 'failed', output: { ...fault, code: 'worker-stopped' } };
      logger.warn('a customer could not be billed, and is tried again or parked', { ...data, ...fault });
      return { id, status: 'failed', output: fault };
    }
  };
  const giveUp = async ({ id, data, sourceOutput }: JobWithMetadata<BillingJob>): Promise<JobResult> => {
    const fault = readFault(sourceOutput);
    try {
      stopping.signal.throwIfAborted();
      await onGivenUp?.(data, fault);
      logger.error('a customer is parked: it failed too often', { ...data, ...fault });
      return { id, status: 'completed' };
    } catch (error) {
      const { message: reason } = faultOf(error);
      if (!stopping.signal.aborted)
        logger.warn('a customer is given up, and nobody could be told', { ...data, ...fault, reason });
      return { id, status: 'failed', output: faultOf(error) };
    }
  };

  const polling = { ...pair, pollingIntervalSeconds: pollSeconds };
  const working = await boss.work(
    billing,
    { ...polling, localConcurrency: atOnce / pair.batchSize },
    (jobs: Job<BillingJob>[]) => Promise.all(jobs.map(doOne)),
  );
  const givingUp =
    onGivenUp &&
    (await boss.work(parked, { ...polling, includeMetadata: true }, (jobs: JobWithMetadata<BillingJob>[]) =>
      Promise.all(jobs.map(giveUp)),
    ));
  return {
    async stop() {
      stopping.abort(new Error('the worker was stopped'));
      await boss.offWork(billing, { id: working, wait: true });
      if (givingUp !== undefined) await boss.offWork(parked, { id: givingUp, wait: true });
    },
  };
}
