import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { FileCoverage } from '../../src/coverage.ts';
import type { InvoiceDocument } from '../../src/make-invoices.ts';

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

/** Runs the program in a process of its own, as `npm run demo -- …` does, and takes its files into memory. */
export async function runDemo(args: readonly string[] = [], zone = 'UTC'): Promise<DemoRun> {
  const out = await mkdtemp(join(tmpdir(), prefix));
  try {
    const ran = await runProgram(['--out', out, ...args], zone);
    const names = (await readdir(out)).toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(out, name), 'utf8')));
    return { ...ran, files: new Map(names.map((name, at) => [name, texts[at] ?? ''])) };
  } finally {
    await rm(out, { recursive: true });
  }
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
