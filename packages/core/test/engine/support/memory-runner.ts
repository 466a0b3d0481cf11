import type { BillingJob, JobFault, JobListeners, Runner } from '../../../src/ports/runner.ts';

type Worker = Parameters<Runner['work']>[0];

/** A runner whose jobs wait until the test hands them out. */
export interface MemoryRunner extends Runner {
  readonly jobs: () => readonly BillingJob[];
  /** The customers that wait. */
  readonly waiting: () => readonly string[];
  /** How often jobs were taken over. */
  readonly taken: () => number;
  readonly jobOf: (batchId: string, customerId: string) => BillingJob;
  /** Lets the worker do a job, or tells it that the runner has given it up. */
  readonly handOut: (job: BillingJob, fault?: JobFault) => Promise<void>;
  /** Lets the worker do the jobs that wait, or so many of them. */
  readonly workOff: (count?: number) => Promise<void>;
  readonly giveUp: (customerId: string, fault: JobFault) => Promise<void>;
  readonly beforeEnqueue: (act: () => Promise<void>) => void;
  readonly breakDown: (what: 'enqueue' | 'cancel') => void;
  readonly mend: () => void;
}

/** A runner whose jobs wait until the test hands them out. */
export function memoryRunner(): MemoryRunner {
  const { signal } = new AbortController();
  const waiting = new Map<string, BillingJob>();
  let worker: Worker = () => Promise.reject(new Error('nobody works'));
  let told: JobListeners = {};
  let broken: string | null = null;
  let before = async (): Promise<void> => undefined;
  let taken = 0;
  const handOut = async (job: BillingJob, fault?: JobFault): Promise<void> => {
    waiting.delete(job.key);
    if (fault === undefined) await worker(job, signal);
    else await told.onGivenUp?.(job, fault);
  };
  const jobs = (): readonly BillingJob[] => [...waiting.values()];
  const jobOf = (batchId: string, customerId: string): BillingJob => ({
    key: `${batchId} ${customerId}`,
    tenantId: 'desk',
    batchId,
    customerId,
  });
  const requireUp = (what: string): void => {
    if (broken === what) throw new Error('the queue is down');
  };
  return {
    async enqueue(given) {
      await before();
      requireUp('enqueue');
      taken += 1;
      for (const job of given) if (!waiting.has(job.key)) waiting.set(job.key, job);
    },
    async work(given, options = {}) {
      worker = given;
      told = options;
      return { stop: async () => undefined };
    },
    async cancel(batch) {
      requireUp('cancel');
      for (const job of jobs())
        if (job.tenantId === batch.tenantId && job.batchId === batch.batchId) waiting.delete(job.key);
    },
    jobs,
    waiting: () => jobs().map(({ customerId }) => customerId),
    taken: () => taken,
    jobOf,
    handOut,
    async workOff(count = Infinity) {
      for (const job of jobs().slice(0, count)) await handOut(job);
    },
    async giveUp(customerId, fault) {
      for (const job of jobs()) if (job.customerId === customerId) await handOut(job, fault);
    },
    beforeEnqueue(act) {
      before = act;
    },
    breakDown(what) {
      broken = what;
    },
    mend() {
      broken = null;
    },
  };
}
