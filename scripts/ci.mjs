// Everything a change must pass, in a fresh clone, with Node.js 20 and npm alone: the tests by the very
// command that the README names, then each check. All of them run even when one fails, and the last line
// counts tests and checks together.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const summary = join(root, '.cache/test-summary.json');

/** Name, and the script of package.json that does it. */
const checks = [
  ['types', 'check:types'],
  ['lint', 'check:lint'],
  ['format', 'check:format'],
  ['nothing unused', 'check:unused'],
  ['build', 'build:run'],
  ['packages as users get them', 'check:packages'],
  ['documentation', 'docs:build:run'],
  ['demo', 'demo:run'],
];

const results = [];

/** Runs a command without a terminal, times it, and tells whether it succeeded. */
function step(name, command, args) {
  console.log(`\n── ${name}: ${command} ${args.join(' ')}`);
  const start = performance.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_update_notifier: 'false' },
  });
  if (error) console.error(error.message);
  const ok = status === 0;
  results.push(`${ok ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return ok;
}

rmSync(summary, { force: true });
const tested = step('tests', 'npm', ['test']);
let {
  passed,
  failed,
  skipped,
  failures = [],
} = existsSync(summary) ? JSON.parse(readFileSync(summary, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
// A run that broke off, or that found nothing to run, has no failed test to show for it.
if (failed === 0 && (!tested || passed === 0)) failed += 1;

for (const [name, script] of checks) {
  if (step(name, 'node', [join('scripts', 'run.mjs'), script])) passed += 1;
  else failed += 1;
}

// Once more: what comes after the tests has pushed it out of sight.
for (const failure of failures) console.log(`\n✗ ${failure}`);
console.log(`\n${results.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
