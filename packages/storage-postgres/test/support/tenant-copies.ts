import type { ServerDatabase } from './databases.ts';
import { tenantTables } from '../../src/schema/collections-migration.ts';

/** Copies all rows of a tenant to another one, past the storage. */
export type CopyTenant = (from: string, to: string) => Promise<void>;

/** How tenants are copied in a database: by one statement a table. */
export async function tenantCopies({ pool }: ServerDatabase): Promise<CopyTenant> {
  const { rows } = await pool.query<{ name: string; columns: string }>(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ') AS columns
       FROM information_schema.columns
      WHERE table_schema = 'billwright' AND table_name = ANY ($1)
        AND column_name <> 'tenant_id' AND is_generated = 'NEVER'
      GROUP BY table_name`,
    [tenantTables],
  );
  // What is named comes before what names it.
  const inOrder = rows.toSorted(
    (one, other) => tenantTables.indexOf(one.name) - tenantTables.indexOf(other.name),
  );
  return async (from, to) => {
    const copies = inOrder.map(
      ({ name, columns }) => `INSERT INTO billwright.${name} (tenant_id, ${columns})
        SELECT '${to}', ${columns} FROM billwright.${name} WHERE tenant_id = '${from}'`,
    );
    await pool.query(copies.join('; '));
  };
}
