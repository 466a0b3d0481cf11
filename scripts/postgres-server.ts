import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The oldest server that is supported, and the newest. */
export const serverVersions = [15, 18] as const;

export type ServerVersion = (typeof serverVersions)[number];

/** A server of our own. */
export interface PostgresServer {
  /** As its superuser, to the database `postgres`. */
  readonly url: string;
  /** Stops it, and leaves nothing of it behind. */
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const nobody = 65_534;

/** Starts a PostgreSQL of a package, in a temporary folder of its own. It needs neither root nor a server that is there. */
export async function startPostgres(version: ServerVersion): Promise<PostgresServer> {
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
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // No test pulls the plug.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = (): void => {
    server.kill('SIGQUIT');
  };
  process.once('exit', kill);
  await ready(server);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      const stopped = new Promise((resolve) => {
        server.once('exit', resolve);
      });
      server.kill('SIGINT');
      await stopped;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Copies the binaries to where any user can run them, wherever the checkout is. The links between their libraries are
 * in a list, since packages can't hold links; the package's own script that makes them is not run.
 */
function installBinaries(version: ServerVersion, folder: string): string {
  const name = `postgres-${version}-linux-${process.arch}`;
  const require = createRequire(import.meta.url);
  const paths = require.resolve.paths(name) ?? [];
  const source = paths.map((path) => join(path, name)).find((path) => existsSync(path));
  if (source === undefined) {
    throw new Error(
      `no PostgreSQL ${version} for ${process.platform} on ${process.arch}: ${name} is not installed`,
    );
  }
  cpSync(join(source, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  const links: readonly Link[] = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  for (const link of links) {
    const [from, to] = [join(folder, link.source), join(folder, link.target)];
    if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
  }
  const binaries = join(folder, 'native/bin');
  for (const binary of ['initdb', 'postgres']) chmodSync(join(binaries, binary), 0o755);
  return binaries;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
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
