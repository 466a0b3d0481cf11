import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pgliteStorage } from '@billwright/storage-postgres/pglite';
import { onTestFinished } from 'vitest';
import type { FileCoverage } from '../../src/coverage.ts';
import type { InvoiceDocument } from '../../src/invoice-document.ts';

const prefix = 'billwright-quickstart-';
const example = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the program left behind. */
export interface DemoRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The files it wrote, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Runs the program in a process of its own, as `npm run demo -- …` does, and takes its files into memory. Without `--out` it
 * writes into a folder that is gone afterwards.
 */
export async function runDemo(args: readonly string[] = [], zone = 'UTC'): Promise<DemoRun> {
  const given = args.indexOf('--out');
  if (given !== -1) return runInto(args[given + 1] ?? '', args, zone);
  const out = await mkdtemp(join(tmpdir(), prefix));
  try {
    return await runInto(out, ['--out', out, ...args], zone);
  } finally {
    await rm(out, { recursive: true });
  }
}

/** Books with nothing in them. Making new ones takes the most of a run, so they are made once. */
let emptyBooks: Promise<string> | null = null;

async function makeEmptyBooks(): Promise<string> {
  const dataDir = join(await mkdtemp(join(tmpdir(), prefix)), 'books');
  process.once('exit', () => rmSync(join(dataDir, '..'), { recursive: true, force: true }));
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  await storage.close();
  return dataDir;
}

async function runInto(out: string, args: readonly string[], zone: string): Promise<DemoRun> {
  emptyBooks ??= makeEmptyBooks();
  const books = join(out, 'books');
  if (!existsSync(books)) await cp(await emptyBooks, books, { recursive: true });
  const ran = await runProgram(args, zone);
  const found = await readdir(out, { withFileTypes: true });
  const names = found.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(out, name), 'utf8')));
  return { ...ran, files: new Map(names.map((name, at) => [name, texts[at] ?? ''])) };
}

function runProgram(args: readonly string[], zone: string): Promise<Omit<DemoRun, 'files'>> {
  const { INIT_CWD: _, ...environment } = process.env;
  const options = { cwd: example, env: { ...environment, TZ: zone } };
  const command = ['--conditions=@billwright/source', 'src/main.ts', ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** A folder for one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The invoices of a run with the names of their files, less the ending. */
export function invoicesOf({ files }: DemoRun): readonly (readonly [string, InvoiceDocument])[] {
  return [...files]
    .filter(([name]) => name.endsWith('.json') && name !== 'coverage.json')
    .map(([name, text]) => [name.slice(0, -'.json'.length), JSON.parse(text)]);
}

/** What became of the rows of a run. */
export function coverageOf({ files }: DemoRun): FileCoverage {
  return JSON.parse(files.get('coverage.json') ?? 'null');
}

/** One invoice of a run, by the name of its file. */
export function invoiceOf(run: DemoRun, name: string): InvoiceDocument {
  const [, invoice] = invoicesOf(run).find(([found]) => found === name) ?? [];
  if (invoice === undefined) throw new Error(`${name}.json was not written`);
  return invoice;
}
