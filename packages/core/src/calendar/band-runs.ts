import { secondsPerDay } from '../time/civil-day.ts';
import type { Interval } from '../time/interval.ts';
import type { OffsetRange, ZoneTable } from '../time/zone.ts';
import type { DayKind } from './day-pattern.ts';

/** The stretches of one band in a chunk of time, in order. Seconds are counted from the start of the chunk. */
export interface BandRuns {
  /** The epoch second at which the chunk starts. */
  readonly from: number;
  /** Where each run begins; one more element stands for the end of the chunk. */
  readonly starts: Int32Array;
  readonly bands: Int32Array;
  /** For each bucket of 2^16 seconds the run that holds its first second. */
  readonly buckets: Int32Array;
}

/** A bucket of the index has 2^16 seconds, about 18 hours. */
export const bucketBits = 16;

/**
 * Finds the bands of a chunk. Each stretch of one offset is walked by its own wall clock, so an hour that the
 * clocks skip has no length and an hour that they repeat is there twice (R21).
 */
export function findBandRuns(kindOf: (day: number) => DayKind, table: ZoneTable, chunk: Interval): BandRuns {
  const changes: { at: number; band: number }[] = [];
  for (const range of table.ranges(chunk.from, chunk.to)) {
    for (const change of changesIn(range, kindOf)) {
      // What began before the range only tells which band it begins with: the last such word counts.
      if (changes.at(-1)?.at === change.at) changes.pop();
      if (changes.at(-1)?.band !== change.band) changes.push(change);
    }
  }
  const starts = Int32Array.from([...changes.map(({ at }) => at), chunk.to], (at) => at - chunk.from);
  const bands = Int32Array.from(changes, ({ band }) => band);
  return { from: chunk.from, starts, bands, buckets: indexByBucket(starts) };
}

/** The epoch seconds in an offset range at which a band begins; several for its first second are possible. */
function* changesIn(
  { from, to, offset }: OffsetRange,
  kindOf: (day: number) => DayKind,
): Iterable<{ at: number; band: number }> {
  const lastDay = Math.floor((to - 1 + offset) / secondsPerDay);
  for (let day = Math.floor((from + offset) / secondsPerDay); day <= lastDay; day++) {
    const midnight = day * secondsPerDay - offset;
    for (const { second, band } of kindOf(day).pattern) {
      const at = midnight + second;
      if (at >= to) return;
      yield { at: Math.max(at, from), band };
    }
  }
}

function indexByBucket(starts: Int32Array): Int32Array {
  // `starts` ends with the end of the chunk, so every second of the chunk has a start after it.
  const buckets = new Int32Array(starts.at(-1)! >> bucketBits);
  let run = 0;
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    while (starts[run + 1]! <= bucket << bucketBits) run++;
    buckets[bucket] = run;
  }
  return buckets;
}
