import type { TimeEntry } from '../../work/time-entry.ts';

const withOffset = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * The seconds of an entry, end less start less break, counted by the machine's own calendar; `null` for wall-clock time,
 * whose length only a calendar's zone tells.
 */
export function workedSecondsOf({ start, end, breakMinutes, minutes }: TimeEntry): number | null {
  if (start == null || end == null) return minutes == null ? null : Math.round(minutes * 60);
  if (!withOffset.test(start) || !withOffset.test(end)) return null;
  const elapsed = Math.floor(Date.parse(end) / 1000) - Math.floor(Date.parse(start) / 1000);
  return elapsed - Math.round((breakMinutes ?? 0) * 60);
}
