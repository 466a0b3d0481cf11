import { createBilling, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverVersions } from '../../../scripts/postgres-binaries.ts';
import { type PostgresServer, type Restart, startPostgres } from '../../../scripts/postgres-server.ts';
import { type PostgresPool, postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { billUntilDone, saveAndIssueEach, wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { billingDay } from './support/small-desk.ts';
import { type CopyTenant, tenantCopies } from './support/tenant-copies.ts';
import { whenQueried } from './support/when-queried.ts';

const customers = isNight ? 60 : 12;

/** In bytes: the server's own log has files of 16 MiB, and tables stop growing here. */
const largestFile = 20 * 1024 * 1024;

/** Where a restart meets a run: the tenant is noted with the commit of what wrote something. */
const places = [
  { at: '.tenants', when: 'before' },
  { at: '.bills', when: 'before' },
  { at: '.tenants', when: 'after' },
] as const;

const row = (id: string) => ({ id, order: id, keys: {}, value: id });

function signalAll(pids: readonly unknown[], signal: 'SIGSTOP' | 'SIGKILL'): void {
  for (const pid of pids) process.kill(Number(pid), signal);
}

describe.each(isNight ? serverVersions : serverVersions.slice(-1))('while PostgreSQL %i', (version) => {
  let server: PostgresServer;
  let database: ServerDatabase;
  let storage: Storage;
  let copy: CopyTenant;

  beforeAll(async () => {
    server = await startPostgres(version);
    database = await serverDatabase(server);
    storage = await postgresStorage({ pool: database.pool, role });
    copy = await tenantCopies(database);
    await prepareManyCustomers(storage, customers);
    for (const tenantId of ['fast', 'immediate', 'full', 'undisturbed']) await copy('desk', tenantId);
  });
  afterAll(async () => {
    await database.drop();
    await server.stop();
  });

  /** A pool at which the server is restarted again and again, at several places; ever more rarely, to come to an end. */
  function restarting(mode: Restart['mode']): {
    readonly pool: PostgresPool;
    readonly restarts: () => number;
  } {
    let [seen, restarts, next] = [0, 0, 3];
    const pool = whenQueried(database.pool, async (text, query) => {
      const place = places[restarts % places.length];
      // Of transactions that wrote: what was only read is read again.
      if (place === undefined || !text.includes(place.at) || (seen += 1) < next) return query();
      restarts += 1;
      [seen, next] = [0, 2 + Math.floor(restarts / 2)];
      if (place.when === 'before') await server.restart({ mode });
      const result = await query();
      if (place.when === 'after') await server.restart({ mode });
      return result;
    });
    return { pool, restarts: () => restarts };
  }

  test.each(['fast', 'immediate'] as const)(
    'I5, I14: restarts in a bill run, mode %s, nothing is lost or doubled',
    async (mode) => {
      const { pool, restarts } = restarting(mode);
      const told = await billUntilDone(await postgresStorage({ pool, role }), mode);
      expect(restarts()).toBeGreaterThan(5);
      expect(told).toContain('STORAGE_UNKNOWN');
      expect(await wrongWith(storage, mode)).toEqual([]);
    },
  );

  /**
   * Writes, and crashes the server as soon as that was acknowledged. Gives what is there afterwards. Until then nobody
   * writes to the disk but who commits: else it would depend on who is quicker.
   */
  async function keptByCrash(pool: PostgresPool, id: string): Promise<boolean> {
    const own = await postgresStorage({ pool, role });
    const writers = await database.ask(`SELECT pid FROM pg_stat_activity
      WHERE backend_type IN ('walwriter', 'background writer', 'checkpointer')`);
    expect(writers).toHaveLength(3);
    signalAll(writers, 'SIGSTOP');
    const [written] = await Promise.allSettled([
      own.transaction('desk', (tx) => tx.insert('claims', row(id))),
    ]);
    const restarted = server.restart({ mode: 'immediate' });
    signalAll(writers, 'SIGKILL');
    await restarted;
    expect(written.status).toBe('fulfilled');
    return (await storage.transaction('desk', (tx) => tx.get('claims', id))) !== null;
  }

  test('crashes, what was acknowledged is kept, though the server answers before it has written', async () => {
    expect(await database.ask('SHOW synchronous_commit')).toEqual(['off']);
    const careless = whenQueried(database.pool, async (text, query) => {
      if (text.includes('; COMMIT')) await query('SET LOCAL synchronous_commit = off');
      return query();
    });
    expect(await keptByCrash(database.pool, 'kept')).toBe(true);
    expect(await keptByCrash(careless, 'lost')).toBe(false);
  });

  /** Adds bills of somebody else until their table has so many bytes. */
  async function fillBills(bytes: number): Promise<void> {
    const bill = `INSERT INTO billwright.bills (tenant_id, id, "order", revision, value)
      SELECT 'somebody', n, n, 1, to_json(repeat('x', 1500)) FROM`;
    await database.run(`${bill} generate_series(1, 11000) AS n`);
    await database.run(`DO $$ BEGIN
      FOR count IN 20000..100000 LOOP
        EXIT WHEN pg_relation_size('billwright.bills') > ${bytes};
        ${bill} (SELECT count AS n) AS one;
      END LOOP; END $$`);
  }

  test('can not write any more, runs stop with an error, and go on when it can', async () => {
    await server.restart({ mode: 'fast', largestFile });
    await fillBills(largestFile - 2 * 8192);
    const pool = new Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => undefined);
    const before = await postgresStorage({ pool, role });
    const billing = createBilling({ storage: before, clock: fixedClock(billingDay) });
    const stopped = saveAndIssueEach(billing, billing.forTenant('full'));
    await expect(stopped).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(stopped).rejects.toThrow('could not extend file');
    const [done] = await database.ask(`SELECT count(*)::int FROM billwright.bills WHERE tenant_id = 'full'`);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(customers);
    await pool.end();
    await server.restart({ mode: 'fast' });
    await billUntilDone(storage, 'full');
    expect(await wrongWith(storage, 'full')).toEqual([]);
  });
});
