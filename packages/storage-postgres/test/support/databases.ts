import { Pool } from 'pg';
import { inject } from 'vitest';
import { pglitePool } from '../../src/embedded/pglite-pool.ts';
import { freshPglite } from './fresh-pglite.ts';
import { migratePostgres } from '../../src/schema/migrate-postgres.ts';
import type { PostgresPool } from '../../src/postgres-pool.ts';

/** The role under which storages work here: the owner of the databases is a superuser. */
export const role = 'billwright_app';

/** A database of its own. */
export interface TestDatabase {
  readonly name: string;
  readonly pool: PostgresPool;
  /** Runs statements as the owner, whom row-level security does not bind. */
  readonly run: (text: string) => Promise<void>;
  /** The first column of what a statement gives, as the owner. */
  readonly ask: (text: string) => Promise<readonly unknown[]>;
  readonly drop: () => Promise<void>;
}

/** A database on a server. */
export interface ServerDatabase extends TestDatabase {
  readonly pool: Pool;
  readonly url: string;
}

let count = 0;

/** Makes a database without tables on one of the servers. */
export async function emptyDatabase(
  server: { readonly url: string },
  connections = 20,
): Promise<ServerDatabase> {
  count += 1;
  const name = `test_${process.pid}_${count}`;
  const admin = new Pool({ connectionString: server.url, max: 1 });
  admin.on('error', () => undefined);
  await admin.query(`CREATE DATABASE ${name}`);
  const url = server.url.replace(/\/postgres$/, `/${name}`);
  const pool = new Pool({ connectionString: url, max: connections });
  // A connection that was terminated while nobody used it tells the pool.
  pool.on('error', () => undefined);
  return {
    name: `PostgreSQL ${await versionOf(pool)}`,
    url,
    pool,
    async run(text) {
      await pool.query(text);
    },
    async ask(text) {
      const { rows } = await pool.query({ text, rowMode: 'array' });
      return rows.map(([first]: unknown[]) => first);
    },
    async drop() {
      await pool.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

async function versionOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? '';
}

/** Makes a database with tables on one of the servers. */
export async function serverDatabase(
  server: { readonly url: string },
  connections = 20,
  { belt = true }: { readonly belt?: boolean } = {},
): Promise<ServerDatabase> {
  const database = await emptyDatabase(server, connections);
  await migratePostgres({ pool: database.pool, role, belt });
  return database;
}

/** Makes a database that has nothing which PostgreSQL alone has: what a database of many machines would have. */
export const portableDatabase = (server: { readonly url: string }): Promise<ServerDatabase> =>
  serverDatabase(server, 20, { belt: false });

/** Makes an embedded database with tables, in memory. */
export async function embeddedDatabase(): Promise<TestDatabase> {
  const database = await freshPglite();
  const pool = pglitePool(database);
  await migratePostgres({ pool, role });
  return {
    name: 'PGlite',
    pool,
    async run(text) {
      // After the transaction that is under way.
      const client = await pool.connect();
      await client.query(text).finally(() => client.release());
    },
    async ask(text) {
      const { rows } = await database.query<unknown[]>(text, [], { rowMode: 'array' });
      return rows.map(([first]) => first);
    },
    drop: () => database.close(),
  };
}

/** How to make a database of each kind that is supported, by its name. */
export const everyDatabase: readonly { readonly kind: string; readonly make: () => Promise<TestDatabase> }[] =
  [
    { kind: 'PGlite', make: embeddedDatabase },
    ...inject('postgresServers').map((server) => ({
      kind: `PostgreSQL ${server.version}`,
      make: () => serverDatabase(server),
    })),
    ...inject('postgresServers')
      .slice(-1)
      .map((server) => ({
        kind: `PostgreSQL ${server.version} with what is portable`,
        make: () => portableDatabase(server),
      })),
  ];
