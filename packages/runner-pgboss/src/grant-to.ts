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

/** Tells our lock from those of others. */
const lockKey = 5_471_923_807;

/** Lets a role work with the queue, and no more. Who does so at the same time waits: PostgreSQL refuses two at once. */
export async function grantTo(pool: PostgresPool, schema: string, role: string): Promise<void> {
  const grants = rights.map(([granted, tables]) => {
    const names = tables.split(', ').map((table) => `${schema}.${table}`);
    return `GRANT ${granted} ON ${names.join(', ')} TO ${role}`;
  });
  const statements = [
    'BEGIN',
    `SELECT pg_advisory_xact_lock(${lockKey})`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    ...grants,
    'COMMIT',
  ];
  await pool.query(statements.join('; '));
}
