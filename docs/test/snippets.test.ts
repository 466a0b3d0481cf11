import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Snippet, collectSnippets, strayFences } from './support/collect.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
// Inside the docs package, which depends on every package of the SDK; one folder for each run at a time.
const dir = join(root, 'docs/.snippets', String(process.pid));

const snippets = collectSnippets(root);
const fileOf = (snippet: Snippet): string => `${snippets.indexOf(snippet)}.ts`;

interface Outcome {
  printed: string[];
  error?: string;
}

/** What TypeScript says about each snippet's file, in one run for all of them. */
async function typeCheck(): Promise<Map<string, string[]>> {
  const config = {
    extends: '../../../tsconfig.base.json',
    compilerOptions: {
      composite: false,
      declaration: false,
      emitDeclarationOnly: false,
      noEmit: true,
      // A snippet shows a value without using it up.
      noUnusedLocals: false,
      types: ['node'],
    },
    include: ['*.ts'],
  };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
  // One checker: several of them number types in the order in which they meet them, and which member of a union a
  // literal is held against, and so what is an excess property, can depend on that.
  const flags = ['--pretty', 'false', '--checkers', '1'];
  // By its path: without it on the PATH nothing would be checked, and nothing would say so.
  const output = await run(join(root, 'node_modules/.bin/tsc'), ['-p', dir, ...flags], { cwd: root }).then(
    () => '',
    (error: { code?: unknown; stdout: string }) => {
      if (typeof error.code !== 'number' || error.stdout === '') throw error;
      return error.stdout;
    },
  );
  const errors = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of output.split('\n').filter(Boolean)) {
    const [, file, row, message] = /([^/\\]+\.ts)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const snippet = snippets.find((candidate) => fileOf(candidate) === file && line.includes('.snippets'));
    if (snippet && row !== undefined && message !== undefined) {
      current = errors.get(fileOf(snippet)) ?? [];
      errors.set(fileOf(snippet), current);
      current.push(`${snippet.path}:${snippet.line + Number(row)} ${message}`);
    } else if (/^\S/.test(line)) {
      // Not in a snippet: the sources themselves are broken, and then nothing below can be trusted.
      throw new Error(line);
    } else current.push(line);
  }
  return errors;
}

/** Runs the snippets one after another in one process; one that brings it down costs a new process. */
async function execute(): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  let files = snippets.filter((snippet) => !snippet.noRun).map(fileOf);
  const results = join(dir, 'results.jsonl');
  const runner = join(import.meta.dirname, 'support/run-snippets.ts');
  while (files.length > 0) {
    rmSync(results, { force: true });
    const crash = await run(
      process.execPath,
      ['--conditions=@billwright/source', runner, dir, results, ...files],
      { cwd: root, timeout: 180_000 },
    ).then(
      () => 'its process ended early',
      (error: Error & { killed?: boolean; stderr?: string }) =>
        error.killed === true ? 'still running after three minutes' : (error.stderr ?? error.message),
    );
    const lines = existsSync(results) ? readFileSync(results, 'utf8').split('\n').filter(Boolean) : [];
    for (const line of lines) {
      const { file, ...outcome }: Outcome & { file: string } = JSON.parse(line);
      outcomes.set(file, outcome);
    }
    const [culprit, ...rest] = files.filter((file) => !outcomes.has(file));
    if (culprit !== undefined) outcomes.set(culprit, { printed: [], error: crash });
    files = rest;
  }
  return outcomes;
}

let types = new Map<string, string[]>();
let outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const snippet of snippets) writeFileSync(join(dir, fileOf(snippet)), `${snippet.code}\nexport {};\n`);
  if (snippets.length > 0) [types, outcomes] = await Promise.all([typeCheck(), execute()]);
}, 180_000);

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

test('every piece of TypeScript in the documentation is fenced as `ts`, so that it is tested', () => {
  expect(strayFences(root)).toEqual([]);
});

for (const snippet of snippets) {
  test(`${snippet.path}:${snippet.line}`, () => {
    expect(types.get(fileOf(snippet)) ?? []).toEqual([]);
    if (snippet.noRun) return;
    const { printed, error } = outcomes.get(fileOf(snippet)) ?? { printed: [], error: 'it did not run' };
    expect(error).toBeUndefined();
    expect(printed).toEqual(snippet.expected);
  });
}
