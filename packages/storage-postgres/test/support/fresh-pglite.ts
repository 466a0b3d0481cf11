import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

// Named after the library's own bytes: another version makes another snapshot.
const library = readFileSync(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
const key = createHash('sha256').update(library).digest('hex').slice(0, 12);
const snapshot = resolve(import.meta.dirname, `../../../../.cache/pglite-${key}.tar`);

/** An empty database in memory. Making one takes seconds, so the first call keeps a snapshot for later ones. */
export async function freshPglite(): Promise<PGlite> {
  if (existsSync(snapshot)) return PGlite.create({ loadDataDir: new Blob([readFileSync(snapshot)]) });
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('none');
  mkdirSync(dirname(snapshot), { recursive: true });
  const part = `${snapshot}.${process.pid}`;
  writeFileSync(part, new Uint8Array(await dump.arrayBuffer()));
  renameSync(part, snapshot);
  return database;
}
