// A process that bills customers of a batch: it is told where the server is, then which customers warm it up and which are
// timed, then to go; it tells what that took, and stays until it is told to end. Customers are handed over beforehand, so
// nothing but billing is measured.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createBilling, type Runner } from '@billwright/core';
import { deskClock } from '../generator/filled-desk.ts';
import { openBenchStorage, timedPool } from './postgres-server.ts';
import type { WorkerReport, WorkersJobs } from './postgres-workers-run.ts';

const pool = timedPool(process.argv[2] ?? '');
const storage = await openBenchStorage(pool);

/** What the parent sends, after it is told that this process waits for it. */
const next = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('message', resolve);
    process.send?.('ready');
  });

type Worker = Parameters<Runner['work']>[0];
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parent sends nothing else
const [warm, timed] = (await next()) as WorkersJobs;
let bill: Worker = () => Promise.reject(new Error('nobody works'));
const runner: Runner = {
  enqueue: async () => undefined,
  async work(worker) {
    bill = worker;
    return { stop: async () => undefined };
  },
};
await createBilling({ storage, clock: deskClock, runner }).work();
const { signal } = new AbortController();
for (const job of warm) await bill(job, signal);
await next();
const begin = performance.now();
const waiting = pool.waitingSeconds();
const cpu = process.cpuUsage();
for (const job of timed) await bill(job, signal);
const { user, system } = process.cpuUsage(cpu);
const report: WorkerReport = {
  seconds: (performance.now() - begin) / 1000,
  waitingSeconds: pool.waitingSeconds() - waiting,
  cpuSeconds: (user + system) / 1e6,
  peakBytes: peakBytes(),
};
process.send?.(report);
// What the server's processes have done is read while they are there.
await once(process, 'message');
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
