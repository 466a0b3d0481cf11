import type { Storage } from '@billwright/core';
import { migratePostgres, type PostgresPool, postgresStorage } from '@billwright/storage-postgres';
import { Pool } from 'pg';
import { startPostgres } from '../../../scripts/postgres-server.ts';

/** The role under which the storage works. */
const role = 'billwright_app';

/** As on a server that somebody relies on: what was committed is on the disk. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
};

/** A PostgreSQL of one row of the bench, with tables. */
export interface BenchServer {
  readonly url: string;
  /** As its owner, whom row-level security does not bind. */
  readonly owner: Pool;
  readonly storage: Storage;
  stop(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const server = await startPostgres(18, settings);
  const owner = poolOf(server.url);
  await migratePostgres({ pool: owner, role });
  const pool = poolOf(server.url);
  return {
    url: server.url,
    owner,
    storage: await postgresStorage({ pool, role }),
    async stop() {
      await Promise.all([pool.end(), owner.end()]);
      await server.stop();
    },
  };
}

/** A pool that tells how long statements were under way, as long as there is one at a time. */
export interface TimedPool extends PostgresPool {
  waitingSeconds(): number;
  end(): Promise<void>;
}

export function timedPool(url: string): TimedPool {
  const pool = poolOf(url);
  let waiting = 0;
  return {
    async connect() {
      const client = await pool.connect();
      return {
        async query(text, values) {
          const begin = performance.now();
          try {
            return await (values === undefined ? client.query(text) : client.query(text, values));
          } finally {
            waiting += performance.now() - begin;
          }
        },
        release: (isBroken) => client.release(isBroken),
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      };
    },
    waitingSeconds: () => waiting / 1000,
    end: () => pool.end(),
  };
}

/** A storage on a server that another process started. */
export const openBenchStorage = (pool: PostgresPool): Promise<Storage> => postgresStorage({ pool, role });

function poolOf(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  // The server stops before its idle connections are told.
  pool.on('error', () => undefined);
  return pool;
}
