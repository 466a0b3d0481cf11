import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { role } from '../../../storage-postgres/test/support/databases.ts';
import { billingDay } from '../../../storage-postgres/test/support/small-desk.ts';
import { until } from './many-workers.ts';

/** A process of its own that bills customers. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Of which customers it has told that they are done. */
  readonly done: readonly string[];
  /** Resolves when it has ended, with its signal, or what it complained about. */
  readonly ended: Promise<string>;
}

const compiled = resolve(import.meta.dirname, '../../../../.cache/workers');

/** Starts one of the scripts beside this file. */
export function startProcess(script: string, told: readonly string[]): WorkerProcess {
  const path = resolve(import.meta.dirname, script);
  const child = spawn(process.execPath, ['--conditions=@billwright/source', path, ...told], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Each starts in half the time when the sources were compiled before.
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  const done: string[] = [];
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    done.push(...text.split('\n').filter((line) => line !== ''));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
    if (typeof signal === 'string') return signal;
    return code === 0 ? 'done' : complaint;
  });
  return { child, done, ended };
}

/**
 * Starts a worker. One that is told a deadly customer dies when it gets that one; another is asked to leave as soon as it
 * has done so many.
 */
export function startWorker(url: string, { retries = 8, deadly = '', leavesAfter = 0 } = {}): WorkerProcess {
  const told = [url, role, billingDay, String(retries), deadly, String(leavesAfter)];
  return startProcess('worker-process.ts', told);
}

/** Waits until a process has done so many customers. */
export const untilDone = ({ done }: WorkerProcess, count: number): Promise<void> =>
  until(`${count} customers are done`, () => done.length >= count);
