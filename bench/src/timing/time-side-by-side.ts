import { cpuNanoseconds, wallNanoseconds } from './cpu-time.ts';
import { type Spread, spreadOf } from './spread.ts';

/** One side of a comparison. */
export interface Side {
  readonly name: string;
  /** How many things one call does: times are told for one of them. */
  readonly things: number;
  readonly run: () => unknown;
}

/** The least time that one thing took. */
export interface SidesTime {
  readonly name: string;
  readonly cpuNanoseconds: number;
  readonly wallNanoseconds: number;
}

export interface SideBySide extends Spread {
  readonly sides: readonly SidesTime[];
}

const rounds = 7;
const warmCalls = 5;
/** CPU time is counted in steps of up to 4 ms; over so long a stretch they don't matter. */
const leastNanoseconds = 200e6;

/**
 * Divides the CPU time of one thing of `upper` by that of `lower`, as often as there are rounds. Both are warmed, then
 * they take turns; garbage is collected when V8 wants to, because forcing it discards optimised code.
 */
export function timeSideBySide(upper: Side, lower: Side): SideBySide {
  const repeats = [upper, lower].map(warm);
  const times = Array.from({ length: rounds }, () =>
    [upper, lower].map((side, index) => timeOnce(side, repeats[index] ?? 1)),
  );
  const ratios = times.map(([above, below]) => (above?.cpu ?? Number.NaN) / (below?.cpu ?? Number.NaN));
  const sides = [upper, lower].map(({ name }, index) => ({
    name,
    cpuNanoseconds: Math.min(...times.map((round) => round[index]?.cpu ?? Number.NaN)),
    wallNanoseconds: Math.min(...times.map((round) => round[index]?.wall ?? Number.NaN)),
  }));
  return { ...spreadOf(ratios), sides };
}

/** The last result of any side: what somebody holds can't be optimised away. */
const held: { result: unknown } = { result: null };

/** Runs a side until it is warm, and says how many calls make a stretch that is long enough. */
function warm(side: Side): number {
  let fastest = Number.POSITIVE_INFINITY;
  const begin = wallNanoseconds();
  for (let call = 0; call < warmCalls || wallNanoseconds() - begin < leastNanoseconds; call += 1) {
    const before = wallNanoseconds();
    held.result = side.run();
    fastest = Math.min(fastest, wallNanoseconds() - before);
  }
  return Math.ceil(leastNanoseconds / fastest);
}

function timeOnce({ run, things }: Side, repeats: number): { readonly cpu: number; readonly wall: number } {
  const wall = wallNanoseconds();
  const cpu = cpuNanoseconds();
  for (let call = 0; call < repeats; call += 1) held.result = run();
  const count = repeats * things;
  return { cpu: (cpuNanoseconds() - cpu) / count, wall: (wallNanoseconds() - wall) / count };
}
