import type { CancelSignal } from './cancel-signal.ts';
import type { CallOptions } from './storage.ts';

/** One customer of a batch that is to be billed. */
export interface BillingJob {
  /** The same for the same customer of the same batch. */
  readonly key: string;
  readonly tenantId: string;
  readonly batchId: string;
  readonly customerId: string;
}

/** Why a job was not done, for programs and for people. */
export interface JobFault {
  /** The code of the error, `UNEXPECTED` for one without, or what the runner calls it. */
  readonly code: string;
  readonly message: string;
}

/** What a runner tells beside the jobs. */
export interface JobListeners {
  /**
   * Told of a job that the runner gives up, since it failed too often. It is told again until the call succeeds. Runners
   * that never give up need not call it.
   */
  readonly onGivenUp?: ((job: BillingJob, fault: JobFault) => Promise<void>) | undefined;
}

/**
 * Spreads jobs over workers. A job is done at least once; the engine takes care that doing it twice is doing it once.
 */
export interface Runner {
  /**
   * Takes jobs over; those whose key waits already are left as they are. One that is under way comes again afterwards or
   * beside: what its worker looked at may be other by now.
   */
  enqueue(jobs: readonly BillingJob[], options?: CallOptions): Promise<void>;
  /**
   * Hands jobs to the worker, several at once, until stopped. A worker that throws gets the job again, and one job that
   * fails holds up no other. `stop` aborts the signal of those that are under way and waits for them; jobs that were not
   * done are left to who works next.
   */
  work(
    worker: (job: BillingJob, signal: CancelSignal) => Promise<void>,
    options?: JobListeners,
  ): Promise<{ stop(): Promise<void> }>;
  /**
   * Takes the jobs of a batch back that wait, so that later ones with their keys are new. Those under way end as they do.
   * Left out: they come, and the engine does nothing for them.
   */
  cancel?(batch: Pick<BillingJob, 'tenantId' | 'batchId'>, options?: CallOptions): Promise<void>;
}
