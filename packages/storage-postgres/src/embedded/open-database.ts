import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BillingError } from '@billwright/core';
import { PGlite } from '@electric-sql/pglite';

/**
 * Opens the database in a folder, or one in memory.
 *
 * @throws BillingError `STORAGE_REFUSED` when another PostgreSQL than the embedded one made the folder.
 * @throws BillingError `STORAGE_UNAVAILABLE` when it can't be opened for another reason.
 */
export async function openDatabase(folder: string | undefined): Promise<PGlite> {
  return PGlite.create(folder === undefined ? {} : { dataDir: folder }).catch(async (cause: unknown) => {
    const made = folder === undefined ? null : await versionOfFolder(folder);
    const own = made === null ? null : await ownVersion();
    if (made !== own) {
      const reason = `PostgreSQL ${made} made the folder, and this PGlite is PostgreSQL ${own}: nothing was changed; open it with the PGlite that made it, export its tenants there, and import them into a new folder`;
      throw new BillingError('STORAGE_REFUSED', { reason }, { cause });
    }
    const reason = `the embedded database can not be opened: ${cause instanceof Error ? cause.message : 'no files'}`;
    throw new BillingError('STORAGE_UNAVAILABLE', { reason }, { cause });
  });
}

/** The major version that a folder says of itself; `null` when it says none. */
const versionOfFolder = (folder: string): Promise<string | null> =>
  readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

/** The major version of the embedded database, which nothing but itself knows. */
async function ownVersion(): Promise<string> {
  const database = await PGlite.create();
  const { rows } = await database.query<{ found: string }>(
    `SELECT current_setting('server_version_num') AS found`,
  );
  await database.close();
  return String(Math.floor(Number(rows[0]?.found) / 10_000));
}
