import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A worker in a process of its own. */
export interface Worker {
  readonly name: string;
  /** How many customers it has told of. */
  billed(): number;
  /** Lets it begin. */
  begin(): void;
  /** Kills it on the spot, in the middle of what it does. */
  kill(): Promise<void>;
  /** Asks it to leave. */
  leave(): Promise<void>;
}

/** Starts so many workers, and lets them begin when all of them are ready. */
export async function startWorkers(
  count: number,
  url: string,
  onBilled: (worker: Worker) => void,
): Promise<readonly Worker[]> {
  const workers = await Promise.all(
    Array.from({ length: count }, (_, index) => startWorker(`worker ${index + 1}`, url, onBilled)),
  );
  for (const worker of workers) worker.begin();
  return workers;
}

async function startWorker(name: string, url: string, onBilled: (worker: Worker) => void): Promise<Worker> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), { env: { ...process.env, DATABASE_URL: url } });
  const ended = once(child, 'exit');
  let billed = 0;
  const worker: Worker = {
    name,
    billed: () => billed,
    begin: () => void child.send('begin'),
    kill: () => end(child, ended, 'SIGKILL'),
    leave: () => end(child, ended, 'SIGTERM'),
  };
  child.on('message', (message) => {
    if (message === 'ready') return;
    billed += 1;
    onBilled(worker);
  });
  // Should this process end before them, nobody is left behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const first = await Promise.race([once(child, 'message'), ended]);
  if (first[0] !== 'ready') throw new Error(`${name} did not start`);
  return worker;
}

async function end(child: ChildProcess, ended: Promise<unknown>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await ended;
}
