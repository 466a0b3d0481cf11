import { type ZoneTable, zoneTable } from '../time/zone.ts';
import type { Band } from './band.ts';
import { addToBand, type BandParts } from './band-parts.ts';
import { type BandRuns, bucketBits, findBandRuns } from './band-runs.ts';
import type { Calendar } from './calendar.ts';
import { dayKinds } from './day-pattern.ts';

/** A calendar made ready for cutting many intervals: the instants at which the band changes, in a list. */
export interface Timeline {
  readonly table: ZoneTable;
  /**
   * Cuts `[start, end)`, in whole epoch seconds, into its bands: one part for each, in order of first appearance
   * (R22). An interval without length has no parts.
   */
  cut(start: number, end: number, into: BandParts): void;
  /** The band at an epoch second. */
  bandAt(epochSeconds: number): number;
  /** The band of untimed work on a civil day: holiday or weekend by its date, else business (R23). */
  bandOfDay(day: number): number;
}

// About two years. A multiple of a bucket, and small enough for seconds inside it to be 32-bit integers.
const chunkSeconds = 2 ** 26;

/**
 * Compiles a calendar. Bands become the numbers that `bandIndex` gives them. Chunks of two years are filled when
 * they are first needed.
 */
export function compileTimeline(calendar: Calendar, bandIndex: (band: Band) => number): Timeline {
  const table = zoneTable(calendar.zone);
  const kindOf = dayKinds(calendar, bandIndex);
  const chunks: (BandRuns | undefined)[] = [];

  function fill(index: number): BandRuns {
    const from = (index - 1) * chunkSeconds;
    const runs = findBandRuns(kindOf, table, { from, to: from + chunkSeconds });
    chunks[index] = runs;
    return runs;
  }

  function runsAround(epochSeconds: number): BandRuns {
    // The first chunk lies before 1970, as in the zone's table, which refuses what is outside the years it knows.
    const index = Math.floor(epochSeconds / chunkSeconds) + 1;
    return chunks[index] ?? fill(index);
  }

  // Below, a run that was found has a band, and a start after it: the next run's or the end of the chunk.

  // Its own function: most intervals lie in one band, and what is small stays fast.
  function cutAcross(start: number, end: number, into: BandParts): void {
    let at = start;
    while (at < end) {
      const runs = runsAround(at);
      let run = runAt(runs, at - runs.from);
      for (; run < runs.bands.length && at < end; run++) {
        const next = Math.min(end, runs.from + runs.starts[run + 1]!);
        addToBand(into, runs.bands[run]!, next - at);
        at = next;
      }
    }
  }

  return {
    table,
    cut(start, end, into) {
      into.count = 0;
      const runs = runsAround(start);
      const run = runAt(runs, start - runs.from);
      if (end - runs.from > runs.starts[run + 1]!) cutAcross(start, end, into);
      else if (end > start) {
        into.count = 1;
        into.bands[0] = runs.bands[run]!;
        into.seconds[0] = end - start;
      }
    },
    bandAt(epochSeconds) {
      const runs = runsAround(epochSeconds);
      return runs.bands[runAt(runs, epochSeconds - runs.from)]!;
    },
    bandOfDay: (day) => kindOf(day).untimed,
  };
}

/** The run that holds a second of the chunk. Each second has a bucket, and a start after it. */
function runAt({ buckets, starts }: BandRuns, second: number): number {
  let run = buckets[second >> bucketBits]!;
  while (starts[run + 1]! <= second) run++;
  return run;
}
