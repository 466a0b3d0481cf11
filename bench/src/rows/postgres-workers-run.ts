import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type BillingJob, createBilling, type Runner } from '@billwright/core';
import { deskClock } from '../generator/filled-desk.ts';
import { costOf } from './postgres-cost.ts';
import type { BenchServer } from './postgres-server.ts';

/** What billing its customers took a worker, once it was warm. */
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
  /** Of who took longest; all began at the same time. */
  readonly seconds: number;
  readonly customers: number;
  readonly workers: readonly WorkerReport[];
  /** What the processors of the server did for it; 0 where the system does not tell. */
  readonly serverSeconds: number;
}

/** Whom a run bills. */
export interface RunRequest {
  /** Tells the batch from others of the tenant. Default: "march". */
  readonly key?: string;
  /** Default: everybody. */
  readonly customers?: readonly string[];
  /** So many of them warm each worker up, before the time is taken. Default: 0. */
  readonly warm?: number;
}

/** What a worker is told to do first, and then with the clock running. */
export type WorkersJobs = readonly [warm: readonly BillingJob[], timed: readonly BillingJob[]];

/** Bills the month of a desk in so many processes, each customer in one of them. */
export async function runWorkers(
  server: BenchServer,
  tenantId: string,
  count: number,
  { key = 'march', customers, warm = 0 }: RunRequest = {},
): Promise<WorkersRun> {
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
  const request = {
    through: '2026-03-31',
    key,
    ...(customers === undefined ? {} : { include: { customers } }),
  };
  const { id } = await batches.plan(request);
  await batches.distribute(id);
  const workers = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const child = fork(new URL('postgres-worker.ts', import.meta.url), [server.url]);
      await once(child, 'message');
      const own = jobs.filter((__, place) => place % count === index);
      child.send([own.slice(0, warm), own.slice(warm)] satisfies WorkersJobs);
      await once(child, 'message');
      return child;
    }),
  );
  const { result: reports, server: serverTime } = await costOf(server, () =>
    Promise.all(
      workers.map(async (child) => {
        child.send('go');
        const [report] = await once(child, 'message');
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is our own script
        return report as WorkerReport;
      }),
    ),
  );
  const seconds = Math.max(...reports.map((report) => report.seconds));
  await Promise.all(
    workers.map(async (child) => {
      child.send('end');
      await once(child, 'exit');
    }),
  );
  const { counts } = await batches.save(request);
  if (counts.pending > 0 || counts.failed > 0 || counts.invoiced !== jobs.length)
    throw new Error(`not all are billed: ${JSON.stringify(counts)}`);
  const timed = jobs.length - count * warm;
  return { seconds, customers: timed, workers: reports, serverSeconds: serverTime / 1e9 };
}
