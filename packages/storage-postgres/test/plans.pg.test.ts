import type { RowQuery } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { RowTable, type Statement } from '../src/row-table.ts';
import { asTenant } from './support/as-tenant.ts';
import { serverDatabase, type ServerDatabase } from './support/databases.ts';

const work = new RowTable('work', 'billwright');

const place = { order: '2026-03-02', id: 'te_50' };
const customer = { name: 'customer', key: 'customer 7' };

const lists: readonly (readonly [what: string, index: string, query: RowQuery])[] = [
  ['all', 'work_order', { limit: 500 }],
  ['a page', 'work_order', { after: place, limit: 500 }],
  ['a page from the end', 'work_order', { after: place, descending: true, limit: 500 }],
  ['a range', 'work_order', { from: '2026-03-02', to: '2026-03-04', limit: 500 }],
  ['what is open of a customer', 'work_key_open', { index: { name: 'open', key: 'customer 7' }, limit: 500 }],
  ['a page of a customer', 'work_key_customer', { index: customer, after: place, limit: 500 }],
  [
    'the last of a customer',
    'work_key_customer',
    { index: customer, from: '2026-03-02', descending: true, limit: 1 },
  ],
];

const row = { id: 'te_7', order: '2026-03-02', keys: {}, text: '{}' };

const ids = Array.from({ length: 100 }, (_, index) => `te_${index}`);

const statements: readonly (readonly [what: string, index: string, statement: Statement])[] = [
  ['get', 'work_pkey', work.get('desk 3', 'te_7')],
  ['update', 'work_pkey', work.update('desk 3', row, 1)],
  ['remove', 'work_pkey', work.remove('desk 3', 'te_7', 1)],
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
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value);

describe.each(inject('postgresServers'))('plans of PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase(server, 2);
    await database.run(`
      INSERT INTO billwright.work (tenant_id, id, "order", revision, value, key_customer, key_open)
      SELECT 'desk ' || n % 10, 'te_' || n, '2026-03-' || lpad((n / 10 % 28 + 1)::text, 2, '0'), 1, '{}',
        'customer ' || n % 200, CASE WHEN n % 5 = 0 THEN 'customer ' || n % 200 END
      FROM generate_series(1, 50000) AS n;
      INSERT INTO billwright.outbox (tenant_id, id, "order", revision, value, key_due)
      SELECT 'desk ' || n % 10, 'm_' || n, n::text, 1, '{}', CASE WHEN n % 100 = 0 THEN 'mail' END
      FROM generate_series(1, 50000) AS n;
      ANALYZE`);
  });
  afterAll(() => database.drop());

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

  test('a lease reads the messages of its kind, whatever else is in the outbox', async () => {
    const lease = `SELECT tenant_id, id FROM billwright.outbox WHERE key_due = 'mail' AND "order" <= '5'
      ORDER BY "order", tenant_id, id LIMIT 10 FOR UPDATE SKIP LOCKED`;
    const plan = await planOf(lease, null, 'on');
    expect(plan).toContain('"Index Name":"outbox_lease"');
    expect(plan).not.toContain('Seq Scan');
  });
});
