import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createBilling, type Storage } from '@billwright/core';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migratePostgres, postgresStorage } from '../src/index.ts';
import { tenantTables } from '../src/schema/collections-migration.ts';
import { emptyDatabase, role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { billUntilDone, wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { tenantCopies } from './support/tenant-copies.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

/** The SQL that the page shows for somebody, in order. */
const sqlOf = (whom: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`sql ${whom}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

const roles = ['desk', 'desk_app', 'desk_backup', 'desk_owner', 'desk_reports', 'desk_watch'];

const everyCustomer = 'SELECT id FROM billwright.customers ORDER BY id';

/** How PostgreSQL tells that somebody may not. */
const refused = { code: '42501' };

describe.each(inject('postgresServers'))('the roles of the page on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;
  const pools: Pool[] = [];

  const poolOf = (user: string): Pool => {
    const url = new URL(database.url);
    url.username = user;
    const pool = new Pool({ connectionString: url.href, max: 3 });
    pools.push(pool);
    return pool;
  };

  /** Runs statements one after the other on one connection. Gives the first column of what the last one gave. */
  async function asks(user: string, ...texts: readonly string[]): Promise<readonly unknown[]> {
    const client = await poolOf(user).connect();
    try {
      let found: readonly unknown[] = [];
      for (const text of texts) {
        const { rows } = await client.query({ text, rowMode: 'array' });
        found = rows.map(([first]: unknown[]) => first);
      }
      return found;
    } finally {
      client.release(true);
    }
  }

  beforeAll(async () => {
    database = await emptyDatabase(server);
    const [name] = await database.ask('SELECT current_database()::text');
    const [makeRoles = '', giveWay = ''] = sqlOf('admin');
    await database.run(makeRoles.replaceAll('helpdesk', String(name)));
    const owner = poolOf('desk_owner');
    await migratePostgres({ pool: owner, role: 'desk_app' });
    for (const text of sqlOf('owner')) await owner.query(text);
    await database.run(giveWay);
    storage = await postgresStorage({ pool: poolOf('desk'), role: 'desk_app' });
    for (const tenantId of ['acme-msp', 'other']) {
      const desk = createBilling({ storage }).forTenant(tenantId);
      await desk.customers.put({ id: `of ${tenantId}`, party: { name: tenantId } });
      const state = tenantId === 'other' ? 'dead' : 'pending';
      const row = { id: '1', order: '2026-03-01T00:00:00.000Z', keys: { due: 'mail', state }, value: {} };
      await storage.transaction(tenantId, (tx) => tx.insert('outbox', row));
    }
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    const all = roles.join(', ');
    await database.run(`DROP OWNED BY ${all} CASCADE; DROP ROLE ${all}`);
    await database.drop();
  });

  test('who logs in for the application can do nothing before it takes the role', async () => {
    await expect(asks('desk', everyCustomer)).rejects.toMatchObject(refused);
    const named = `SELECT set_config('billing.tenant', 'other', false)`;
    expect(await asks('desk', 'SET ROLE desk_app', named, everyCustomer)).toEqual(['of other']);
  });

  test('the owner sees no rows without naming a tenant, and is told so when it wants all of them', async () => {
    expect(await asks('desk_owner', everyCustomer)).toEqual([]);
    // As pg_dump does.
    await expect(asks('desk_owner', 'SET row_security = off', everyCustomer)).rejects.toMatchObject(refused);
  });

  test('who backs up reads every table of all tenants, and writes nothing', async () => {
    const counts = [...tenantTables, 'migrations', 'extras'].map(
      (table) => `SELECT count(*) FROM billwright.${table}`,
    );
    const all = await asks('desk_backup', 'SET row_security = off', ...counts, everyCustomer);
    expect(all).toEqual(['of acme-msp', 'of other']);
    await expect(asks('desk_backup', 'DELETE FROM billwright.customers')).rejects.toMatchObject(refused);
  });

  test('reports see one tenant, whatever they set, three tables, and no token', async () => {
    const seenAs = (tenantId: string): Promise<unknown> =>
      asks('desk_reports', `SELECT set_config('billing.tenant', '${tenantId}', false)`, everyCustomer);
    expect(await seenAs('acme-msp')).toEqual(['of acme-msp']);
    expect(await seenAs('other')).toEqual([]);
    for (const table of ['connectors', 'outbox', 'tenants', 'payments']) {
      const looking = asks(
        'desk_reports',
        `SET billing.dispatcher = 'on'`,
        `SELECT FROM billwright.${table}`,
      );
      await expect(looking).rejects.toMatchObject(refused);
    }
    await expect(asks('desk_reports', 'DELETE FROM billwright.customers')).rejects.toMatchObject(refused);
  });

  test('who watches sees what waits and what was given up, and nothing else', async () => {
    const [waiting = '', givenUp = '', ...others] = sqlOf('watch');
    expect(await asks('desk_watch', waiting)).toEqual(['acme-msp', 'other']);
    expect(await asks('desk_watch', givenUp)).toEqual(['other']);
    expect(others).toHaveLength(2);
    await asks('desk_watch', ...others);
    for (const more of [everyCustomer, 'SELECT value FROM billwright.outbox'])
      await expect(asks('desk_watch', more)).rejects.toMatchObject(refused);
  });

  test('the storage starts beside the policies of reports', async () => {
    await expect(postgresStorage({ pool: poolOf('desk'), role: 'desk_app' })).resolves.toBeDefined();
  });

  test('a migration that would hold everybody up gives way, leaves nothing behind, and goes well later', async () => {
    expect(await asks('desk_owner', 'SHOW lock_timeout')).toEqual(['3s']);
    await database.run(`ALTER ROLE desk_owner SET lock_timeout = '100ms'`);
    const migrate = (belt: boolean) =>
      migratePostgres({ pool: poolOf('desk_owner'), role: 'desk_app', belt });
    await storage.transaction('other', async (tx) => {
      await tx.get('invoices', 'any');
      await expect(migrate(false)).rejects.toMatchObject({ code: '55P03' });
    });
    // The server itself may be tidying a table up.
    await database.run(`ALTER ROLE desk_owner SET lock_timeout = '60s'`);
    expect((await migrate(true)).applied).toEqual([]);
    expect((await migrate(false)).applied).toEqual(['belt off']);
  });
});

describe.each(inject('postgresServers').slice(-1))('a migration on PostgreSQL $version', (server) => {
  test('I14: runs go on beside it', async () => {
    const database = await serverDatabase(server, 12);
    const [name] = await database.ask('SELECT current_database()::text');
    await database.run(`ALTER DATABASE ${String(name)} SET deadlock_timeout = '50ms'`);
    await database.pool.query('SELECT set_config($1, $2, false)', ['deadlock_timeout', '50ms']);
    const storage = await postgresStorage({ pool: database.pool, role });
    await prepareManyCustomers(storage, 12);
    const copy = await tenantCopies(database);
    for (const tenantId of ['migrated', 'undisturbed']) await copy('desk', tenantId);
    const runs = [1, 2, 3].map(() => billUntilDone(storage, 'migrated'));
    for (const [index, belt] of [false, true].entries()) {
      const isUnderWay = `SELECT count(*) > ${index * 4} FROM billwright.bills WHERE tenant_id = 'migrated'`;
      await expect.poll(() => database.ask(isUnderWay), { timeout: 30_000 }).toEqual([true]);
      const { applied } = await migratePostgres({ pool: database.pool, role, belt });
      expect(applied).toEqual([belt ? 'belt' : 'belt off']);
    }
    await Promise.all(runs);
    expect(await wrongWith(storage, 'migrated')).toEqual([]);
    await database.drop();
  });
});
