import type { Storage } from '@billwright/core';
import type { PostgresPool } from './postgres-pool.ts';
import { openStorage } from './open-storage.ts';
import { defaultSchema } from './schema/names.ts';

/** What {@link postgresStorage} is told. */
export interface PostgresStorageOptions {
  /** A `Pool` of `pg`, or something that does what one does. It stays yours: closing the storage does not end it. */
  readonly pool: PostgresPool;
  /** The schema that has all tables. Default: `billwright`. */
  readonly schema?: string | undefined;
  /** The role under which every transaction works. Default: the user of the pool. */
  readonly role?: string | undefined;
}

/**
 * A storage in a PostgreSQL server, 15 or later. Run {@link migratePostgres} first.
 *
 * Transactions run side by side, in as many connections as the pool has. Each stays on one connection, and row-level
 * security shows it the rows of its tenant only. What had to give way to another one is run again, and so is what lost
 * its connection before it was committed.
 *
 * @throws BillingError `STORAGE_REFUSED` when the server is too old, when the role is above row-level security, or when
 *   a table lacks it.
 * @throws BillingError `STORAGE_VERSION` when the tables are older or newer than this package.
 * @throws BillingError `STORAGE_UNAVAILABLE` when the server can't be reached.
 * @example
 * ```ts no-run
 * import { createBilling } from '@billwright/core';
 * import { postgresStorage, type PostgresPool } from '@billwright/storage-postgres';
 *
 * declare const pool: PostgresPool; // new Pool() of pg
 * const billing = createBilling({ storage: await postgresStorage({ pool, role: 'billwright_app' }) });
 * ```
 */
export async function postgresStorage({
  pool,
  schema = defaultSchema,
  role,
}: PostgresStorageOptions): Promise<Storage> {
  return openStorage({ pool, schema, role: role ?? null, close: async () => undefined });
}
