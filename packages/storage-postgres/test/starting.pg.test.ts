import type { Storage } from '@billwright/core';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { whenQueried } from './support/when-queried.ts';

const settingsNow = `SELECT current_setting('synchronous_commit') AS commit,
  current_setting('idle_in_transaction_session_timeout') AS silence`;

describe.each(inject('postgresServers'))('starting on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase(server);
  });
  afterAll(() => database.drop());

  /** A storage on a server that says of itself that it is another version. */
  const onVersion = (version: number): Promise<Storage> => {
    const pool = whenQueried(database.pool, (text, query) =>
      text.includes('server_version_num') ? query(`SELECT '${version}' AS found`) : query(),
    );
    return postgresStorage({ pool, role });
  };

  test('a server before 15 is refused', async () => {
    await expect(onVersion(140_023)).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
    await expect(onVersion(140_023)).rejects.toThrow('PostgreSQL 14 is older than 15');
    await expect(onVersion(150_000)).resolves.toBeDefined();
    await expect(onVersion(190_001)).resolves.toBeDefined();
  });

  /** What two settings are inside of transactions, when these are the defaults of the database. */
  async function settingsInside(defaults: Readonly<Record<string, string>>): Promise<unknown> {
    const [name] = await database.ask('SELECT current_database()::text');
    for (const [setting, value] of Object.entries(defaults))
      await database.run(`ALTER DATABASE ${String(name)} SET ${setting} = '${value}'`);
    const seen: unknown[] = [];
    const fresh = new Pool({ connectionString: database.url, max: 1 });
    fresh.on('error', () => undefined);
    const pool = whenQueried(fresh, async (text, query) => {
      if (text.includes('; COMMIT')) seen.push((await query(settingsNow)).rows[0]);
      return query();
    });
    const storage = await postgresStorage({ pool, role });
    seen.length = 0;
    await storage.transaction('desk', (tx) => tx.get('customers', 'acme'));
    await fresh.end();
    await database.run(`ALTER DATABASE ${String(name)} RESET ALL`);
    return seen[0];
  }

  test('who answers commits before they are written, and waits for the silent for ever, is told otherwise', async () => {
    const defaults = { synchronous_commit: 'off', idle_in_transaction_session_timeout: '0' };
    expect(await settingsInside(defaults)).toEqual({ commit: 'on', silence: '5min' });
  });

  test('what somebody has chosen for both stays', async () => {
    const defaults = { synchronous_commit: 'local', idle_in_transaction_session_timeout: '20s' };
    expect(await settingsInside(defaults)).toEqual({ commit: 'local', silence: '20s' });
  });
});
