// A process that bills customers of a batch: it is told where the server is, then which customers, and tells what that
// took. Customers are handed over beforehand, so nothing but billing is measured.
import { readFileSync } from 'node:fs';
import { type BillingJob, createBilling, type Runner } from '@billwright/core';
import { deskClock } from '../generator/filled-desk.ts';
import { openBenchStorage, timedPool } from './postgres-server.ts';
import type { WorkerReport } from './postgres-workers-run.ts';

const pool = timedPool(process.argv[2] ?? '');
const storage = await openBenchStorage(pool);
const jobs = await new Promise<readonly BillingJob[]>((resolve) => {
  process.once('message', (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parent sends nothing else
    resolve(message as readonly BillingJob[]);
  });
  process.send?.('ready');
});

const runner: Runner = {
  enqueue: async () => undefined,
  async work(worker) {
    for (const job of jobs) await worker(job, new AbortController().signal);
    return { stop: async () => undefined };
  },
};
const begin = performance.now();
const cpu = process.cpuUsage();
await createBilling({ storage, clock: deskClock, runner }).work();
const { user, system } = process.cpuUsage(cpu);
const report: WorkerReport = {
  seconds: (performance.now() - begin) / 1000,
  waitingSeconds: pool.waitingSeconds(),
  cpuSeconds: (user + system) / 1e6,
  peakBytes: peakBytes(),
};
process.send?.(report);
await pool.end();
process.disconnect();

/** The most memory that this process had. `maxRSS` counts from the fork on, and so what the parent had then. */
function peakBytes(): number {
  try {
    const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
