import { dayNumber, weekdayOf } from '../time/civil-date.ts';
import { secondsPerDay } from '../time/civil-day.ts';
import { contains, type Interval } from '../time/interval.ts';
import type { Band } from './band.ts';
import type { Calendar, ExtraBand } from './calendar.ts';
import { secondOfDay } from './clock-time.ts';
import { type Weekday, weekdays } from './weekday.ts';

/** The bands of a civil day by the clocks on the wall: each begins at its second and lasts until the next. */
export type DayPattern = readonly { readonly second: number; readonly band: number }[];

/** What a calendar says about a civil day; bands are numbers. */
export interface DayKind {
  readonly pattern: DayPattern;
  /** The band of work that has this date but no time of day (R23). */
  readonly untimed: number;
}

const wholeDay = (band: number): DayKind => ({ pattern: [{ second: 0, band }], untimed: band });

/** Works out every kind of day: a holiday, a weekend day, and each other day of the week (R20). */
export function dayKinds(calendar: Calendar, bandIndex: (band: Band) => number): (day: number) => DayKind {
  const holiday = wholeDay(bandIndex('holiday'));
  const weekend = wholeDay(bandIndex('weekend'));
  const untimed = bandIndex('business');
  const week = weekdays.map((weekday, index) => {
    if (calendar.weekend.includes(weekday)) return weekend;
    // Seven days on, the day before is still a day of the list.
    const yesterday = weekdays[(index + 6) % 7]!;
    return { pattern: workdayPattern(calendar, weekday, yesterday, bandIndex), untimed };
  });
  const holidays = new Set(calendar.holidays.map(({ date }) => dayNumber(date)));
  // The week has a kind for each weekday, 1 to 7.
  return (day) => (holidays.has(day) ? holiday : week[weekdayOf(day) - 1]!);
}

function workdayPattern(
  calendar: Calendar,
  today: Weekday,
  yesterday: Weekday,
  bandIndex: (band: Band) => number,
): DayPattern {
  // In order of precedence: the first that covers a second gives it its band.
  const covers = [
    ...calendar.bands.map((band) => ({
      band: bandIndex(band.name),
      hours: hoursOn(today, yesterday, [band]),
    })),
    { band: bandIndex('business'), hours: hoursOn(today, yesterday, calendar.business) },
  ];
  const changes = new Set([0, ...covers.flatMap(({ hours }) => hours.flatMap(({ from, to }) => [from, to]))]);
  const pattern: { second: number; band: number }[] = [];
  for (const second of [...changes].toSorted((one, other) => one - other)) {
    if (second === secondsPerDay) continue;
    const cover = covers.find(({ hours }) => hours.some((interval) => contains(interval, second)));
    const band = cover?.band ?? bandIndex('after-hours');
    if (pattern.at(-1)?.band !== band) pattern.push({ second, band });
  }
  return pattern;
}

/** The seconds of a day that windows cover, with what reaches into it from the day before. */
function hoursOn(
  today: Weekday,
  yesterday: Weekday,
  windows: readonly Omit<ExtraBand, 'name'>[],
): Interval[] {
  return windows.flatMap(({ weekdays: days, from, to }) => {
    const begin = secondOfDay(from);
    const end = secondOfDay(to);
    const crossesMidnight = end < begin;
    const hours: Interval[] = [];
    if (crossesMidnight && days?.includes(yesterday) !== false) hours.push({ from: 0, to: end });
    if (days?.includes(today) !== false) {
      hours.push({ from: begin, to: crossesMidnight ? secondsPerDay : end });
    }
    return hours;
  });
}
