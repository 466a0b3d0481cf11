import { compileRater, type RatedWork } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import type { Row } from '../row.ts';

const runs = 3;

export const rateMemory: Row = {
  name: 'rate/memory',
  divides: 'bytes that the result of rate() keeps ÷ entries, beyond the entries themselves',
  better: 'less',
  bar: 400,
  goal: 120,
  flags: ['--expose-gc'],
  measure({ entries: count }) {
    const { entries } = generateWork(count);
    const before = bytesInUse();
    const rater = compileRater(companyPolicy());
    // The rater remembers prices and calendars that it has looked up: those are its own, not this result's.
    rater.rate(entries);
    const ownBytes = bytesInUse() - before;
    const results: RatedWork[] = [];
    const perEntry = Array.from({ length: runs }, () => {
      const empty = bytesInUse();
      results.push(rater.rate(entries));
      return (bytesInUse() - empty) / count;
    });
    const sorted = perEntry.toSorted((a, b) => a - b);
    const [min = Number.NaN, ratio = Number.NaN, max = Number.NaN] = sorted;
    const notes = [
      `${results.length} results of ${count} entries each; the rater itself holds ${(ownBytes / 2 ** 20).toFixed(1)} MiB`,
    ];
    return { status: 'measured', ratio, min, max, notes, sides: [] };
  },
};

/** What is reachable, on the heap and outside it (`external` counts array buffers too). */
function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('This row needs --expose-gc.');
  // Twice: what finalizers let go in the first round is collected in the second.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
