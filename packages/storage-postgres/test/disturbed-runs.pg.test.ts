import type { Storage } from '@billwright/core';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Random } from '../../core/test/engine/outbox/random.ts';
import { postgresStorage, type PostgresPool } from '../src/index.ts';
import { sqlStateOf } from '../src/storage-fault.ts';
import { byChance } from './support/by-chance.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { billUntilDone, opening, wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { type CopyTenant, tenantCopies } from './support/tenant-copies.ts';
import { whenQueried } from './support/when-queried.ts';

const servers = inject('postgresServers');

const { customers, runners, most } = isNight
  ? { customers: 120, runners: 8, most: 300 }
  : { customers: 8, runners: 3, most: 30 };

/** How often a runner has to be told of what disturbs it before that says something. */
const least = most / 5;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Disturbs once. */
type Disturb = (admin: Pool, tenantId: string) => Promise<void>;

interface Disturbance {
  /** How PostgreSQL tells a runner of it. */
  readonly state: string;
  readonly disturb?: Disturb;
  readonly timeouts?: { readonly statement_timeout?: number; readonly lock_timeout?: number };
}

const ending =
  (how: 'pg_terminate_backend' | 'pg_cancel_backend'): Disturb =>
  async (admin) => {
    await admin.query(
      `SELECT ${how}(pid) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'
        AND application_name = 'runner' ORDER BY random() LIMIT 1`,
    );
    await pause(25);
  };

/** Locks what runs lock last, and after a while what they lock first. */
const holding =
  (milliseconds: number): Disturb =>
  async (admin, tenantId) => {
    const lock = `SELECT FROM billwright.locks WHERE tenant_id = $1 AND name LIKE $2 ORDER BY random() LIMIT 1 FOR UPDATE`;
    const client = await admin.connect();
    try {
      await client.query('BEGIN');
      await client.query(lock, [tenantId, 'audit']);
      await pause(milliseconds);
      await client.query(lock, [tenantId, 'customer:%']);
    } catch {
      // It gave way.
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    await pause(10);
  };

const disturbances: Readonly<Record<string, Disturbance>> = {
  'backends that are terminated': { state: '57P01', disturb: ending('pg_terminate_backend') },
  'statements that are cancelled': { state: '57014', disturb: ending('pg_cancel_backend') },
  'somebody who locks in another order': { state: '40P01', disturb: holding(5) },
  'timeouts of statements': { state: '57014', disturb: holding(80), timeouts: { statement_timeout: 60 } },
  'timeouts of locks': { state: '55P03', disturb: holding(80), timeouts: { lock_timeout: 40 } },
  'serialization failures': { state: '40001' },
};

/** How often runners were told of what disturbs them. */
interface Work {
  isOver: boolean;
  disturbed: number;
}

/** A pool that counts how often its clients are told of a state; serialization failures it makes up itself. */
const observed = (pool: Pool, state: string, work: Work, random: Random): PostgresPool =>
  whenQueried(pool, async (text, query) => {
    try {
      const isMadeUp = state === '40001' && work.disturbed < most && text.includes('INSERT');
      if (isMadeUp && random.chance(0.1))
        await query(`DO $$ BEGIN RAISE EXCEPTION 'could not serialize' USING ERRCODE = '40001'; END $$`);
      return await query();
    } catch (error) {
      if (sqlStateOf(error) === state) work.disturbed += 1;
      throw error;
    }
  });

describe.each(isNight ? servers : servers.slice(-1))('runners on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;
  let copy: CopyTenant;

  beforeAll(async () => {
    database = await serverDatabase(server, 10);
    const [name] = await database.ask('SELECT current_database()::text');
    await database.run(`ALTER DATABASE ${String(name)} SET deadlock_timeout = '20ms'`);
    storage = await postgresStorage({ pool: database.pool, role });
    copy = await tenantCopies(database);
    await prepareManyCustomers(storage, customers);
    await copy('desk', 'undisturbed');
  });
  afterAll(() => database.drop());

  test.each(Object.entries(disturbances))(
    'I1, I5, I14: with %s, several that run a batch bill everything once',
    (name, disturbance) =>
      byChance(async (random) => {
        let disturbed = 0;
        // A quick machine may have done before much has happened to it.
        for (let round = 1; disturbed < least; round += 1) {
          const tenantId = `${name} ${round}`;
          await copy('desk', tenantId);
          disturbed += await runDisturbed(tenantId, disturbance, random);
          expect(await wrongWith(storage, tenantId)).toEqual([]);
        }
      }),
  );

  /** Lets several run a tenant's batch while they are disturbed. Gives how often they were told of it. */
  async function runDisturbed(
    tenantId: string,
    { state, disturb, timeouts }: Disturbance,
    random: Random,
  ): Promise<number> {
    const work: Work = { isOver: false, disturbed: 0 };
    const admin = new Pool({ connectionString: database.url, max: 4 });
    const pools = Array.from(
      { length: runners },
      () => new Pool({ connectionString: database.url, max: 2, application_name: 'runner', ...timeouts }),
    );
    for (const pool of [admin, ...pools]) pool.on('error', () => undefined);
    const disturbing = (async () => {
      if (disturb === undefined) return;
      while (!work.isOver && work.disturbed < most) await disturb(admin, tenantId);
    })();
    await Promise.all(
      pools.map(async (pool) => {
        const own = await opening(() => postgresStorage({ pool: observed(pool, state, work, random), role }));
        await billUntilDone(own, tenantId);
      }),
    );
    work.isOver = true;
    await disturbing;
    for (const pool of [admin, ...pools]) await pool.end();
    return work.disturbed;
  }
});
