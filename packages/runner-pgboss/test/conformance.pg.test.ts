import { runConformance, runnerCases } from '@billwright/core/conformance';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { pgBossRunner, type PgBossRunner } from '../src/pg-boss-runner.ts';
import { queueDatabase, type QueueDatabase } from './support/queue-database.ts';

describe.each(inject('postgresServers'))('the runner on PostgreSQL $version', (server) => {
  let database: QueueDatabase;
  beforeAll(async () => {
    database = await queueDatabase(server);
  });
  afterAll(() => database.drop());

  const create = async (): Promise<PgBossRunner> => {
    await database.emptyQueue();
    // As a role that may do no more than it needs.
    return pgBossRunner({ pool: database.appPool, pollSeconds: 0.5, retrySeconds: 1 });
  };

  test('a job has what its runner was told: pauses that grow, a heartbeat, and an end', async () => {
    await database.emptyQueue();
    const runner = await pgBossRunner({
      pool: database.appPool,
      retries: 5,
      retrySeconds: 7,
      expireSeconds: 60,
      heartbeatSeconds: 20,
      keepSeconds: 90,
    });
    await runner.enqueue([{ key: 'k', tenantId: 'desk', batchId: 'b', customerId: 'acme' }]);
    await runner.close();
    const kept = `SELECT to_jsonb(job) FROM (SELECT name, policy, dead_letter, retry_limit, retry_delay, retry_backoff,
      retry_delay_max, expire_seconds, heartbeat_seconds, deletion_seconds FROM billwright_jobs.job) AS job`;
    expect(await database.ask(kept)).toEqual([
      {
        name: 'billing',
        policy: 'short',
        dead_letter: 'billing-parked',
        retry_limit: 5,
        retry_delay: 7,
        retry_backoff: true,
        retry_delay_max: 300,
        expire_seconds: 60,
        heartbeat_seconds: 20,
        deletion_seconds: 90,
      },
    ]);
  });

  test.for(runnerCases)('$name', async (promise) => {
    const { results } = await runConformance([promise], create, { dispose: (runner) => runner.close() });
    expect(results).toMatchObject([{ outcome: 'kept', reason: null }]);
  });
});
