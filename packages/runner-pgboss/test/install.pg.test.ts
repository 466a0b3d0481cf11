import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { emptyDatabase, type ServerDatabase } from '../../storage-postgres/test/support/databases.ts';
import { installPgBoss, pgBossRunner } from '../src/index.ts';
import { until } from './support/many-workers.ts';

const role = 'billwright_queue_app';

/** A pool of its own. What is still closing when the database goes tells of its end. */
function poolOf(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  return pool;
}

const job = (number: number) => ({
  key: `key ${number}`,
  tenantId: 'desk',
  batchId: 'batch_1',
  customerId: `customer ${number}`,
});

describe.each(inject('postgresServers'))('installing on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  beforeEach(async () => {
    database = await emptyDatabase(server);
    await database.run(`DO $$ BEGIN CREATE ROLE ${role} NOSUPERUSER LOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  });
  afterEach(() => database.drop());

  test('by eight at once gives one queue that works, and again changes nothing', async () => {
    const pools = Array.from({ length: 8 }, () => poolOf(database.url));
    await Promise.all(pools.map((pool) => installPgBoss({ pool, role })));
    await Promise.all(pools.map((pool) => pool.end()));
    const catalogue = () =>
      database.ask(`SELECT string_agg(c.oid || c.relname || coalesce(c.relacl::text, ''), ',' ORDER BY c.oid)
        FROM pg_class c WHERE relnamespace = 'billwright_jobs'::regnamespace`);
    const before = await catalogue();
    await installPgBoss({ pool: database.pool, role });
    expect(await catalogue()).toEqual(before);
    const runner = await pgBossRunner({ pool: database.pool, pollSeconds: 0.5 });
    await runner.enqueue([job(1)]);
    const done: string[] = [];
    const working = await runner.work(async ({ customerId }) => {
      done.push(customerId);
    });
    await until('the job is done', () => done.length === 1);
    await working.stop();
    await runner.close();
  });

  test('closing a runner stops what works, and waits for what is under way', async () => {
    await installPgBoss({ pool: database.pool });
    const runner = await pgBossRunner({ pool: database.pool, pollSeconds: 0.5 });
    await runner.enqueue([job(1)]);
    const events: string[] = [];
    await runner.work(async (_, signal) => {
      events.push('begun');
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      events.push('ended');
    });
    await until('it has begun', () => events.length === 1);
    await runner.close();
    expect(events).toEqual(['begun', 'ended']);
  });

  test('gives the role what it needs, and no more', async () => {
    await installPgBoss({ pool: database.pool, role });
    const pool = poolOf(database.url.replace('postgres@', `${role}@`));
    const runner = await pgBossRunner({ pool });
    await runner.enqueue([job(1)]);
    await runner.close();
    for (const forbidden of [
      'CREATE TABLE billwright_jobs.own (id int)',
      'DROP TABLE billwright_jobs.job',
      'TRUNCATE billwright_jobs.job_common',
      'ALTER TABLE billwright_jobs.queue ADD COLUMN own int',
      "INSERT INTO billwright_jobs.queue (name) VALUES ('own')",
      'DELETE FROM billwright_jobs.version',
      'SELECT * FROM billwright_jobs.schedule',
      "SELECT billwright_jobs.delete_queue('billing')",
    ])
      await expect(pool.query(forbidden)).rejects.toMatchObject({ code: '42501' });
    expect(await database.ask('SELECT count(*)::int FROM billwright_jobs.job')).toEqual([1]);
    await pool.end();
  });

  test('comes before a runner, which says so', async () => {
    await expect(pgBossRunner({ pool: database.pool })).rejects.toMatchObject({
      code: 'RUNNER_UNAVAILABLE',
      details: { reason: expect.stringContaining('not installed') },
    });
    await expect(installPgBoss({ pool: database.pool, role: 'nobody_knows' })).rejects.toMatchObject({
      code: 'RUNNER_UNAVAILABLE',
      details: { reason: expect.stringContaining('nobody_knows') },
    });
  });
});

describe('a server that is not there', () => {
  test('is told with a code, by installing, by a runner, and by each of its calls', async () => {
    const [server] = inject('postgresServers');
    const away = poolOf('postgres://127.0.0.1:1/nowhere');
    const unavailable = { code: 'RUNNER_UNAVAILABLE', details: { reason: expect.any(String) } };
    await expect(installPgBoss({ pool: away })).rejects.toMatchObject(unavailable);
    await expect(pgBossRunner({ pool: away })).rejects.toMatchObject(unavailable);
    const database = await emptyDatabase(server ?? { url: '' });
    await installPgBoss({ pool: database.pool });
    const pool = poolOf(database.url);
    const runner = await pgBossRunner({ pool });
    await pool.end();
    const batch = { tenantId: 'desk', batchId: 'batch_1' };
    for (const call of [
      () => runner.enqueue([job(1)]),
      () => runner.cancel(batch),
      () => runner.progress(batch),
      () => runner.parked(),
    ])
      await expect(call()).rejects.toMatchObject(unavailable);
    await runner.close();
    await database.drop();
    await away.end();
  });
});
