import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How long a fresh process took to import some modules; the start of Node.js itself is not counted. */
export interface ImportTime {
  readonly cpu: number;
  readonly wall: number;
}

const folder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Imports modules, one after the other, in a fresh process without flags: packages come as they were built.
 *
 * @throws Error when a module can't be imported.
 */
export function timeImport(modules: readonly string[]): ImportTime {
  const program = [
    'const wall = performance.now(); const cpu = process.cpuUsage();',
    ...modules.map((module) => `await import(${JSON.stringify(module)});`),
    'const { user, system } = process.cpuUsage(cpu);',
    'const time = { cpu: (user + system) * 1000, wall: (performance.now() - wall) * 1e6 };',
    'process.stdout.write(JSON.stringify(time));',
  ];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program.join('\n')],
    { cwd: folder, encoding: 'utf8', env },
  );
  if (status !== 0) throw new Error(`${modules.join(', ')} could not be imported: ${stderr}`);
  const time: ImportTime = JSON.parse(stdout);
  return time;
}
