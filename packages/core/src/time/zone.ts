import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import { type Interval, intersect } from './interval.ts';
import { type OffsetProbe, offsetProbe } from './offset-probe.ts';
import { findZoneChanges, type ZoneChanges } from './zone-changes.ts';

/** The name of a time zone in the IANA database, `Europe/Berlin`, or `UTC`. */
export type ZoneId = string;

/** A stretch of epoch seconds through which a zone keeps one offset. */
export interface OffsetRange extends Interval {
  /** Seconds east of UTC. */
  readonly offset: number;
}

/** The offsets of one time zone: found once, then only looked up. */
export interface ZoneTable {
  readonly zone: ZoneId;
  /** Seconds east of UTC at an epoch second of the years 1970 to 2199. */
  offsetAt(epochSeconds: number): number;
  /** The offset ranges that tile `[from, to)`, in order; neighbours have different offsets. */
  ranges(from: number, to: number): readonly OffsetRange[];
}

// About two years: few zones change their offset more than four times in one.
const chunkSeconds = 2 ** 26;
// From one chunk before 1970 to the one after 2199, so that the wall clocks of the outermost instants are inside.
const chunkCount = 110;

const tables = new Map<ZoneId, ZoneTable>();

/** Accepts the name of an IANA time zone that this runtime knows; offsets and abbreviations are refused. */
export const zoneSchema: z.ZodType<ZoneId, ZoneId> = z
  .string()
  .refine(
    (name) => findTable(name) !== null,
    'is not an IANA time zone such as Europe/Berlin; offsets and abbreviations are none',
  );

/**
 * The offsets of a zone, made once per process. The time zone data are those of the runtime.
 *
 * @throws BillingError `ZONE_UNKNOWN` when the name is not an IANA time zone that this runtime knows.
 */
export function zoneTable(zone: ZoneId): ZoneTable {
  const table = findTable(zone);
  if (table === null) throw new BillingError('ZONE_UNKNOWN', { zone });
  return table;
}

function findTable(zone: ZoneId): ZoneTable | null {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const probe = offsetProbe(zone);
  if (probe === null) return null;
  const table = buildTable(zone, probe);
  tables.set(zone, table);
  return table;
}

/** Makes a table out of single answers. A chunk of time is searched when it is first asked for. */
function buildTable(zone: ZoneId, probe: OffsetProbe): ZoneTable {
  const chunks: (ZoneChanges | undefined)[] = [];

  function search(index: number): ZoneChanges {
    if (!(index >= 0 && index < chunkCount)) {
      throw inputError('INSTANT_INVALID', [{ path: [], message: 'is outside the years 1970 to 2199' }]);
    }
    const from = (index - 1) * chunkSeconds;
    const found = findZoneChanges(probe, from, from + chunkSeconds);
    chunks[index] = found;
    return found;
  }

  function changesAround(epochSeconds: number): ZoneChanges {
    const index = Math.floor(epochSeconds / chunkSeconds) + 1;
    return chunks[index] ?? search(index);
  }

  return {
    zone,
    offsetAt(epochSeconds) {
      const { starts, offsets } = changesAround(epochSeconds);
      let at = starts.length - 1;
      // Both lists have as many elements, and at least one: `at` never leaves them.
      while (at > 0 && epochSeconds < starts[at]!) at--;
      return offsets[at]!;
    },
    ranges(from, to) {
      const found: OffsetRange[] = [];
      let start = from;
      while (start < to) {
        const end = (Math.floor(start / chunkSeconds) + 1) * chunkSeconds;
        const { starts, offsets } = changesAround(start);
        for (const [at, offset] of offsets.entries()) {
          const range = { from: starts[at] ?? start, to: starts[at + 1] ?? end };
          append(found, intersect(range, { from, to }), offset);
        }
        start = end;
      }
      return found;
    },
  };
}

function append(ranges: OffsetRange[], part: Interval | null, offset: number): void {
  if (part === null) return;
  const last = ranges.at(-1);
  if (last?.offset === offset) ranges[ranges.length - 1] = { ...last, to: part.to };
  else ranges.push({ ...part, offset });
}
