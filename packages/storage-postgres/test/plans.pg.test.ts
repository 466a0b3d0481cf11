import { type CollectionName, collections, type RowQuery } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { busyDesk } from '../../core/test/engine/support/busy-desk.ts';
import { postgresStorage } from '../src/index.ts';
import { RowTable, type Statement } from '../src/row-table.ts';
import { tenantTables } from '../src/schema/collections-migration.ts';
import { keyColumn, tableName } from '../src/schema/names.ts';
import { asTenant } from './support/as-tenant.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { isNight } from './support/nights.ts';
import { whenQueried } from './support/when-queried.ts';

/** So many are in the two largest tables, and a part of them in each other one. */
const [entries, others] = isNight ? [1_000_000, 50_000] : [50_000, 5000];

/** In milliseconds: a million rows with their indexes take their time. */
const patience = isNight ? 1_800_000 : 60_000;

const work = new RowTable('work', 'billwright');

const place = { order: '2026-03-02', id: 'id_50' };
const customer = { name: 'customer', key: 'key 7' };

const lists: readonly (readonly [what: string, index: string, query: RowQuery])[] = [
  ['all', 'work_order', { limit: 500 }],
  ['a page', 'work_order', { after: place, limit: 500 }],
  ['a page from the end', 'work_order', { after: place, descending: true, limit: 500 }],
  ['a range', 'work_order', { from: '2026-03-02', to: '2026-03-04', limit: 500 }],
  ['what is open of a customer', 'work_key_open', { index: { name: 'open', key: 'key 7' }, limit: 500 }],
  ['a page of a customer', 'work_key_customer', { index: customer, after: place, limit: 500 }],
  [
    'the last of a customer',
    'work_key_customer',
    { index: customer, from: '2026-03-02', descending: true, limit: 1 },
  ],
];

const row = { id: 'id_7', order: '2026-03-02', keys: {}, text: '{}' };

const ids = Array.from({ length: 100 }, (_, index) => `id_${index * 10 + 3}`);

const statements: readonly (readonly [what: string, index: string, statement: Statement])[] = [
  ['get', 'work_pkey', work.get('desk 3', 'id_7')],
  ['update', 'work_pkey', work.update('desk 3', row, 1)],
  ['remove', 'work_pkey', work.remove('desk 3', 'id_7', 1)],
  ['get several', 'work_pkey', work.getAll('desk 3', ids)],
  [
    'update several',
    'work_pkey',
    work.updateAll(
      'desk 3',
      ids.map((id) => ({ row: { ...row, id }, revision: 1 })),
    ),
  ],
  [
    'remove several',
    'work_pkey',
    work.removeAll(
      'desk 3',
      ids.map((id) => ({ id, revision: 1 })),
    ),
  ],
  ...lists.map(([what, index, query]) => [`list ${what}`, index, work.list('desk 3', query)] as const),
];

/** A statement with its values written into it: a plan needs to be asked without them. */
const written = ({ text, values = [] }: Statement): string =>
  text.replaceAll(/\$(\d+)/g, (_, number: string) => {
    const value = values[Number(number) - 1];
    return Array.isArray(value) ? `ARRAY[${value.map(literal).join(', ')}]` : literal(value);
  });

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** Fills a table for ten tenants, each of which has so many customers. */
function filled(table: string, rows: number): string {
  const collection = Object.keys(collections).find((name) => tableName(name) === table);
  if (collection === undefined) return '';
  const indexes: readonly string[] = collections[collection as CollectionName];
  const keys = indexes.map((index) => [
    `, ${keyColumn(index)}`,
    // What is open, pending or due is a part of all.
    /open|pending|due/.test(index)
      ? `, CASE WHEN n % 50 < 10 THEN 'key ' || n / 10 % 1000 END`
      : `, 'key ' || n / 10 % 1000`,
  ]);
  return `INSERT INTO billwright.${table} (tenant_id, id, "order", revision, value${keys.map(([column]) => column).join('')})
    SELECT 'desk ' || n % 10, 'id_' || n, '2026-03-' || lpad((n / 10 % 28 + 1)::text, 2, '0')${table === 'work' ? '' : ' || n'}, 1, '{}'${keys.map(([, key]) => key).join('')}
    FROM generate_series(1, ${rows}) AS n;`;
}

/** Statements that are the same but for their values. */
const sameText = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe.each(inject('postgresServers'))('plans of PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase(server, 2);
    const fills = tenantTables.map((table) =>
      filled(table, table === 'work' || table === 'claims' ? entries : others),
    );
    // The rows name nobody who is there.
    await database.run(`BEGIN; SET LOCAL session_replication_role = replica; ${fills.join(' ')} COMMIT`);
    await database.run(`INSERT INTO billwright.locks
      SELECT 'desk ' || n % 10, 'customer:key ' || n FROM generate_series(1, ${others}) AS n`);
    await database.run('ANALYZE');
  }, patience);
  afterAll(() => database.drop(), patience);

  const planOf = async (text: string, tenant: string | null, dispatcher = ''): Promise<string> => {
    const rows = await asTenant(database.pool, tenant, `EXPLAIN (FORMAT JSON) ${text}`, dispatcher);
    return JSON.stringify(rows);
  };

  test.each(statements)('%s reads what it needs by the index %s', async (_, index, statement) => {
    const plan = await planOf(written(statement), 'desk 3');
    expect(plan).toContain(`"Index Name":"${index}"`);
    expect(plan).toContain('Index Cond');
    expect(plan).not.toContain('Seq Scan');
  });

  test('every statement of a desk on which about everything happens reads by an index', async () => {
    const seen = new Map<string, Statement>();
    const pool = whenQueried(database.pool, (text, query, _client, values) => {
      if (values !== undefined && !seen.has(sameText(text))) seen.set(sameText(text), { text, values });
      return query();
    });
    const storage = await postgresStorage({ pool, role });
    seen.clear();
    await busyDesk({ storage });
    const scans: string[] = [];
    let planned = 0;
    for (const [text, { values = [], ...statement }] of seen) {
      if (!text.includes('billwright')) continue;
      planned += 1;
      // The same for a tenant that has much.
      const ofMuch = values.map((value) => (value === 'desk' ? 'desk 3' : value));
      const plan = await planOf(written({ ...statement, values: ofMuch }), 'desk 3');
      // A filter on a key or an order would read rows that are not asked for.
      if (/Seq Scan|"Filter":"(?:[^"\\]|\\.)*(?:key_|order)/.test(plan)) scans.push(`${text}: ${plan}`);
    }
    expect(scans).toEqual([]);
    expect(planned).toBeGreaterThan(80);
  });

  test('what names a row is found by an index when that row is deleted', async () => {
    const slow = await database.ask(`
      SELECT conname::text FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'billwright'::regnamespace AND NOT EXISTS (
         SELECT FROM pg_index WHERE indrelid = conrelid AND indkey[0] = conkey[1] AND indkey[1] = conkey[2])`);
    expect(slow).toEqual([]);
  });

  test('what a draw is held against is read by its account, the last draws first', async () => {
    const postings = `FROM billwright.prepaid_postings WHERE tenant_id = 'desk 3' AND key_account = 'key 7'
      AND lot IS NOT DISTINCT FROM 'lot_1'`;
    for (const text of [
      `SELECT sum(quantity) ${postings}`,
      `SELECT EXISTS (SELECT ${postings} AND "order" > '2026-03-15' AND quantity < 0
        AND xmin = pg_current_xact_id()::xid)`,
    ]) {
      const plan = await planOf(text, 'desk 3');
      expect(plan).toMatch(/"Index Name":"prepaid_postings_(?:key_account|sequence)"/);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  test('a lease reads the messages of its kind, whatever else is in the outbox', async () => {
    const lease = `SELECT tenant_id, id FROM billwright.outbox WHERE key_due = 'key 7' AND "order" <= '2026-03-15'
      ORDER BY "order", tenant_id, id LIMIT 10 FOR UPDATE SKIP LOCKED`;
    const plan = await planOf(lease, null, 'on');
    expect(plan).toContain('"Index Name":"outbox_lease"');
    expect(plan).not.toContain('Seq Scan');
  });
});
