// Bills customers as one of several processes, and tells of each that it is at and that is done. With a customer's id, it
// dies as soon as it gets that one; with a number, it is asked to leave as soon as it has done so many.
import { createBilling, type Runner } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { postgresStorage } from '@billwright/storage-postgres';
import { Pool } from 'pg';
import { pgBossRunner } from '../../src/pg-boss-runner.ts';

const [, , url = '', role = '', now = '', retries = '', deadly = '', leavesAfter = ''] = process.argv;
const pool = new Pool({ connectionString: url, max: 8 });
pool.on('error', () => undefined);
const real = await pgBossRunner({
  pool,
  pollSeconds: 0.5,
  retrySeconds: 1,
  watchSeconds: 1,
  heartbeatSeconds: 10,
  retries: Number(retries),
});
let done = 0;
const runner: Runner = {
  ...real,
  work: (worker, listeners) =>
    real.work(async (job, signal) => {
      if (job.customerId === deadly) process.kill(process.pid, 'SIGKILL');
      await worker(job, signal);
      process.stdout.write(`${job.customerId}\n`);
      done += 1;
      if (done === Number(leavesAfter)) process.kill(process.pid, 'SIGTERM');
    }, listeners),
};
const storage = await postgresStorage({ pool, role });
const working = await createBilling({ storage, runner, clock: fixedClock(now) }).work();
process.on('SIGTERM', () => {
  void working
    .stop()
    .then(() => real.close())
    .then(() => pool.end());
});
