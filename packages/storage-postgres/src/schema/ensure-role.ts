import type { Connection } from '../connection.ts';
import { sqlStateOf } from '../storage-fault.ts';
import { tenantTables } from './collections-migration.ts';

/** What somebody else who makes the same role at the same moment leaves to us. */
const madeMeanwhile = ['42710', '23505'];

/** Makes the role under which the application works, when there is none, and lets the caller take it. */
export async function ensureRole(connection: Connection, role: string): Promise<void> {
  const { rows } = await connection.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [plain(role)]);
  if (rows.length === 0) {
    await connection.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS`).catch((error: unknown) => {
      if (!madeMeanwhile.includes(sqlStateOf(error) ?? '')) throw error;
    });
  }
  // Since version 16, who makes a role is a member of it that can't take it.
  const { rows: memberships } = await connection.query(
    `SELECT 1 WHERE pg_has_role(current_user, $1,
      CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END)`,
    [plain(role)],
  );
  if (memberships.length === 0) await connection.query(`GRANT ${role} TO CURRENT_USER`);
}

/** Lets a role read and write our tables, and no more: the audit log and the ledgers of prepaid accounts only grow. */
export async function grantTo(connection: Connection, schema: string, role: string): Promise<void> {
  await connection.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  const tables = tenantTables.map((table) => `${schema}.${table}`);
  await connection.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables.join(', ')} TO ${role}`);
  await connection.query(`REVOKE UPDATE, DELETE ON ${schema}.audit, ${schema}.prepaid_postings FROM ${role}`);
  await connection.query(`GRANT SELECT ON ${schema}.migrations, ${schema}.extras TO ${role}`);
}

const plain = (identifier: string): string => identifier.slice(1, -1);
