import fc from 'fast-check';
import { addDays, type CivilDate, dayNumber } from '../time/civil-date.ts';
import { secondsPerDay } from '../time/civil-day.ts';
import { secondsToInstant } from '../time/instant.ts';
import { resolveWallClock } from '../time/wall-clock.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';
import type { TimedEntry, UntimedEntry } from '../work/time-entry.ts';

/** When work is done, before it is known where and in which days. Shrinks to a quarter of an hour at 09:00 on the first. */
export interface RoundTiming {
  readonly at: 'clock' | 'change' | 'date';
  /** A place among the days, or among the changes of the clocks. */
  readonly place: number;
  /** Minutes after 09:00. */
  readonly minute: number;
  /** Minutes after the change. */
  readonly distance: number;
  readonly seconds: number;
  readonly rest: number | null;
}

/** The days and the zone in which work is done. */
export interface WorkDays {
  readonly zone: ZoneId;
  readonly from: CivilDate;
  /** The first day after them. */
  readonly to: CivilDate;
}

const morning = 9 * 60;

/** A time of day in quarters of an hour or minutes, a night in which clocks change, or a date without a time of day. */
export function anyRoundTiming(): fc.Arbitrary<RoundTiming> {
  const place = roundFirst(fc.nat({ max: 30 }), fc.nat({ max: 2 }), fc.nat({ max: 999 }));
  const seconds = roundFirst(
    fc.integer({ min: 1, max: 8 }).map((quarters) => quarters * 900),
    fc.integer({ min: 1, max: 48 }).map((quarters) => quarters * 900),
    fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * 60),
    fc.integer({ min: 0, max: 7200 }),
  );
  return fc.record({
    at: fc.constantFrom(
      ...times('clock' as const, 6),
      ...times('change' as const, 3),
      ...times('date' as const, 2),
    ),
    place,
    minute: roundFirst(
      fc.integer({ min: -36, max: 59 }).map((quarters) => quarters * 15),
      fc.integer({ min: -morning, max: 1439 - morning }),
    ),
    distance: roundFirst(
      fc.integer({ min: -6, max: 6 }).map((quarters) => quarters * 15),
      fc.integer({ min: -240, max: 240 }),
    ),
    seconds,
    rest: fc.option(fc.constantFrom(0, 5, 15, 0.5), { freq: 4 }),
  });
}

const times = <Value>(value: Value, count: number): readonly Value[] => Array<Value>(count).fill(value);

type Timing =
  | Pick<TimedEntry, 'start' | 'end' | 'breakMinutes'>
  | (Pick<UntimedEntry, 'date' | 'minutes'> & { readonly breakMinutes?: null });

/** The start and end, or the date and minutes, of a timing in its days. Instants are written with `Z`. */
export function placeTiming(timing: RoundTiming, { zone, from, to }: WorkDays): Timing {
  const { at, place, minute, distance, seconds, rest } = timing;
  const days = Math.max(1, dayNumber(to) - dayNumber(from));
  if (at === 'date') return { date: addDays(from, place % days), minutes: seconds / 60 };
  const table = zoneTable(zone);
  const changes =
    at === 'change'
      ? table
          .ranges(dayNumber(from) * secondsPerDay, dayNumber(to) * secondsPerDay)
          .slice(1)
          .map((range) => range.from)
      : [];
  const change = changes[place % Math.max(1, changes.length)];
  const local = (dayNumber(from) + (place % days)) * secondsPerDay + (morning + minute) * 60;
  const start = change === undefined ? resolveWallClock(local, table).seconds : change + distance * 60;
  const breakMinutes = rest === null || rest * 60 > seconds ? null : rest;
  return { start: secondsToInstant(start), end: secondsToInstant(start + seconds), breakMinutes };
}

/** The first twice as often as the others, and what others shrink to. */
function roundFirst(...numbers: readonly fc.Arbitrary<number>[]): fc.Arbitrary<number> {
  return fc.oneof(
    { withCrossShrink: true },
    ...numbers.map((arbitrary, index) => ({ arbitrary, weight: index === 0 ? 4 : 1 })),
  );
}
