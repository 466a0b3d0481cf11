import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The oldest server that is supported, and the newest. */
export const serverVersions = [15, 18] as const;

export type ServerVersion = (typeof serverVersions)[number];

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Copies the binaries to where any user can run them, wherever the checkout is. The links between their libraries are
 * in a list, since packages can't hold links; the package's own script that makes them is not run.
 */
export function installBinaries(version: ServerVersion, folder: string): string {
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
