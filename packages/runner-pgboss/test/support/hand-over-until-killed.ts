// Plans a batch that is to be distributed, and dies at the place that it is told.
import { createBilling, type Runner } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { postgresStorage } from '@billwright/storage-postgres';
import { Pool } from 'pg';
import { pgBossRunner } from '../../src/pg-boss-runner.ts';

const [, , url = '', role = '', now = '', place = ''] = process.argv;
const pool = new Pool({ connectionString: url, max: 4 });
const real = await pgBossRunner({ pool });
const dieAt = (here: string): void => {
  if (here === place) process.kill(process.pid, 'SIGKILL');
};
const runner: Runner = {
  ...real,
  async enqueue(jobs) {
    dieAt('before the queue has them');
    await real.enqueue(jobs);
    dieAt('after the queue has them');
  },
};
const storage = await postgresStorage({ pool, role });
const { batches } = createBilling({ storage, runner, clock: fixedClock(now) }).forTenant('desk');
const { id } = await batches.plan({ through: '2026-03-31', key: '2026-03' }, { distribute: true });
dieAt('after the plan');
await batches.distribute(id);
