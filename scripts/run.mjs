#!/usr/bin/env node
// Runs one of package.json's scripts on the pinned toolchain: `node scripts/run.mjs SCRIPT [ARGS]`.
// Needs only Node.js 20 and npm: pnpm is fetched once into .cache/, and `pnpm install` brings the
// dependencies and, on Linux, the Node.js that the tools need. Plain JavaScript: it runs before any of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [, version] = packageManager.split('@');
const home = join(root, '.cache', `pnpm-${version}`);
const bin = join(home, 'node_modules', '.bin');

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
    ...options,
  });
  if (error) throw error;
  return status ?? 1;
}

/** The environment in which `pnpm` is a pnpm of the pinned major version. */
function environment() {
  const found = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell: windows });
  if (found.status === 0 && found.stdout.split('.')[0] === version.split('.')[0]) return process.env;
  if (!existsSync(join(bin, windows ? 'pnpm.cmd' : 'pnpm'))) {
    const args = [
      'install',
      '--prefix',
      home,
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const status = run('npm', [...args, packageManager]);
    if (status !== 0) process.exit(status);
  }
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/run.mjs SCRIPT [ARGS]');
  process.exit(2);
}
const env = environment();
// Quiet when there is most likely nothing to do; the first install shows its progress.
const quiet = existsSync(join(root, 'node_modules')) ? ['--loglevel=error'] : [];
const installed = run('pnpm', ['install', '--frozen-lockfile', ...quiet], { env });
if (installed !== 0) process.exit(installed);
// Linux (x64, arm64, glibc) now has node_modules/.bin/node; elsewhere the caller's own Node.js runs the tools.
const node = spawnSync('pnpm', ['exec', 'node', '--version'], {
  cwd: root,
  env,
  encoding: 'utf8',
  shell: windows,
});
const [major = 0, minor = 0] = node.stdout.trim().slice(1).split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`The tools need Node.js 24 (at least 22.18); this is ${node.stdout.trim()}.`);
  process.exit(1);
}
process.exit(run('pnpm', ['run', script, ...args], { env }));
