import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import type { ScheduleRun } from './price-kind.ts';

/** Says what is wrong with the runs for so many seconds, as the end of a sentence; null when nothing is. */
type RunsChecker = (runs: unknown, seconds: number) => string | null;

/** A checker of the runs of one schedule. They come for every charge, so it looks at each rate once. */
export function runsChecker(): RunsChecker {
  const rates = new Set<unknown>();
  const isRate = (rate: unknown): boolean => {
    if (rates.has(rate)) return true;
    const passes = nonNegativeDecimalSchema.safeParse(rate).success;
    if (passes) rates.add(rate);
    return passes;
  };

  function problemOfRun(run: unknown): string | null {
    if (typeof run !== 'object' || run === null) return ' is no run';
    const { seconds, rate, step }: { readonly [Key in keyof ScheduleRun]?: unknown } = run;
    if (!isCount(seconds)) return '.seconds must be a whole number of 0 or more';
    if (!isRate(rate)) return '.rate must be a decimal number of 0 or more written as text, such as "120.50"';
    return isCount(step) ? null : '.step must be a whole number of 0 or more';
  }

  return (given, seconds) => {
    if (!Array.isArray(given)) return ' is no array of runs';
    const runs: readonly ScheduleRun[] = given;
    // No run at all would lose an entry of 0 billed seconds.
    if (runs.length === 0) return ' has no run';
    let found = 0;
    for (let at = 0; at < runs.length; at += 1) {
      const problem = problemOfRun(runs[at]);
      if (problem !== null) return `[${at}]${problem}`;
      found += runs[at]!.seconds;
    }
    return found === seconds ? null : ` has ${found} seconds in its runs, not ${seconds}`;
  };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
