import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import type { SidesTime } from '../timing/time-side-by-side.ts';
import type { BenchServer } from './postgres-server.ts';

/** What something took, in nanoseconds. */
export interface Cost {
  readonly wall: number;
  /** Of this process. */
  readonly client: number;
  /** Of all processes of the server; 0 where the system does not tell. */
  readonly server: number;
}

/** What a body takes, here and in the server. */
export async function costOf<Result>(
  { owner }: Pick<BenchServer, 'owner'>,
  body: () => Promise<Result>,
): Promise<Cost & { readonly result: Result }> {
  const server = await serverNanoseconds(owner);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const result = await body();
  const { user, system } = process.cpuUsage(cpu);
  return {
    result,
    wall: (performance.now() - wall) * 1e6,
    client: (user + system) * 1000,
    server: (await serverNanoseconds(owner)) - server,
  };
}

/** Both sides' work: hardly changed by what else the machine does, as the time on the wall is. */
export const workOf = ({ client, server, wall }: Cost): number => (server === 0 ? wall : client + server);

/** The least of several costs, for one of so many things. */
export function sideOf(name: string, costs: readonly Cost[], things: number): SidesTime {
  const least = costs.reduce((one, other) => (workOf(other) < workOf(one) ? other : one));
  return { name, cpuNanoseconds: workOf(least) / things, wallNanoseconds: least.wall / things };
}

/** How many things a second a side did. */
export const perSecond = ({ wallNanoseconds }: SidesTime): string => (1e9 / wallNanoseconds).toFixed(0);

/** What all processes of the server have computed, those that have ended too: their parent has inherited it. */
async function serverNanoseconds(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ pid: number; own: boolean }>(
    'SELECT pid, pid = pg_backend_pid() AS own FROM pg_stat_activity',
  );
  const living = rows.map(({ pid }) => timesOf(pid));
  const parent = living[rows.findIndex(({ own }) => own)]?.parent;
  const inherited = parent === undefined ? 0 : timesOf(parent).all;
  return inherited + living.reduce((sum, { own }) => sum + own, 0);
}

/** The times of a process; Linux counts them in hundredths of a second. */
function timesOf(pid: number): { readonly parent: number; readonly own: number; readonly all: number } {
  try {
    const [, text = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = text.split(' ').map(Number);
    const sum = (from: number, to: number): number =>
      fields.slice(from, to).reduce((one, other) => one + other, 0) * 1e7;
    return { parent: fields[1] ?? 0, own: sum(11, 13), all: sum(11, 15) };
  } catch {
    // It has just ended, or this is not Linux.
    return { parent: 0, own: 0, all: 0 };
  }
}
