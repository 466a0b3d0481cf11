import { mkdir, realpath } from 'node:fs/promises';
import { BillingError, type Storage } from '@billwright/core';
import { openStorage } from '../open-storage.ts';
import { migratePostgres } from '../schema/migrate-postgres.ts';
import { defaultSchema } from '../schema/names.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { openDatabase } from './open-database.ts';
import { pglitePool } from './pglite-pool.ts';

/** What {@link pgliteStorage} is told. */
export interface PgliteStorageOptions {
  /** The folder that keeps the database. Default: it is in memory, and gone with the process. */
  readonly dataDir?: string | undefined;
  /** `true` when you know that a folder serves one process at a time and is not safe against a power failure. */
  readonly allowEmbedded?: boolean | undefined;
}

/** The user of an embedded database is above row-level security, so nothing works as that user. */
const role = 'billwright_app';

/**
 * A storage in a PostgreSQL that runs inside this process: for demos, tests, and desks of one process. Its tables are
 * those of a server, and are brought to the version of this package when it opens.
 *
 * It has one connection, so transactions run one after another, those of all tenants.
 *
 * @throws BillingError `STORAGE_REFUSED` when a folder is named without `allowEmbedded`, or when another PostgreSQL than
 *   the embedded one made it.
 * @throws BillingError `STORAGE_LOCKED` when another process has the folder open.
 * @throws BillingError `STORAGE_VERSION` when its tables are newer than this package.
 * @example
 * ```ts
 * import { pgliteStorage } from '@billwright/storage-postgres/pglite';
 *
 * const storage = await pgliteStorage();
 * const row = { id: 'acme', order: 'acme', keys: {}, value: { name: 'Acme' } };
 * const added = await storage.transaction('desk', (tx) => tx.insert('customers', row));
 * const again = await storage.transaction('desk', (tx) => tx.insert('customers', row));
 * console.log(added, again);
 * // => true false
 * await storage.close();
 * ```
 */
export async function pgliteStorage(options: PgliteStorageOptions = {}): Promise<Storage> {
  const lock = await lockOf(options);
  const database = await openDatabase(lock?.folder).catch(async (error: unknown) => {
    await lock?.release();
    throw error;
  });
  const close = async (): Promise<void> => {
    // After what is under way.
    const client = await pool.connect();
    await database.close();
    client.release();
    await lock?.release();
  };
  const pool = pglitePool(database);
  try {
    await migratePostgres({ pool, role });
    return await openStorage({ pool, schema: defaultSchema, role, close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function lockOf({
  dataDir,
  allowEmbedded = false,
}: PgliteStorageOptions): Promise<(FolderLock & { readonly folder: string }) | null> {
  if (dataDir === undefined) return null;
  if (!allowEmbedded) {
    const reason =
      'an embedded database in a folder is not safe against a power failure; allowEmbedded: true takes it';
    throw new BillingError('STORAGE_REFUSED', { reason });
  }
  await mkdir(dataDir, { recursive: true });
  // An embedded database does not follow links.
  const folder = await realpath(dataDir);
  return { folder, ...(await lockFolder(folder)) };
}
