import type { OffsetProbe } from './offset-probe.ts';

/** The offsets of a stretch of time: `offsets[i]` holds from `starts[i]` on. Never empty. */
export interface ZoneChanges {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

// Two changes of one zone have been as close as 167 hours, so nothing hides between two probes.
const probeEvery = 3 * 86_400;

/** Finds the offsets of `[from, to)` to the second, by asking every three days and halving where they differ. */
export function findZoneChanges(probe: OffsetProbe, from: number, to: number): ZoneChanges {
  let offset = probe(from);
  const starts = [from];
  const offsets = [offset];
  for (let before = from; before < to; before += probeEvery) {
    const after = Math.min(before + probeEvery, to);
    const next = probe(after);
    if (next === offset) continue;
    starts.push(firstSecondOf(next, before, after, probe));
    offsets.push(next);
    offset = next;
  }
  return { starts, offsets };
}

/** The first second after `before` from which the offset is the one that it is at `after`. */
function firstSecondOf(offset: number, before: number, after: number, probe: OffsetProbe): number {
  let last = before;
  let first = after;
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (probe(middle) === offset) first = middle;
    else last = middle;
  }
  return first;
}
