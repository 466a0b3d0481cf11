import { isBillingError } from '@billwright/core';
import { Pool } from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { postgresStorage } from '../src/index.ts';
import { migratePostgres } from '../src/schema/migrate-postgres.ts';
import { knownVersion } from '../src/schema/migrations.ts';
import { emptyDatabase, role, type ServerDatabase } from './support/databases.ts';
import { whenQueried } from './support/when-queried.ts';

const row = { id: 'acme', order: 'acme', keys: {}, value: null };
const all = ['collections', 'tenants apart', 'rules', 'quantities', 'belt'];

const codeOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: unknown) => (isBillingError(error) ? error.code : String(error)),
  );

describe.each(inject('postgresServers'))('migrations on PostgreSQL $version', (server) => {
  const made: ServerDatabase[] = [];
  const fresh = async (): Promise<ServerDatabase> => {
    const database = await emptyDatabase(server);
    made.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of made.splice(0)) await database.drop();
  });

  test('a second migration finds nothing to do', async () => {
    const { pool } = await fresh();
    expect(await migratePostgres({ pool, role })).toEqual({ version: knownVersion, applied: all });
    expect(await migratePostgres({ pool, role })).toEqual({ version: knownVersion, applied: [] });
  });

  test('of eight that migrate at once, one takes the steps and the others wait', async () => {
    const { pool } = await fresh();
    const migrated = await Promise.all(Array.from({ length: 8 }, () => migratePostgres({ pool, role })));
    expect(migrated.flatMap(({ applied }) => applied)).toEqual(all);
  });

  test('a server before 15 is not migrated, with the code with which a storage refuses it', async () => {
    const { pool, ask } = await fresh();
    const older = whenQueried(pool, (text, query) =>
      text.includes('server_version_num') ? query(`SELECT '140023' AS found`) : query(),
    );
    await expect(migratePostgres({ pool: older, role })).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    expect(await ask(`SELECT nspname::text FROM pg_namespace WHERE nspname = 'billwright'`)).toEqual([]);
  });

  test.each(['40P01', '40001'])('a migration that has to give way (%s) begins again', async (code) => {
    const { pool } = await fresh();
    /** What comes of it when somebody else goes first so often. */
    const crowded = (place: string, ways: number): Promise<string> => {
      let left = ways;
      const busy = whenQueried(pool, async (text, query) => {
        if (!text.startsWith(place) || left === 0) return query();
        left -= 1;
        throw Object.assign(new Error('somebody else goes first'), { code });
      });
      return migratePostgres({ pool: busy, role }).then(
        ({ version }) => `version ${version}, ${left} left`,
        (error: unknown) => `${String(error)}, ${left} left`,
      );
    };
    expect(await crowded('CREATE SCHEMA', 1)).toBe(`version ${knownVersion}, 0 left`);
    expect(await crowded('COMMIT', 9)).toBe(`version ${knownVersion}, 0 left`);
    expect(await crowded('BEGIN', 11)).toBe('Error: somebody else goes first, 1 left');
  });

  test('a migration that fails leaves nothing behind', async () => {
    const { pool, run, ask } = await fresh();
    // The last table that the first step makes is there already, and not ours.
    await run('CREATE SCHEMA billwright; CREATE TABLE billwright.tenants (theirs integer)');
    await expect(migratePostgres({ pool, role })).rejects.toThrow('already exists');
    expect(
      await ask(`SELECT relname::text FROM pg_class WHERE relnamespace = 'billwright'::regnamespace`),
    ).toEqual(['tenants']);
  });

  test('tables of a version that nobody knows are neither migrated nor used', async () => {
    const { pool, run } = await fresh();
    expect(await codeOf(postgresStorage({ pool, role: 'pg_read_all_data' }))).toBe('STORAGE_VERSION');
    await migratePostgres({ pool, role });
    await run(
      `INSERT INTO billwright.migrations (version, name) VALUES (${knownVersion + 1}, 'of tomorrow')`,
    );
    expect(await codeOf(migratePostgres({ pool, role }))).toBe('STORAGE_VERSION');
    expect(await codeOf(postgresStorage({ pool, role }))).toBe('STORAGE_VERSION');
  });

  test('tables that lack a column of this version are not used', async () => {
    const { pool, run } = await fresh();
    await migratePostgres({ pool, role });
    await run('ALTER TABLE billwright.work DROP COLUMN key_agent');
    await expect(postgresStorage({ pool, role })).rejects.toThrow('no work.key_agent');
  });

  test('the belt comes off and goes on, and the storage works without it', async () => {
    const { pool, ask } = await fresh();
    const ofBelt = () =>
      ask(`SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT conname FROM pg_constraint WHERE condeferrable
        UNION SELECT proname FROM pg_proc WHERE pronamespace = 'billwright'::regnamespace ORDER BY name`);
    await migratePostgres({ pool, role });
    const belt = await ofBelt();
    expect(belt).toEqual(expect.arrayContaining(['belt_audit_grows', 'claims_key_owner_known']));
    expect((await migratePostgres({ pool, role, belt: false })).applied).toEqual(['belt off']);
    expect(await ofBelt()).toEqual([]);
    const storage = await postgresStorage({ pool, role });
    expect(await storage.transaction('desk', (tx) => tx.insert('invoices', row))).toBe(true);
    expect((await migratePostgres({ pool, role })).applied).toEqual(['belt']);
    expect(await ofBelt()).toEqual(belt);
  });

  test('tables of the version before are brought to this one with what is in them', async () => {
    const { pool, run, ask } = await fresh();
    await migratePostgres({ pool, role, belt: false });
    await run(`ALTER TABLE billwright.prepaid_postings DROP COLUMN quantity, DROP COLUMN lot;
      DELETE FROM billwright.migrations WHERE version = 4;`);
    await expect(postgresStorage({ pool, role })).rejects.toMatchObject({ code: 'STORAGE_VERSION' });
    const posting = { lotId: 'lot_1', quantity: '-1.25' };
    await run(`INSERT INTO billwright.prepaid_postings (tenant_id, id, "order", revision, value)
      VALUES ('desk', 'one', '1', 1, '${JSON.stringify({ posting })}')`);
    expect((await migratePostgres({ pool, role })).applied).toEqual(['quantities', 'belt']);
    const kept = await ask('SELECT json_build_array(lot, quantity) FROM billwright.prepaid_postings');
    expect(kept).toEqual([['lot_1', -12_500]]);
    await expect(postgresStorage({ pool, role })).resolves.toBeDefined();
  });

  test('an owner who is no superuser migrates and works, without a role of its own', async () => {
    const { url, run } = await fresh();
    const owner = `owner_${process.pid}_${server.version}`;
    const login = new URL(url);
    await run(`CREATE ROLE ${owner} LOGIN; CREATE SCHEMA desk AUTHORIZATION ${owner};`);
    login.username = owner;
    await run(`GRANT CREATE ON DATABASE ${login.pathname.slice(1)} TO ${owner}`);
    const pool = new Pool({ connectionString: login.href, max: 2 });
    await migratePostgres({ pool, schema: 'desk' });
    const storage = await postgresStorage({ pool, schema: 'desk' });
    expect(await storage.transaction('one', (tx) => tx.insert('customers', row))).toBe(true);
    expect(await storage.transaction('two', (tx) => tx.get('customers', 'acme'))).toBeNull();
    await pool.end();
    await run(`DROP OWNED BY ${owner} CASCADE; DROP ROLE ${owner}`);
  });

  test('an owner who makes the role of the application can take it, and so can who is given it', async () => {
    const { url, run } = await fresh();
    const [owner, app, login] = ['maker', 'made', 'given'].map(
      (name) => `${name}_${process.pid}_${server.version}`,
    );
    await run(`CREATE ROLE ${owner} LOGIN CREATEROLE; CREATE ROLE ${login} LOGIN;
      GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO ${owner}`);
    const poolOf = (user = ''): Pool =>
      new Pool({ connectionString: url.replace('//postgres@', `//${user}@`), max: 4 });
    const [pool, other] = [poolOf(owner), poolOf(login)];
    await Promise.all([1, 2, 3, 4].map(() => migratePostgres({ pool, role: app })));
    await pool.query(`GRANT ${app} TO ${login}`);
    const opened = await Promise.allSettled(
      [pool, other].map((own) => postgresStorage({ pool: own, role: app })),
    );
    expect(opened.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    await Promise.all([pool.end(), other.end()]);
    await run(
      `DROP OWNED BY ${owner}, ${app}, ${login} CASCADE; DROP ROLE ${login}; DROP ROLE ${app}; DROP ROLE ${owner}`,
    );
  });

  test('the role of the application gets nothing of a table in the schema that is not ours', async () => {
    const { pool, run, ask } = await fresh();
    await run('CREATE SCHEMA desk; CREATE TABLE desk.salaries ()');
    await migratePostgres({ pool, role, schema: 'desk' });
    const any = 'SELECT, INSERT, UPDATE, DELETE';
    expect(await ask(`SELECT has_table_privilege('${role}', 'desk.salaries', '${any}')`)).toEqual([false]);
    expect(await ask(`SELECT has_table_privilege('${role}', 'desk.invoices', '${any}')`)).toEqual([true]);
  });

  test('two schemas of one database know nothing of each other', async () => {
    const { pool } = await fresh();
    for (const schema of ['one', 'two']) await migratePostgres({ pool, role, schema });
    const one = await postgresStorage({ pool, role, schema: 'one' });
    const two = await postgresStorage({ pool, role, schema: 'two' });
    await one.transaction('desk', (tx) => tx.insert('customers', row));
    expect(await two.transaction('desk', (tx) => tx.get('customers', 'acme'))).toBeNull();
    expect(await two.tenants({ limit: 1 })).toEqual([]);
  });

  test('the role of the application can change neither what only grows nor the tables', async () => {
    const { pool } = await fresh();
    await migratePostgres({ pool, role });
    const client = await pool.connect();
    await client.query(`SET ROLE ${role}`);
    for (const text of [
      'DELETE FROM billwright.audit',
      'DELETE FROM billwright.prepaid_postings',
      `UPDATE billwright.prepaid_postings SET value = 'null'`,
      `UPDATE billwright.audit SET value = 'null'`,
      'TRUNCATE billwright.invoices',
      'ALTER TABLE billwright.invoices DISABLE ROW LEVEL SECURITY',
      'DELETE FROM billwright.migrations',
      'CREATE TABLE billwright.other ()',
    ]) {
      await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    client.release(true);
  });
});
