import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type BillingJob, createBilling, type Runner } from '@billwright/core';
import { deskClock } from '../generator/filled-desk.ts';
import type { BenchServer } from './postgres-server.ts';

/** What billing its customers took a worker. */
export interface WorkerReport {
  readonly seconds: number;
  /** How long of it a statement was under way. */
  readonly waitingSeconds: number;
  readonly cpuSeconds: number;
  /** The most memory that the process ever had. */
  readonly peakBytes: number;
}

/** A run of a batch by several processes. */
export interface WorkersRun {
  /** From the first start to the last end. */
  readonly seconds: number;
  readonly customers: number;
  readonly workers: readonly WorkerReport[];
}

/** Bills the month of a desk in so many processes, each customer in one of them. */
export async function runWorkers(server: BenchServer, tenantId: string, count: number): Promise<WorkersRun> {
  const jobs: BillingJob[] = [];
  const runner: Runner = {
    async enqueue(some) {
      jobs.push(...some);
    },
    work: async () => ({ stop: async () => undefined }),
  };
  const { batches } = createBilling({ storage: server.storage, clock: deskClock, runner }).forTenant(
    tenantId,
  );
  const { id } = await batches.plan({ through: '2026-03-31', key: 'march' });
  await batches.distribute(id);
  const workers = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = fork(new URL('postgres-worker.ts', import.meta.url), [server.url]);
      await once(child, 'message');
      return child;
    }),
  );
  const begin = performance.now();
  const reports = await Promise.all(
    workers.map(async (child, index) => {
      child.send(jobs.filter((_, place) => place % count === index));
      const [report] = await once(child, 'message');
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is our own script
      return report as WorkerReport;
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const { counts } = await batches.save({ through: '2026-03-31', key: 'march' });
  if (counts.pending > 0 || counts.failed > 0)
    throw new Error(`not all are billed: ${JSON.stringify(counts)}`);
  return { seconds, customers: jobs.length, workers: reports };
}
