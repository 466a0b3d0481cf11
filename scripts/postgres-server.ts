import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installBinaries, type ServerVersion } from './postgres-binaries.ts';

/** How a server is stopped before it is started again, and what it can't do then. */
export interface Restart {
  /** `fast`: transactions are rolled back. `immediate`: as in a crash, and the start recovers. */
  readonly mode: 'fast' | 'immediate';
  /**
   * No file grows beyond so many bytes, as if its disk were full. The server's own log has files of 16 MiB. Default:
   * none is held back.
   */
  readonly largestFile?: number;
}

/** A server of our own. */
export interface PostgresServer {
  /** As its superuser, to the database `postgres`. */
  readonly url: string;
  /** Stops it and starts it again, at the same address with the same data. */
  restart(how: Restart): Promise<void>;
  /** Stops it, and leaves nothing of it behind. */
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const nobody = 65_534;

/** What makes tests quick, as long as no test pulls the plug. */
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a PostgreSQL of a package, in a temporary folder of its own. It needs neither root nor a server that is there.
 *
 * @param settings of PostgreSQL, beside those that make it quick
 */
export async function startPostgres(
  version: ServerVersion,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), `billwright-postgres-${version}-`));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  let user: { uid?: number; gid?: number } = {};
  if (process.getuid?.() === 0) {
    user = { uid: nobody, gid: nobody };
    chmodSync(folder, 0o755);
    chownSync(data, nobody, nobody);
  }
  const binaries = installBinaries(version, folder);
  const init = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync'],
    { ...user, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);
  const port = await freePort();
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...quick,
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = async (largestFile?: number): Promise<ChildProcess> => {
    const command = [join(binaries, 'postgres'), '-D', data, '-p', String(port), ...flags];
    const limit = largestFile === undefined ? '' : `ulimit -S -f ${Math.floor(largestFile / 512)}; `;
    const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, ...command], {
      ...user,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(child);
    return child;
  };
  let server = await start();
  const kill = (): void => {
    server.kill('SIGQUIT');
  };
  process.once('exit', kill);
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart({ mode, largestFile }) {
      await end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      server = await start(largestFile);
    },
    async stop() {
      await end('SIGINT');
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A port that nobody listens at, below those that systems give to whoever connects: while a server is restarted, nobody
 * else is given its port.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-10_000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => {
      reject(new Error(`postgres stopped with ${code}:\n${log}`));
    });
    server.once('error', reject);
  });
}
