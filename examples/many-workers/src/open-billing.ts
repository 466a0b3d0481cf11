import { type Billing, createBilling } from '@billwright/core';
import { type PgBossRunner, pgBossRunner } from '@billwright/runner-pgboss';
import { postgresStorage } from '@billwright/storage-postgres';
import { Pool } from 'pg';
import { clock } from './desk.ts';

/** The role under which the application works: it can do what it needs, and no more. */
export const role = 'billwright_app';

/** Billing on a server, with the queue beside it. Whoever runs the batch and whoever works on it open the same. */
export async function openBilling(url: string): Promise<{
  readonly billing: Billing;
  readonly runner: PgBossRunner;
  readonly close: () => Promise<void>;
}> {
  const pool = new Pool({ connectionString: url, max: 8 });
  // A connection that breaks while nobody uses it is replaced.
  pool.on('error', () => undefined);
  const runner = await pgBossRunner({
    pool,
    // So that this example is over soon. In earnest leave them out: customers of a worker that died are taken over when
    // it was silent for half a minute.
    expireSeconds: 3,
    retrySeconds: 1,
    watchSeconds: 1,
    pollSeconds: 0.5,
  });
  const storage = await postgresStorage({ pool, role });
  return {
    billing: createBilling({ storage, runner, clock }),
    runner,
    async close() {
      await runner.close();
      await pool.end();
    },
  };
}
