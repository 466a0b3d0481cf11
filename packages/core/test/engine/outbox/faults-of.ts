import { type Sabotage, type Shape, simulate } from './simulation.ts';

/** What went wrong in any of some seeds, with the seed: no more than a few. */
export async function faultsOf(
  seeds: Iterable<number>,
  sabotage?: Sabotage,
  shape?: Shape,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const seed of seeds) {
    for (const fault of await simulate(seed, sabotage, shape)) found.push(`seed ${seed}: ${fault}`);
    if (found.length > 4) break;
  }
  return found;
}

export const seedsFrom = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);
