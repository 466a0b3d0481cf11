import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { busyDesk, violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { rowsOf, testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { asTenant } from './support/as-tenant.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/scaling.md'), 'utf8');

const sqlOf = (what: string): string => new RegExp(`\`\`\`sql ${what}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

describe.each(inject('postgresServers'))('work that is divided on PostgreSQL $version', (server) => {
  let database: ServerDatabase;

  beforeAll(async () => {
    database = await serverDatabase(server);
    const storage = await postgresStorage({ pool: database.pool, role });
    const { desk } = await testDesk({ storage, tenantId: 'before' });
    await desk.work.record(Array.from({ length: 20 }, (_, index) => testEntry(`te_${index}`)));
    const here = sqlOf('partitions')
      .replaceAll('desk_app', role)
      .replace('OWNER TO desk_owner', 'OWNER TO CURRENT_USER');
    await database.run(here);
  });
  afterAll(() => database.drop());

  test('has what was there, and bills as before', async () => {
    const storage = await postgresStorage({ pool: database.pool, role });
    expect((await rowsOf(storage, 'before'))['work']).toHaveLength(20);
    const [inMemory, here] = [await busyDesk({ storage: memoryStorage() }), await busyDesk({ storage })];
    expect(await rowsOf(storage)).toEqual(await rowsOf(inMemory.storage));
    expect(await violationsOf(here.desk)).toEqual([]);
  });

  test('I21: keeps tenants apart, and nobody reaches the parts', async () => {
    const seen = await asTenant(database.pool, 'before', 'SELECT DISTINCT tenant_id FROM billwright.work');
    expect(seen).toEqual([{ tenant_id: 'before' }]);
    expect(await asTenant(database.pool, null, 'SELECT FROM billwright.work')).toEqual([]);
    await expect(
      asTenant(database.pool, 'before', 'SELECT FROM billwright_parts.work_0'),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('is read again by reports of one tenant, and whole by who backs up', async () => {
    const own = `${process.pid}_${server.version}`;
    const [reports, backup] = [`reports_${own}`, `backup_${own}`] as const;
    await database.run(`CREATE ROLE ${reports}; CREATE ROLE ${backup} BYPASSRLS;
      GRANT USAGE ON SCHEMA billwright TO ${reports}, ${backup}`);
    const here = sqlOf('readers').replaceAll('desk_reports', reports).replaceAll('desk_backup', backup);
    await database.run(here.replaceAll('acme-msp', 'before'));
    const seenBy = (as: string, tenant: string, table: string): Promise<readonly unknown[]> =>
      asTenant(database.pool, tenant, `SELECT FROM ${table} LIMIT 20`, '', as);
    expect(await seenBy(reports, 'before', 'billwright.work')).toHaveLength(20);
    expect(await seenBy(reports, 'desk', 'billwright.work')).toEqual([]);
    expect(await seenBy(backup, '', 'billwright.work')).toHaveLength(20);
    const parts = [0, 1, 2, 3].map((part) => `billwright_parts.work_${part}`);
    for (const part of parts) {
      await expect(seenBy(backup, '', part)).resolves.toBeDefined();
      await expect(seenBy(reports, 'before', part)).rejects.toMatchObject({ code: '42501' });
    }
    await database.run(`DROP OWNED BY ${reports}, ${backup}; DROP ROLE ${reports}, ${backup}`);
  });

  test('is read by its indexes, the open work by an index of its own', async () => {
    const client = await database.pool.connect();
    await client.query('SET enable_seqscan = off');
    const { rows } = await client.query<Record<string, string>>(
      `EXPLAIN SELECT id FROM billwright.work WHERE tenant_id = 'before' AND key_open = 'acme' ORDER BY "order", id LIMIT 9`,
    );
    client.release(true);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /Index (?:Only )?Scan using work_\d_tenant_id_key_open/,
    );
  });
});
