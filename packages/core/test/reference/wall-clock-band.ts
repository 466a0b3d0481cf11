import type { Calendar, WeeklyWindow } from '../../src/calendar/calendar.ts';

type WeekdayName = WeeklyWindow['weekdays'][number];

const week: readonly WeekdayName[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What a clock and a calendar on the wall show. */
export interface WallClock {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Monday is 1, Sunday is 7. */
  readonly isoWeekday: number;
  /** `HH:MM`. */
  readonly time: string;
}

interface Hours {
  readonly weekdays?: readonly WeekdayName[];
  readonly from: string;
  readonly to: string;
}

/** R20: holiday, then weekend, then the extra bands in their order, then business, else after-hours. */
export function bandAt(calendar: Calendar, clock: WallClock): string {
  const { date, isoWeekday, time } = clock;
  const today = weekdayName(isoWeekday);
  if (calendar.holidays.some((holiday) => holiday.date === date)) return 'holiday';
  if (calendar.weekend.includes(today)) return 'weekend';
  const yesterday = weekdayName(isoWeekday - 1);
  const covers = (hours: Hours): boolean => {
    const begins = (day: WeekdayName): boolean =>
      hours.weekdays === undefined || hours.weekdays.includes(day);
    // A window whose end is not after its start goes on into the next day.
    if (hours.from < hours.to) return begins(today) && hours.from <= time && time < hours.to;
    return (begins(today) && hours.from <= time) || (begins(yesterday) && time < hours.to);
  };
  const extra = calendar.bands.find(covers);
  if (extra !== undefined) return extra.name;
  return calendar.business.some(covers) ? 'business' : 'after-hours';
}

/** R23: untimed work is holiday or weekend by its date, else business. */
export function bandOfDate(calendar: Calendar, date: string, isoWeekday: number): string {
  if (calendar.holidays.some((holiday) => holiday.date === date)) return 'holiday';
  return calendar.weekend.includes(weekdayName(isoWeekday)) ? 'weekend' : 'business';
}

function weekdayName(isoWeekday: number): WeekdayName {
  // Counted from 1 to 7, with 0 for the Sunday before; the list has seven elements.
  return week[(isoWeekday + 6) % 7]!;
}
