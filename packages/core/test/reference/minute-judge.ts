import type { Calendar } from '../../src/calendar/calendar.ts';
import { countMinutes } from '../support/minute-count.ts';
import { type CutIntoBands, clockTimes, cutByClock } from './cut-by-clock.ts';
import { instantsShowing, offsetSeconds } from './zone-clock.ts';

const secondsPerDay = 86_400;

/** The bands of an interval by what `Intl` shows in each of its minutes. */
export const cutByMinute: CutIntoBands = (calendar, start, end) =>
  [...countMinutes(calendar, start, end)].map(([band, seconds]) => ({ band, seconds }));

/**
 * The bands by `TZDate`, and by the minute where `TZDate` can't be right: when a time at which a band may begin is
 * shown twice or never on a day of the interval.
 */
export const cutExactly: CutIntoBands = (calendar, start, end) =>
  bandsBeginInsideClockChange(calendar, start, end)
    ? cutByMinute(calendar, start, end)
    : cutByClock(calendar, start, end);

/** Says whether a band may begin at a wall-clock time that is skipped or repeated near the interval. */
export function bandsBeginInsideClockChange(calendar: Calendar, start: number, end: number): boolean {
  const { zone } = calendar;
  const offsets = daysAround(start, end).map((day) => offsetSeconds(zone, day));
  if (new Set(offsets).size === 1) return false;
  return daysAround(start, end).some((day) =>
    [...clockTimes(calendar)].some((time) => {
      const local = day + 3600 * Number(time.slice(0, 2)) + 60 * Number(time.slice(3));
      return instantsShowing(local, zone).length !== 1;
    }),
  );
}

/** The midnights, read as UTC, of the days from two before an interval to two after it. */
function daysAround(start: number, end: number): readonly number[] {
  const first = Math.floor(start / secondsPerDay) - 2;
  const last = Math.floor(end / secondsPerDay) + 2;
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * secondsPerDay);
}
