import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { role } from './databases.ts';

const run = promisify(execFile);
const script = resolve(import.meta.dirname, 'move-tenant.ts');

/** Moves "desk" from one server to another, in a process with so many MiB for what lives longer. Gives what it says. */
export async function moveTenant(from: string, to: string, megabytes: number, how = ''): Promise<string> {
  const flags = ['--conditions=@billwright/source', `--max-old-space-size=${megabytes}`];
  const { stdout } = await run(process.execPath, [...flags, script, from, to, role, how]);
  return stdout;
}
