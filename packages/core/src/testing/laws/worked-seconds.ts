import { parseTimestampSeconds } from '../../time/parse-timestamp.ts';
import { secondsToInstant } from '../../time/instant.ts';
import { secondsOfMinutes } from '../../work/seconds-of-minutes.ts';
import type { TimeEntry } from '../../work/time-entry.ts';

/**
 * The seconds that somebody worked, told from the entry alone; `null` for one that can't be told without a calendar, or
 * not at all.
 */
export function workedSeconds(entry: TimeEntry): number | null {
  if (entry.date != null) return secondsOfMinutes(entry.minutes);
  const elapsed = parseTimestampSeconds(entry.end) - parseTimestampSeconds(entry.start);
  const rest = secondsOfMinutes(entry.breakMinutes ?? 0);
  return Number.isNaN(elapsed) || rest === null ? null : elapsed - rest;
}

/** The entry with a later end; `null` for one that says nothing of its length without a calendar. */
export function longer(entry: TimeEntry, seconds: number): TimeEntry | null {
  if (entry.date != null) {
    const worked = secondsOfMinutes(entry.minutes);
    return worked === null ? null : { ...entry, minutes: (worked + seconds) / 60 };
  }
  const end = parseTimestampSeconds(entry.end);
  return Number.isNaN(end) ? null : { ...entry, end: secondsToInstant(end + seconds) };
}
