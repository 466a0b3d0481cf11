import type { Desk } from '@billwright/core';
import { emptyDesk, type MonthOfWork, monthOfWork } from '../generator/filled-desk.ts';
import type { BenchServer } from './postgres-server.ts';

/** Customers that are recorded through the engine; further ones are copies of them. */
const recorded = 100;

/** The columns of a table that are written. */
export async function columnsOf(
  { owner }: Pick<BenchServer, 'owner'>,
  table: string,
): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
      WHERE table_schema = 'billwright' AND table_name = $1 AND is_generated = 'NEVER'
        AND column_name <> 'tenant_id' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/**
 * A desk with the month's work of so many customers, with nothing billed. The first hundred are recorded, all others are
 * copies that PostgreSQL makes, so a million entries are there in a minute.
 */
export async function postgresDesk(
  server: BenchServer,
  tenantId: string,
  customers: number,
  entries: number,
): Promise<{ readonly desk: Desk; readonly work: MonthOfWork }> {
  const desk = await emptyDesk(server.storage, tenantId);
  const work = monthOfWork(Math.min(customers, recorded), entries);
  for (const { id } of work.customers) await desk.customers.put({ id, party: { name: id } });
  await desk.work.record(work.customers.flatMap((customer) => customer.work));
  for (let first = recorded; first < customers; first += recorded)
    for (const table of ['customers', 'work']) await copyCustomers(server, tenantId, table, first, customers);
  await server.owner.query('ANALYZE');
  return { desk, work };
}

/** Copies the recorded customers, numbered from another number on. Ids have a fixed width, so text is replaced. */
async function copyCustomers(
  server: BenchServer,
  tenantId: string,
  table: string,
  first: number,
  customers: number,
): Promise<void> {
  const columns = await columnsOf(server, table);
  const renumbered = (column: string): string =>
    `regexp_replace(${column}::text, 'customer_00(\\d\\d)', 'customer_${String(first / recorded).padStart(2, '0')}\\1', 'g')`;
  const copied = columns.map((column) => {
    if (column === 'value') return `${renumbered(column)}::json`;
    return column === 'revision' ? column : renumbered(column);
  });
  const until = `customer_${String(Math.min(recorded, customers - first)).padStart(4, '0')}`;
  const owner = table === 'work' ? 'key_customer' : 'id';
  await server.owner.query(
    `INSERT INTO billwright.${table} (tenant_id, ${columns.join(', ')})
     SELECT tenant_id, ${copied.join(', ')} FROM billwright.${table}
      WHERE tenant_id = $1 AND ${owner} < 'customer_0100' AND ${owner} < $2`,
    [tenantId, until],
  );
}
