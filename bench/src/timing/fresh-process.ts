import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a module of this package in a process of its own and gives what it sends.
 *
 * @throws Error when the process ends without sending anything.
 */
export async function inFreshProcess(
  module: URL,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<unknown> {
  const child = fork(module, args, { execArgv: [...process.execArgv, ...flags] });
  const sent: unknown[] = [];
  child.on('message', (message) => sent.push(message));
  const [code] = await once(child, 'exit');
  if (code !== 0 || sent.length === 0) throw new Error(`${args.join(' ')} ended with code ${String(code)}`);
  return sent[0];
}
