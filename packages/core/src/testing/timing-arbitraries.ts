import fc from 'fast-check';
import { instantToSeconds, secondsToInstant } from '../time/instant.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';
import type { TimedEntry, UntimedEntry } from '../work/time-entry.ts';
import { workDates } from './small-world.ts';
import { anyCivilDate, anyInstant } from './time-arbitraries.ts';

/** When untimed work was done. */
export type Untimed = Pick<UntimedEntry, 'date' | 'minutes'>;

/** A date and minutes, none among them. */
export function anyUntimed(): fc.Arbitrary<Untimed> {
  return fc.record({
    date: anyCivilDate(workDates),
    minutes: fc.oneof(fc.constantFrom(0, 7.5, 15, 19.8, 60), fc.nat({ max: 900 })),
  });
}

/** When timed work was done. */
export type Timed = Pick<TimedEntry, 'start' | 'end' | 'breakMinutes'>;

/** Start, end and break, the start often near a change of the clocks of one of the zones. */
export function anyTimed(zones: readonly ZoneId[]): fc.Arbitrary<Timed> {
  const start = fc.oneof(
    { arbitrary: anyInstant(workDates).map(instantToSeconds), weight: 3 },
    // Quarters of an hour, so that entries often begin together.
    {
      arbitrary: anyInstant(workDates).map((instant) => Math.floor(instantToSeconds(instant) / 900) * 900),
      weight: 2,
    },
    { arbitrary: fc.constantFrom(...zones).chain(anyClockChange), weight: 3 },
  );
  const seconds = fc.oneof(
    { arbitrary: fc.nat({ max: 7200 }), weight: 4 },
    { arbitrary: fc.nat({ max: 48 }).map((quarters) => quarters * 900), weight: 4 },
    { arbitrary: fc.nat({ max: 3 * 86_400 }), weight: 1 },
  );
  return fc
    .record({ start, seconds, write: anyWayToWrite(), rest: anyBreak() })
    .map(({ start: from, seconds: length, write, rest }) => ({
      start: write(from),
      end: write(from + length),
      breakMinutes: rest(length),
    }));
}

/** Seconds, on the clocks of a zone and of UTC, around the changes of the work's dates. */
function anyClockChange(zone: ZoneId): fc.Arbitrary<number> {
  const [from, to] = [workDates.from, workDates.to].map((date) => instantToSeconds(`${date}T00:00:00Z`));
  const ranges = zoneTable(zone).ranges(from ?? 0, to ?? 0);
  const changes = ranges
    .slice(1)
    .flatMap((range, index) => [range.from, range.from + (ranges[index]?.offset ?? 0)]);
  if (changes.length === 0) return anyInstant(workDates).map(instantToSeconds);
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 3600, max: 2 * 3600 }))
    .map(([change, distance]) => change + distance);
}

/** Instants in UTC, with fractions, with an offset, and times on the wall without one. */
function anyWayToWrite(): fc.Arbitrary<(seconds: number) => string> {
  return fc.constantFrom(
    secondsToInstant,
    (seconds: number) => `${wall(seconds)}Z`,
    (seconds: number) => `${wall(seconds)}.9996Z`,
    (seconds: number) => `${wall(seconds + 5.5 * 3600)}+05:30`,
    (seconds: number) => `${wall(seconds - 8 * 3600)}-08:00`,
    wall,
    (seconds: number) => wall(seconds).slice(0, -':00'.length),
  );
}

/** What a clock in UTC shows, `2026-03-02T09:00:00`. */
function wall(seconds: number): string {
  return secondsToInstant(seconds).slice(0, -'.000Z'.length);
}

/** Minutes of rest in so many seconds: usually none, sometimes all, now and then too many. */
function anyBreak(): fc.Arbitrary<(seconds: number) => number | null> {
  return fc.constantFrom(
    () => null,
    () => null,
    () => 0,
    (seconds: number) => Math.floor(seconds / 300),
    (seconds: number) => Math.floor(seconds / 120) / 2,
    (seconds: number) => Math.floor(seconds / 60),
    (seconds: number) => (seconds % 7 === 0 ? Math.floor(seconds / 60) + 1 : 0.25),
  );
}
