import { collections, isBillingError, type Storage } from '@billwright/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStorage } from '../src/open-storage.ts';
import type { PostgresPool } from '../src/postgres-pool.ts';
import { tenantTables } from '../src/schema/collections-migration.ts';
import { tableName } from '../src/schema/names.ts';
import { everyDatabase, role, type TestDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { asTenant } from './support/as-tenant.ts';

const row = (id: string, value = 'kept') => ({ id, order: id, keys: {}, value });

describe.each(everyDatabase)('tenants on $kind', ({ make }) => {
  let database: TestDatabase;
  let storage: Storage;
  const open = (pool: PostgresPool = database.pool, roleOf: string | null = role) =>
    openStorage({ pool, schema: 'billwright', role: roleOf, close: async () => undefined });

  beforeAll(async () => {
    database = await make();
    storage = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    for (const tenant of ['one', 'two']) {
      await storage.transaction(tenant, async (tx) => {
        for (const name of ['customers', 'outbox', 'audit'] as const)
          await tx.insert(name, row(`of ${tenant}`));
        await tx.lock('customer:acme');
      });
    }
  });
  afterAll(() => database.drop());

  test('I21: who named no tenant sees no row of any table, and can write none', async () => {
    for (const table of tenantTables) {
      expect(await asTenant(database.pool, null, `SELECT tenant_id FROM billwright.${table}`)).toEqual([]);
    }
    await expect(
      asTenant(database.pool, null, `INSERT INTO billwright.customers VALUES ('one', 'x', 'x', 1, '{}')`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('I21: who named a tenant sees, changes and removes its rows only, whatever the statement says', async () => {
    for (const table of ['customers', 'outbox', 'audit', 'locks', 'tenants']) {
      const seen = await asTenant(
        database.pool,
        'one',
        `SELECT DISTINCT tenant_id AS found FROM billwright.${table}`,
      );
      expect(seen).toEqual([{ found: 'one' }]);
    }
    await asTenant(database.pool, 'one', `UPDATE billwright.customers SET value = '"taken"'`);
    await asTenant(database.pool, 'one', 'DELETE FROM billwright.outbox');
    expect(await database.ask('SELECT value::text FROM billwright.customers ORDER BY tenant_id')).toEqual([
      '"taken"',
      '"kept"',
    ]);
    expect(await database.ask('SELECT tenant_id FROM billwright.outbox')).toEqual(['two']);
    await expect(
      asTenant(database.pool, 'one', `UPDATE billwright.customers SET tenant_id = 'two', id = 'x'`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('I21: who sends messages sees those of all tenants, and nothing else of them', async () => {
    const seen = (table: string) =>
      asTenant(
        database.pool,
        null,
        `SELECT tenant_id AS found FROM billwright.${table} ORDER BY tenant_id`,
        'on',
      );
    const both = [{ found: 'one' }, { found: 'two' }];
    expect(await seen('outbox')).toEqual(both);
    expect(await seen('tenants')).toEqual(both);
    const others = tenantTables.filter((table) => table !== 'outbox' && table !== 'tenants');
    for (const table of others) expect(await seen(table)).toEqual([]);
  });

  test('a connection that comes back to the pool has forgotten its tenant and its role', async () => {
    const one = { ...database.pool, connect: () => database.pool.connect() };
    const reused = await open(one);
    await reused.transaction('one', (tx) => tx.get('customers', 'of one'));
    await expect(reused.transaction('one', () => Promise.reject(new Error('gave up')))).rejects.toThrow(
      'gave up',
    );
    expect(
      await database.ask(
        `SELECT coalesce(current_setting('billing.tenant', true), '') || coalesce(current_setting('billing.dispatcher', true), '')`,
      ),
    ).toEqual(['']);
    expect(await database.ask('SELECT current_user::text')).toEqual(['postgres']);
  });

  test('without row-level security the statements alone keep tenants apart', async () => {
    await database.run(
      tenantTables.map((table) => `ALTER TABLE billwright.${table} DISABLE ROW LEVEL SECURITY;`).join(' '),
    );
    try {
      await storage.transaction('one', async (tx) => {
        for (const name of ['customers', 'outbox', 'audit'] as const) {
          expect(await tx.get(name, 'of two')).toBeNull();
          expect((await tx.list(name, { limit: 9 })).map(({ id }) => id)).toEqual(['of one']);
        }
        expect(await tx.insert('customers', row('of two'))).toBe(true);
      });
      const conflict = storage.transaction('one', (tx) => tx.remove('outbox', 'of two', 1));
      await expect(conflict).rejects.toSatisfy((error) => isBillingError(error, 'STORAGE_CONFLICT'));
      expect(await database.ask(`SELECT tenant_id FROM billwright.outbox`)).toHaveLength(2);
    } finally {
      await database.run(
        tenantTables.map((table) => `ALTER TABLE billwright.${table} ENABLE ROW LEVEL SECURITY;`).join(' '),
      );
    }
  });

  describe('a storage is not opened', () => {
    const refusal = async (call: Promise<unknown>): Promise<string> => {
      const error: unknown = await call.then(
        () => null,
        (reason: unknown) => reason,
      );
      return isBillingError(error, 'STORAGE_REFUSED') ? error.details.reason : String(error);
    };

    test('as a superuser, or as another role above row-level security', async () => {
      expect(await refusal(open(database.pool, null))).toContain('"postgres" is above row-level security');
      await database.run(`DROP ROLE IF EXISTS bypasser; CREATE ROLE bypasser BYPASSRLS;
        GRANT USAGE ON SCHEMA billwright TO bypasser`);
      expect(await refusal(open(database.pool, 'bypasser'))).toContain(
        '"bypasser" is above row-level security',
      );
      await database.run('DROP OWNED BY bypasser; DROP ROLE bypasser');
    });

    test.each(['NO FORCE', 'DISABLE'])('when row-level security of a table is set to %s', async (setting) => {
      await database.run(`ALTER TABLE billwright.claims ${setting} ROW LEVEL SECURITY`);
      const reason = await refusal(open());
      await database.run('ALTER TABLE billwright.claims FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY');
      expect(reason).toContain('not forced on claims');
    });

    test('when a policy of somebody else lets more through', async () => {
      await database.run('CREATE POLICY everybody ON billwright.claims USING (true)');
      const reason = await refusal(open());
      await database.run('DROP POLICY everybody ON billwright.claims');
      expect(reason).toContain('claims.everybody');
    });

    test.each([
      'CREATE POLICY dispatcher ON billwright.claims FOR SELECT USING (true)',
      'ALTER POLICY tenant ON billwright.claims USING (true)',
      'ALTER POLICY tenant ON billwright.claims WITH CHECK (true)',
      `ALTER POLICY tenant ON billwright.claims USING (tenant_id <> '')`,
    ])('when a policy with one of our names lets more through: %s', async (statement) => {
      await database.run(statement);
      const reason = await refusal(open());
      const own = `tenant_id = NULLIF(current_setting('billing.tenant', true), '')`;
      await database.run(`DROP POLICY IF EXISTS dispatcher ON billwright.claims;
        ALTER POLICY tenant ON billwright.claims USING (${own}) WITH CHECK (${own})`);
      expect(reason).toMatch(/let more through: claims\.(?:dispatcher|tenant)$/);
      await expect(open()).resolves.toBeDefined();
    });

    test('under a name that is more than a name', async () => {
      for (const name of ['a"; DROP SCHEMA billwright; --', 'A', '', 'a-b', 'ä', 'a'.repeat(32)]) {
        expect(await refusal(open(database.pool, name))).toContain('small letters');
        expect(
          await refusal(
            openStorage({ pool: database.pool, schema: name, role, close: async () => undefined }),
          ),
        ).toContain('small letters');
      }
    });
  });

  test('every collection has a table, and every table keeps tenants apart', async () => {
    const tables =
      await database.ask(`SELECT relname::text FROM pg_class WHERE relnamespace = 'billwright'::regnamespace
      AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity ORDER BY relname`);
    const expected = [...Object.keys(collections).map(tableName), 'locks', 'tenants'];
    expect(new Set(tables)).toEqual(new Set(expected));
    const keys = await database.ask(`SELECT indexrelid::regclass::text FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
      WHERE relnamespace = 'billwright'::regnamespace AND attname <> 'tenant_id'
        AND relname <> 'migrations' AND relname <> 'extras'`);
    // The one index that is over all tenants is that of the lease; it is not unique, so it tells nobody anything.
    expect(keys).toEqual(['billwright.outbox_lease']);
  });
});
