import type { PostgresPool } from './postgres-pool.ts';

/**
 * What a role needs of each table to hand jobs over, do them, and look after those whose worker died. It makes, changes and
 * drops nothing.
 */
const rights: readonly (readonly [rights: string, tables: string])[] = [
  ['SELECT, INSERT, UPDATE, DELETE', 'job, job_common'],
  ['SELECT, UPDATE', 'queue, version'],
  ['SELECT, UPDATE, DELETE', 'instance'],
  ['SELECT, DELETE', 'job_dependency'],
];

/** Lets a role work with the queue, and no more. */
export async function grantTo(pool: PostgresPool, schema: string, role: string): Promise<void> {
  await pool.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  for (const [granted, tables] of rights) {
    const names = tables.split(', ').map((table) => `${schema}.${table}`);
    await pool.query(`GRANT ${granted} ON ${names.join(', ')} TO ${role}`);
  }
}
