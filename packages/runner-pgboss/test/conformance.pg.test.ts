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
    return pgBossRunner({ pool: database.pool, pollSeconds: 0.5, retrySeconds: 1 });
  };

  test.for(runnerCases)('$name', async (promise) => {
    const { results } = await runConformance([promise], create, { dispose: (runner) => runner.close() });
    expect(results).toMatchObject([{ outcome: 'kept', reason: null }]);
  });
});
