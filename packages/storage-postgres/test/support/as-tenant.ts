import type { PostgresPool } from '../../src/postgres-pool.ts';
import { role } from './databases.ts';

/** Runs one statement in a transaction for the tenant that it names, as the application's role or as another one. */
export async function asTenant(
  pool: PostgresPool,
  tenant: string | null,
  text: string,
  dispatcher = '',
  as = role,
): Promise<readonly unknown[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const settings = [tenant ?? '', dispatcher, as];
    await client.query(
      `SELECT set_config('billing.tenant', $1, true), set_config('billing.dispatcher', $2, true), set_config('role', $3, true)`,
      settings,
    );
    const { rows } = await client.query(text, []);
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
