import { tenantTables } from '../../src/schema/collections-migration.ts';
import type { TestDatabase } from './databases.ts';

/** Takes all rows out, also those that the rules of the database keep. */
export async function emptyTables(database: TestDatabase): Promise<void> {
  const deletions = tenantTables.map((table) => `DELETE FROM billwright.${table};`);
  await database.run(`BEGIN; SET LOCAL session_replication_role = replica; ${deletions.join(' ')} COMMIT`);
}
