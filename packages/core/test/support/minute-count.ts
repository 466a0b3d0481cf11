import type { Calendar, WeeklyWindow } from '../../src/calendar/calendar.ts';
import { readWallClock, type WallClockReading } from './wall-clock-reader.ts';

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Counts the seconds of each band minute by minute, each minute judged by what Intl shows on the wall when it
 * begins (R20). Slow and obvious: the judge of the fast way. Holds where offsets are whole minutes, from 1973 on.
 */
export function countMinutes(calendar: Calendar, start: number, end: number): Map<string, number> {
  const seconds = new Map<string, number>();
  for (let minute = Math.floor(start / 60) * 60; minute < end; minute += 60) {
    const band = bandOfReading(calendar, readWallClock(calendar.zone, minute));
    const inside = Math.min(minute + 60, end) - Math.max(minute, start);
    if (inside > 0) seconds.set(band, (seconds.get(band) ?? 0) + inside);
  }
  return seconds;
}

function bandOfReading(calendar: Calendar, { date, time, weekday }: WallClockReading): string {
  if (calendar.holidays.some((holiday) => holiday.date === date)) return 'holiday';
  if (calendar.weekend.some((day) => day === weekday)) return 'weekend';
  const today = week.findIndex((day) => day === weekday);
  const yesterday = (today + 6) % 7;
  const covers = ({
    weekdays = week,
    from,
    to,
  }: Partial<WeeklyWindow> & Pick<WeeklyWindow, 'from' | 'to'>) => {
    const begins = (index: number) => weekdays.some((day) => day === week[index]);
    // Times of day compare as text: "09:00" < "18:00" < "24:00".
    if (from < to) return begins(today) && from <= time && time < to;
    return (begins(today) && from <= time) || (begins(yesterday) && time < to);
  };
  const extra = calendar.bands.find(covers);
  if (extra !== undefined) return extra.name;
  return calendar.business.some(covers) ? 'business' : 'after-hours';
}
