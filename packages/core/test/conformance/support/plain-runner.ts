import type { CancelSignal } from '../../../src/ports/cancel-signal.ts';
import type { BillingJob, Runner } from '../../../src/ports/runner.ts';

/** What a runner can get wrong. */
export type RunnerFault =
  | 'cancels for everybody'
  | 'changes what it is given'
  | 'deaf to signals'
  | 'forgets those under way when stopped'
  | 'forgets who failed'
  | 'goes on after it was stopped'
  | 'keeps stopping a secret'
  | 'knows no keys'
  | 'leaves out who is under way'
  | 'looks for jobs once'
  | 'one after another'
  | 'stops at the first failure';

/** A runner in this process: four jobs at once. */
export function plainRunner(...faults: readonly RunnerFault[]): Runner {
  const has = (fault: RunnerFault): boolean => faults.includes(fault);
  const waiting: BillingJob[] = [];
  const wakers = new Set<() => void>();
  const held = new Set<string>();

  const add = (job: BillingJob): void => {
    if (!has('knows no keys') && waiting.some(({ key }) => key === job.key)) return;
    if (has('leaves out who is under way') && held.has(job.key)) return;
    waiting.push(job);
  };

  return {
    async enqueue(jobs, { signal } = {}) {
      if (!has('deaf to signals') && signal?.aborted === true) throw signal.reason;
      for (const job of jobs) add(has('changes what it is given') ? { ...job, tenantId: 'desk' } : job);
      for (const wake of wakers) wake();
    },
    async cancel({ tenantId, batchId }) {
      const isOf = (job: BillingJob): boolean => job.tenantId === tenantId && job.batchId === batchId;
      const left = has('cancels for everybody') ? [] : waiting.filter((job) => !isOf(job));
      waiting.splice(0, waiting.length, ...left);
    },
    async work(worker) {
      const stopping = new AbortController();
      const underWay = new Set<Promise<void>>();
      let isStopped = false;
      const signal: CancelSignal = has('keeps stopping a secret')
        ? new AbortController().signal
        : stopping.signal;

      const one = async (job: BillingJob): Promise<void> => {
        held.add(job.key);
        try {
          await worker(job, signal);
        } catch {
          if (has('forgets those under way when stopped') && isStopped) return;
          if (!has('forgets who failed')) add(job);
          if (has('stops at the first failure')) isStopped = true;
        } finally {
          held.delete(job.key);
        }
      };
      const next = (): void => {
        const most = has('one after another') ? 1 : 4;
        if (isStopped && !has('goes on after it was stopped')) return;
        while (underWay.size < most) {
          const job = waiting.shift();
          if (job === undefined) return;
          // A job that failed comes again when others had their turn.
          const run = new Promise((resolve) => setTimeout(resolve, 1))
            .then(() => one(job))
            .finally(() => {
              underWay.delete(run);
              next();
            });
          underWay.add(run);
        }
      };
      if (!has('looks for jobs once')) wakers.add(next);
      next();
      return {
        async stop() {
          isStopped = true;
          wakers.delete(next);
          stopping.abort(new Error('it was stopped'));
          await Promise.all(underWay);
        },
      };
    },
  };
}
