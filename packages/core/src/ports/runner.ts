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

/**
 * Spreads jobs over workers. A job is done at least once; the engine takes care that doing it twice is doing it once.
 */
export interface Runner {
  /** Takes jobs over; those whose key it has already are left as they are. */
  enqueue(jobs: readonly BillingJob[], options?: CallOptions): Promise<void>;
  /**
   * Hands jobs to the worker, several at once, until stopped. A worker that throws gets the job again, and one job that
   * fails holds up no other. `stop` aborts the signal of those that are under way and waits for them; jobs that were not
   * done are left to who works next.
   */
  work(worker: (job: BillingJob, signal: CancelSignal) => Promise<void>): Promise<{ stop(): Promise<void> }>;
}
