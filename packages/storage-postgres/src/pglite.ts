/**
 * Keeps what Billwright knows in a PostgreSQL that runs inside the process.
 *
 * @packageDocumentation
 */

export { pgliteStorage, type PgliteStorageOptions } from './embedded/pglite-storage.ts';
