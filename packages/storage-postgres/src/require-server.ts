import { BillingError } from '@billwright/core';
import type { PostgresResult } from './postgres-pool.ts';

/** The oldest server that the tests run on. */
const oldestServer = 15;

/**
 * Asks a server how old it is.
 *
 * @throws BillingError `STORAGE_REFUSED` when it is too old.
 */
export async function requireServer(
  ask: (text: string, values: readonly unknown[]) => Promise<PostgresResult>,
): Promise<void> {
  const { rows } = await ask(`SELECT current_setting('server_version_num') AS found`, []);
  const version = Math.floor(Number(rows[0]?.['found']) / 10_000);
  if (version >= oldestServer) return;
  throw new BillingError('STORAGE_REFUSED', {
    reason: `PostgreSQL ${version} is older than ${oldestServer}`,
  });
}
