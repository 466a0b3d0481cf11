import { expect } from 'vitest';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { referenceRater } from '../reference/reference-rater.ts';
import { type PlainCharge, plainOfRated, plainOfReference } from './plain-result.ts';
import { realLogPolicy } from './real-log.ts';

/** Rates entries of the log both ways, asserts that every result is the same, and prints how long each took. */
export function compareOnLog(entries: readonly TimeEntry[]): void {
  const policy = realLogPolicy();
  const rater = compileRater(policy);
  const reference = referenceRater(policy);
  const [rated, milliseconds] = clocked(() => rater.rate(entries, { faults: 'block' }));
  const [slowly, slowMilliseconds] = clocked(() => reference.rate(entries));
  console.log(
    `${entries.length} entries of the log: ${milliseconds} ms; by the reference ${slowMilliseconds} ms`,
  );

  const { charges, cost, ...rest } = plainOfRated(rated);
  const { charges: slowCharges, cost: slowCost, ...slowRest } = plainOfReference(slowly);
  expect(rest).toEqual(slowRest);
  expect(differences(charges, slowCharges)).toEqual([]);
  expect(differences(cost?.charges ?? [], slowCost?.charges ?? [])).toEqual([]);
  expect(cost?.missing).toEqual(slowCost?.missing);
  // The log reaches everything that its policy knows.
  expect(new Set(charges.map(({ band }) => band)).size).toBe(4);
  expect(new Set(charges.map(({ ruleId }) => ruleId)).size).toBe(6);
}

/** The first charges that differ. */
function differences(ours: readonly PlainCharge[], theirs: readonly PlainCharge[]): readonly unknown[] {
  const found: unknown[] = [];
  for (let index = 0; index < Math.max(ours.length, theirs.length) && found.length < 5; index += 1) {
    if (told(ours[index]) !== told(theirs[index])) found.push([ours[index], theirs[index]]);
  }
  return found;
}

function told(charge: PlainCharge | undefined): string {
  return Object.entries(charge ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .toSorted()
    .join('; ');
}

function clocked<Result>(work: () => Result): readonly [Result, number] {
  const begin = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - begin)];
}
