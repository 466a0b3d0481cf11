import { BillingError } from '@billwright/core';
import { type Connection, openConnection } from '../connection.ts';
import { pauseBefore } from '../pause.ts';
import type { PostgresPool } from '../postgres-pool.ts';
import { requireServer } from '../require-server.ts';
import { hadToGiveWay } from '../storage-fault.ts';
import { ensureRole, grantTo } from './ensure-role.ts';
import { fitBelt } from './fit-belt.ts';
import { knownVersion, migrations } from './migrations.ts';
import { defaultSchema, identifier } from './names.ts';

/** What {@link migratePostgres} is told. */
export interface MigrateOptions {
  /** A pool whose user owns the schema, or may make it. */
  readonly pool: PostgresPool;
  /** The schema that has all tables. Default: `billwright`. */
  readonly schema?: string | undefined;
  /**
   * The role under which the application works. It is made when there is none, and is given what it needs and no more.
   * Default: the application works as the owner.
   */
  readonly role?: string | undefined;
  /** Whether PostgreSQL holds rules of its own as a second wall. Default: it does. `false` takes them off. */
  readonly belt?: boolean | undefined;
}

/** What {@link migratePostgres} did. */
export interface Migrated {
  /** The version of the tables now. */
  readonly version: number;
  /** The names of the steps that were taken, in order; none when there was nothing to do. */
  readonly applied: readonly string[];
}

/** Tells our lock from those of others. */
const lockKey = 5_471_923_806;

/** How often a migration is begun before it is given up. */
const attempts = 10;

/**
 * Brings the tables in a database to the version that this package works with: all steps in one transaction, or none.
 * Who migrates at the same time waits, and what met others in a deadlock begins again. Steps only go forward.
 *
 * @throws BillingError `STORAGE_REFUSED` when the server is older than 15.
 * @throws BillingError `STORAGE_VERSION` when the database has a newer version.
 * @throws BillingError `STORAGE_REFUSED` when a name is not made of small letters, digits and underscores.
 * @throws BillingError `STORAGE_UNAVAILABLE` when the pool has no connection.
 * @example
 * ```ts no-run
 * import { migratePostgres, type PostgresPool } from '@billwright/storage-postgres';
 *
 * declare const ownerPool: PostgresPool; // new Pool({ user: 'desk_owner' }) of pg
 * const { applied } = await migratePostgres({ pool: ownerPool, role: 'billwright_app' });
 * console.log(applied);
 * ```
 */
export async function migratePostgres(options: MigrateOptions): Promise<Migrated> {
  const names: Names = {
    schema: identifier(options.schema ?? defaultSchema, 'schema'),
    role: options.role === undefined ? null : identifier(options.role, 'role'),
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrateOnce(options, names);
    } catch (error) {
      if (!hadToGiveWay(error) || attempt === attempts) throw error;
      await pauseBefore(attempt, 'conflict');
    }
  }
}

interface Names {
  /** As SQL writes them. */
  readonly schema: string;
  readonly role: string | null;
}

async function migrateOnce(
  { pool, belt = true }: MigrateOptions,
  { schema, role }: Names,
): Promise<Migrated> {
  const connection = await openConnection(pool);
  try {
    await requireServer((text, values) => connection.query(text, values));
    if (role !== null) await ensureRole(connection, role);
    await connection.query('BEGIN');
    await connection.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const applied = await takeSteps(connection, schema);
    const belted = await fitBelt(connection, schema, belt);
    if (role !== null) await grantTo(connection, schema, role);
    await connection.query('COMMIT');
    connection.giveBack(false);
    return { version: knownVersion, applied: [...applied, ...belted] };
  } catch (error) {
    connection.giveBack(true);
    throw error;
  }
}

async function takeSteps(connection: Connection, schema: string): Promise<readonly string[]> {
  await connection.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await connection.query(`CREATE TABLE IF NOT EXISTS ${schema}.migrations (
    version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
  const { rows } = await connection.query(
    `SELECT coalesce(max(version), 0)::text AS version FROM ${schema}.migrations`,
    [],
  );
  const found = Number(rows[0]?.['version']);
  if (found > knownVersion) throw new BillingError('STORAGE_VERSION', { found, known: knownVersion });
  const applied: string[] = [];
  for (const { version, name, statements } of migrations.slice(found)) {
    for (const statement of statements({ schema })) await connection.query(statement);
    await connection.query(`INSERT INTO ${schema}.migrations (version, name) VALUES ($1, $2)`, [
      version,
      name,
    ]);
    applied.push(name);
  }
  return applied;
}
