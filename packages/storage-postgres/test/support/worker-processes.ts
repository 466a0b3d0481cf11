import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { role } from './databases.ts';
import { billingDay } from './small-desk.ts';

/** A process that waits until it is told to bill. */
export interface Worker {
  readonly child: ChildProcess;
  go(): void;
  /** Of how many customers it has told. */
  told(): number;
  /** Resolves when it has told of so many customers, or has ended. */
  toldOf(customers: number): Promise<void>;
  readonly ended: Promise<'done' | 'killed'>;
}

const script = resolve(import.meta.dirname, 'bill-until-killed.ts');
const compiled = resolve(import.meta.dirname, '../../../../.cache/workers');

/** Starts a process, and waits until it is ready. A planted one claims work before its bill is committed. */
export async function startWorker(url: string, tenantId: string, isPlanted = false): Promise<Worker> {
  const told = [url, role, billingDay, tenantId, isPlanted ? 'planted' : 'right'];
  const child = spawn(process.execPath, ['--conditions=@billwright/source', script, ...told], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Each starts in half the time when the sources were compiled before.
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  // Who is killed does not read any more.
  child.stdin.on('error', () => undefined);
  const state = { lines: 0, isOver: false };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    state.lines += text.split('\n').length - 1;
  });
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
    state.isOver = true;
    if (signal === 'SIGKILL') return 'killed';
    if (code === 0) return 'done';
    throw new Error(`a worker ended with ${String(code)}: ${complaint}`);
  });
  // The first line says that it is ready, each other one is a customer.
  const toldOf = async (customers: number): Promise<void> => {
    while (state.lines <= customers && !state.isOver) await Promise.race([once(child.stdout, 'data'), ended]);
  };
  await toldOf(0);
  return {
    child,
    go() {
      child.stdin.write('go\n');
    },
    told: () => Math.max(0, state.lines - 1),
    toldOf,
    ended,
  };
}
