import { dayNumber, type IsoWeekday, weekdayOf } from '../time/civil-date.ts';
import { secondsPerDay } from '../time/civil-day.ts';
import { contains, type Interval } from '../time/interval.ts';
import type { Band } from './band.ts';
import type { Calendar, ExtraBand } from './calendar.ts';
import { secondOfDay } from './clock-time.ts';
import { weekdayName } from './weekday.ts';

/** The bands of a civil day by the clocks on the wall: each begins at its second and lasts until the next. */
export type DayPattern = readonly { readonly second: number; readonly band: number }[];

/** What a calendar says about single civil days; bands are numbers. */
export interface DayPatterns {
  patternOf(day: number): DayPattern;
  /** The band of work that has a date but no time of day (R23). */
  bandOfDay(day: number): number;
}

const isoWeekdays: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Works out the bands of every kind of day: a holiday, a weekend day, and each other day of the week (R20). */
export function dayPatterns(calendar: Calendar, bandIndex: (band: Band) => number): DayPatterns {
  const holidays = new Set(calendar.holidays.map(({ date }) => dayNumber(date)));
  const holiday: DayPattern = [{ second: 0, band: bandIndex('holiday') }];
  const weekend: DayPattern = [{ second: 0, band: bandIndex('weekend') }];
  const week = isoWeekdays.map((weekday) => {
    const isWeekend = calendar.weekend.includes(weekdayName(weekday));
    return isWeekend ? weekend : workdayPattern(calendar, weekday, bandIndex);
  });
  const weekBands = isoWeekdays.map((weekday) =>
    bandIndex(calendar.weekend.includes(weekdayName(weekday)) ? 'weekend' : 'business'),
  );

  // Both lists have an element for each weekday.
  return {
    patternOf: (day) => (holidays.has(day) ? holiday : (week[weekdayOf(day) - 1] as DayPattern)),
    bandOfDay: (day) =>
      holidays.has(day) ? bandIndex('holiday') : (weekBands[weekdayOf(day) - 1] as number),
  };
}

function workdayPattern(
  calendar: Calendar,
  weekday: IsoWeekday,
  bandIndex: (band: Band) => number,
): DayPattern {
  // In order of precedence: the first that covers a second gives it its band.
  const covers = [
    ...calendar.bands.map((band) => ({ band: bandIndex(band.name), hours: hoursOn(weekday, [band]) })),
    { band: bandIndex('business'), hours: hoursOn(weekday, calendar.business) },
  ];
  const changes = new Set([0, ...covers.flatMap(({ hours }) => hours.flatMap(({ from, to }) => [from, to]))]);
  const pattern: { second: number; band: number }[] = [];
  for (const second of [...changes].sort((one, other) => one - other)) {
    if (second === secondsPerDay) continue;
    const cover = covers.find(({ hours }) => hours.some((interval) => contains(interval, second)));
    const band = cover?.band ?? bandIndex('after-hours');
    if (pattern.at(-1)?.band !== band) pattern.push({ second, band });
  }
  return pattern;
}

/** The seconds of a day of the week that windows cover, with what reaches into it from the day before. */
function hoursOn(weekday: IsoWeekday, windows: readonly Omit<ExtraBand, 'name'>[]): Interval[] {
  const today = weekdayName(weekday);
  const yesterday = weekdayName(weekday === 1 ? 7 : ((weekday - 1) as IsoWeekday));
  return windows.flatMap(({ weekdays, from, to }) => {
    const begin = secondOfDay(from);
    const end = secondOfDay(to);
    const crossesMidnight = end <= begin;
    const hours: Interval[] = [];
    if (crossesMidnight && weekdays?.includes(yesterday) !== false) hours.push({ from: 0, to: end });
    if (weekdays?.includes(today) !== false) {
      hours.push({ from: begin, to: crossesMidnight ? secondsPerDay : end });
    }
    return hours;
  });
}
