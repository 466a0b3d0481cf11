import { inputError } from '../errors/parse-input.ts';
import { secondsPerDay } from './civil-day.ts';
import { type Instant, secondsToInstant } from './instant.ts';
import { parseWallClock } from './parse-timestamp.ts';
import { writeDateTime } from './written-time.ts';
import { type ZoneId, type ZoneTable, zoneTable } from './zone.ts';

/** The instant that a wall clock showed, and whether it showed that time once, twice or never. */
export interface ResolvedWallClock {
  readonly seconds: number;
  readonly resolution: 'exact' | 'ambiguous' | 'skipped';
}

/** What the reader of a wall clock should be told about the time it showed. */
export type WallClockWarning = 'wall-clock-ambiguous' | 'wall-clock-skipped';

const warnings = {
  exact: null,
  ambiguous: 'wall-clock-ambiguous',
  skipped: 'wall-clock-skipped',
} as const satisfies Record<ResolvedWallClock['resolution'], WallClockWarning | null>;

/**
 * The epoch seconds at which a zone's clocks showed a time (seconds since 1970-01-01T00:00 on the wall): the
 * earlier one when they showed it twice; moved forward by the gap when they never did.
 */
export function resolveWallClock(localSeconds: number, table: ZoneTable): ResolvedWallClock {
  // No zone is a day away from UTC or changes its clocks twice in two days.
  const before = table.offsetAt(localSeconds - secondsPerDay);
  const after = table.offsetAt(localSeconds + secondsPerDay);
  const seconds = localSeconds - before;
  if (before === after) return { seconds, resolution: 'exact' };
  const later = localSeconds - after;
  const showsBefore = table.offsetAt(seconds) === before;
  const showsAfter = table.offsetAt(later) === after;
  if (showsBefore) return { seconds, resolution: showsAfter ? 'ambiguous' : 'exact' };
  return showsAfter ? { seconds: later, resolution: 'exact' } : { seconds, resolution: 'skipped' };
}

/** What a zone's clocks show at an instant, in seconds since 1970-01-01T00:00 on the wall. */
export function localSecondsAt(epochSeconds: number, table: ZoneTable): number {
  return epochSeconds + table.offsetAt(epochSeconds);
}

/** The day number of the civil day that an instant belongs to in a zone. */
export function localDayOf(epochSeconds: number, table: ZoneTable): number {
  return Math.floor(localSecondsAt(epochSeconds, table) / secondsPerDay);
}

/** What a zone's clocks show at an instant, to the minute: `2026-03-02 17:50`. */
export function formatWallClock(epochSeconds: number, table: ZoneTable): string {
  return writeDateTime(localSecondsAt(epochSeconds, table)).slice(0, 'YYYY-MM-DD HH:MM'.length);
}

/**
 * Reads a time without offset, `2026-03-02T09:00` or with seconds, on the clocks of a zone. A time that the clocks
 * showed twice is the earlier one, a time that they skipped moves forward by the gap; both come with a warning.
 *
 * @throws BillingError `INSTANT_INVALID` when the text is not such a time of the years 1970 to 2199.
 * @throws BillingError `ZONE_UNKNOWN` when the zone is not an IANA time zone.
 * @example
 * ```ts
 * import { instantFromWallClock } from '@billwright/core';
 *
 * const skipped = instantFromWallClock('2026-03-29T02:30', 'Europe/Berlin');
 * console.log(skipped.instant, skipped.warning);
 * // => 2026-03-29T01:30:00.000Z wall-clock-skipped
 * ```
 */
export function instantFromWallClock(
  text: string,
  zone: ZoneId,
): { readonly instant: Instant; readonly warning: WallClockWarning | null } {
  const milliseconds = parseWallClock(text);
  if (Number.isNaN(milliseconds)) {
    const message = 'is not ISO 8601 date and time without offset, from 1970 to 2199';
    throw inputError('INSTANT_INVALID', [{ path: [], message }]);
  }
  const { seconds, resolution } = resolveWallClock(milliseconds / 1000, zoneTable(zone));
  return { instant: secondsToInstant(seconds), warning: warnings[resolution] };
}
