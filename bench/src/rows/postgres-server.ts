import { readFileSync } from 'node:fs';
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

/** What something took, in nanoseconds. */
export interface Cost {
  readonly wall: number;
  /** Of this process. */
  readonly client: number;
  /** Of all processes of the server; 0 where the system does not tell. */
  readonly server: number;
}

/** What a body takes, here and in the server. */
export async function costOf<Result>(
  { owner }: Pick<BenchServer, 'owner'>,
  body: () => Promise<Result>,
): Promise<Cost & { readonly result: Result }> {
  const server = await serverNanoseconds(owner);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const result = await body();
  const { user, system } = process.cpuUsage(cpu);
  return {
    result,
    wall: (performance.now() - wall) * 1e6,
    client: (user + system) * 1000,
    server: (await serverNanoseconds(owner)) - server,
  };
}

/** Both sides' work: hardly changed by what else the machine does, as the time on the wall is. */
export const workOf = ({ client, server, wall }: Cost): number => (server === 0 ? wall : client + server);

/** What all processes of the server have computed, those that have ended too: their parent has inherited it. */
async function serverNanoseconds(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ pid: number; own: boolean }>(
    'SELECT pid, pid = pg_backend_pid() AS own FROM pg_stat_activity',
  );
  const living = rows.map(({ pid }) => timesOf(pid));
  const parent = living[rows.findIndex(({ own }) => own)]?.parent;
  const inherited = parent === undefined ? 0 : timesOf(parent).all;
  return inherited + living.reduce((sum, { own }) => sum + own, 0);
}

/** The times of a process; Linux counts them in hundredths of a second. */
function timesOf(pid: number): { readonly parent: number; readonly own: number; readonly all: number } {
  try {
    const [, text = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = text.split(' ').map(Number);
    const sum = (from: number, to: number): number =>
      fields.slice(from, to).reduce((one, other) => one + other, 0) * 1e7;
    return { parent: fields[1] ?? 0, own: sum(11, 13), all: sum(11, 15) };
  } catch {
    // It has just ended, or this is not Linux.
    return { parent: 0, own: 0, all: 0 };
  }
}
