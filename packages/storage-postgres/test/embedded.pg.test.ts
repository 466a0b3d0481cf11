import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isBillingError } from '@billwright/core';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from '../src/embedded/folder-lock.ts';
import { pgliteStorage } from '../src/pglite.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'billwright-embedded-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: unknown) => (isBillingError(error) ? error.code : String(error)),
  );

const row = (id: string) => ({ id, order: id, keys: {}, value: id });

/** Another process that writes into a folder; tells line by line what it says. */
function writer(dataDir: string): {
  readonly child: ChildProcess;
  readonly lines: string[];
  said(text: string): Promise<void>;
} {
  const script = resolve(import.meta.dirname, 'support/write-until-killed.ts');
  const child = spawn(process.execPath, ['--conditions=@billwright/source', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return {
    child,
    lines,
    said: (text) =>
      expect.poll(() => lines.some((line) => line.includes(text)), { timeout: 120_000 }).toBe(true),
  };
}

/** When everything that it has said is read, too. */
const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => {
    child.once('close', done);
  });

test('in memory, a storage forgets everything when it is closed', async () => {
  const storage = await pgliteStorage();
  expect(await storage.transaction('desk', (tx) => tx.insert('customers', row('acme')))).toBe(true);
  await storage.close();
  expect(await codeOf(storage.tenants({ limit: 1 }))).toBe('STORAGE_UNAVAILABLE');
});

test('a folder is refused unless the caller takes it as it is', async () => {
  expect(await codeOf(pgliteStorage({ dataDir: join(folder, 'refused') }))).toBe('STORAGE_REFUSED');
});

test('a folder keeps what was written; while it is open, nobody else opens it, by whatever path', async () => {
  const dataDir = join(folder, 'desk');
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  await storage.transaction('desk', (tx) => tx.insert('customers', row('acme')));
  symlinkSync(dataDir, join(folder, 'link'));
  for (const path of [dataDir, `${dataDir}/`, join(folder, 'link')]) {
    expect(await codeOf(pgliteStorage({ dataDir: path, allowEmbedded: true }))).toBe('STORAGE_LOCKED');
  }
  await storage.close();
  const again = await pgliteStorage({ dataDir: join(folder, 'link'), allowEmbedded: true });
  expect((await again.transaction('desk', (tx) => tx.get('customers', 'acme')))?.value).toBe('acme');
  await again.close();
});

test('a folder that another PostgreSQL made is refused with a word on the way out, and stays as it is', async () => {
  const dataDir = join(folder, 'old');
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  await storage.transaction('desk', (tx) => tx.insert('customers', row('acme')));
  await storage.close();
  writeFileSync(join(dataDir, 'PG_VERSION'), '17\n');
  const opened = pgliteStorage({ dataDir, allowEmbedded: true });
  await expect(opened).rejects.toThrow('PostgreSQL 17 made the folder, and this PGlite is PostgreSQL 18');
  await expect(opened).rejects.toMatchObject({ code: 'STORAGE_REFUSED' });
  writeFileSync(join(dataDir, 'PG_VERSION'), '18\n');
  const again = await pgliteStorage({ dataDir, allowEmbedded: true });
  expect((await again.transaction('desk', (tx) => tx.get('customers', 'acme')))?.value).toBe('acme');
  await again.close();
});

test('a second process is refused, and what a killed one was told is kept is there', async () => {
  const dataDir = join(folder, 'two');
  const first = writer(dataDir);
  await first.said('row 50');
  const second = writer(dataDir);
  await ended(second.child);
  expect(second.lines.join()).toContain('STORAGE_LOCKED: another process has the database in');
  expect(await codeOf(pgliteStorage({ dataDir, allowEmbedded: true }))).toBe('STORAGE_LOCKED');
  first.child.kill('SIGKILL');
  await ended(first.child);
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  const kept = await storage.transaction('desk', (tx) => tx.list('claims', { limit: 100_000 }));
  const ids = new Set(kept.map(({ id }) => id));
  expect(first.lines.length).toBeGreaterThanOrEqual(50);
  expect(first.lines.filter((id) => !ids.has(id))).toEqual([]);
  // One more may have been committed and not told.
  expect(ids.size - first.lines.length).toBeLessThanOrEqual(1);
  await storage.close();
});

test('of many that lock a folder at once, one gets it, and its end frees it', async () => {
  mkdirSync(join(folder, 'raced'));
  for (let round = 0; round < 20; round += 1) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => lockFolder(join(folder, 'raced'))),
    );
    const locks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
  }
});
