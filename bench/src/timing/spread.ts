/** The middle of some numbers, and their ends. */
export interface Spread {
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
}

/** The median with the least and the greatest; of an even count, the lower of the two in the middle. */
export function spreadOf(ratios: readonly number[]): Spread {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { ratio: at((sorted.length - 1) >> 1), min: at(0), max: at(sorted.length - 1) };
}
