import type { Calendar } from '../../src/calendar/calendar.ts';
import { type BandSeconds, type CutIntoBands, clockTimes, cutByClock, mergeBands } from './cut-by-clock.ts';
import { bandAt, type WallClock } from './wall-clock-band.ts';
import { instantsShowing, offsetSeconds } from './zone-clock.ts';

const secondsPerDay = 86_400;

/**
 * The bands of an interval by asking `Intl` what the clocks show in each of its minutes. Slow, and right wherever
 * clocks change at whole minutes, which all have since 1972.
 */
export const cutByMinute: CutIntoBands = (calendar, start, end) => mergeBands(minutes(calendar, start, end));

function* minutes(calendar: Calendar, start: number, end: number): Generator<BandSeconds> {
  for (let from = start; from < end; ) {
    const to = Math.min(end, (Math.floor(from / 60) + 1) * 60);
    yield { band: bandAt(calendar, wallClock(calendar.zone, from)), seconds: to - from };
    from = to;
  }
}

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

const formatters = new Map<string, Intl.DateTimeFormat>();
const isoWeekdays: Readonly<Record<string, number>> = {
  Mon: 1,
  Tue: 2,
  Wed: 3,
  Thu: 4,
  Fri: 5,
  Sat: 6,
  Sun: 7,
};

function wallClock(zone: string, epochSeconds: number): WallClock {
  const shown: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(epochSeconds * 1000)) shown[type] = value;
  return {
    date: `${shown['year']}-${shown['month']}-${shown['day']}`,
    isoWeekday: isoWeekdays[shown['weekday'] ?? ''] ?? Number.NaN,
    time: `${shown['hour']}:${shown['minute']}`,
  };
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(zone, formatter);
  return formatter;
}
