/**
 * Keeps what Billwright knows in a PostgreSQL server, through a pool of yours.
 *
 * @packageDocumentation
 */

export type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.ts';
export { postgresStorage, type PostgresStorageOptions } from './postgres-storage.ts';
export { type Migrated, type MigrateOptions, migratePostgres } from './schema/migrate-postgres.ts';
