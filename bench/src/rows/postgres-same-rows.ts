import { migratePostgres } from '@billwright/storage-postgres';
import { copyIn, copyOut } from './postgres-copy.ts';
import { columnsOf } from './postgres-desk.ts';
import type { BenchServer } from './postgres-server.ts';

/** What a run adds rows to, in the order in which they can be written. */
const added = [
  'batches',
  'invoices',
  'bills',
  'claims',
  'billed_periods',
  'batch_customers',
  'audit',
] as const;

/** The rows that a run has written, by table, as COPY writes them. */
type WrittenRows = ReadonlyMap<string, { readonly columns: string; readonly rows: readonly Buffer[] }>;

async function rowsOf(
  server: BenchServer,
  table: string,
  where = 'true',
): Promise<readonly [table: string, { readonly columns: string; readonly rows: readonly Buffer[] }]> {
  const columns = ['tenant_id', ...(await columnsOf(server, table))].join(', ');
  const rows = await copyOut(server.owner, `SELECT ${columns} FROM billwright.${table} WHERE ${where}`);
  return [table, { columns, rows }];
}

/** All rows that the run of the only batch has written. */
export async function writtenRows(server: BenchServer): Promise<WrittenRows> {
  const rows = new Map<string, { readonly columns: string; readonly rows: readonly Buffer[] }>();
  for (const table of added) rows.set(...(await rowsOf(server, table)));
  return rows.set(...(await rowsOf(server, 'work', 'revision > 1')));
}

/** Tables as they were before the run, to write its rows into once more, without an engine. */
export async function bareTables(
  server: BenchServer,
): Promise<{ readonly write: (written: WrittenRows) => Promise<void> }> {
  const { owner } = server;
  await migratePostgres({ pool: owner, schema: 'bare' });
  for (const table of ['customers', 'work']) {
    const [, { columns, rows }] = await rowsOf(server, table);
    await copyIn(owner, `bare.${table} (${columns})`, rows);
  }
  return {
    async write(written) {
      for (const table of added) {
        const { columns, rows } = written.get(table) ?? { columns: '', rows: [] };
        await copyIn(owner, `bare.${table} (${columns})`, rows);
      }
      const work = written.get('work') ?? { columns: '', rows: [] };
      await owner.query(`CREATE UNLOGGED TABLE marked AS SELECT ${work.columns} FROM bare.work WHERE false`);
      await copyIn(owner, `marked (${work.columns})`, work.rows);
      await owner.query(`UPDATE bare.work SET revision = marked.revision, value = marked.value, key_open = marked.key_open
        FROM marked WHERE work.tenant_id = marked.tenant_id AND work.id = marked.id`);
    },
  };
}
