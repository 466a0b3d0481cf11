import fc from 'fast-check';
import { type Calendar, defineCalendar, type ExtraBand, type WeeklyWindow } from '../calendar/calendar.ts';
import type { ClockTime } from '../calendar/clock-time.ts';
import { type Weekday, weekdays } from '../calendar/weekday.ts';
import { type CivilDate, civilDateOf, dayNumber } from '../time/civil-date.ts';
import { padTwo } from '../time/digits.ts';
import { type Instant, instantToSeconds, secondsToInstant } from '../time/instant.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';

// Half-hour changes, changes at midnight, offsets of a quarter of an hour, no changes, a skipped day, Ramadan.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Monrovia',
  'UTC',
] as const;

/** The dates and instants that the arbitraries below choose from, unless told otherwise: 2020 to 2031. */
export interface DateRange {
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

/** An IANA time zone, among them those with the most unusual clock changes. */
export function anyZone(): fc.Arbitrary<ZoneId> {
  return fc.constantFrom(...zones);
}

/** A civil date from `from` up to, not including, `to`. */
export function anyCivilDate({
  from = '2020-01-01',
  to = '2032-01-01',
}: DateRange = {}): fc.Arbitrary<CivilDate> {
  return fc.integer({ min: dayNumber(from), max: dayNumber(to) - 1 }).map(civilDateOf);
}

/** An instant, to the second, on the days from `from` up to, not including, `to`, of UTC. */
export function anyInstant({
  from = '2020-01-01',
  to = '2032-01-01',
}: DateRange = {}): fc.Arbitrary<Instant> {
  return fc.integer({ min: dayNumber(from) * 86_400, max: dayNumber(to) * 86_400 - 1 }).map(secondsToInstant);
}

/** An instant, to the second, within a few hours of a clock change of a zone that has changes from 2020 to 2031. */
export function anyInstantNearClockChange(zone: ZoneId): fc.Arbitrary<Instant> {
  const changes = zoneTable(zone)
    .ranges(instantToSeconds('2020-01-01T00:00:00Z'), instantToSeconds('2032-01-01T00:00:00Z'))
    .slice(1)
    .map(({ from }) => from);
  if (changes.length === 0) return anyInstant();
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -4 * 3600, max: 4 * 3600 }))
    .map(([change, distance]) => secondsToInstant(change + distance));
}

/**
 * A calendar: windows that cross midnight or end at 24:00, hours that begin or end while clocks change, unusual
 * weekends, extra bands by night, holidays from 2020 to 2031.
 */
export function anyCalendar(zone: fc.Arbitrary<ZoneId> = anyZone()): fc.Arbitrary<Calendar> {
  return fc
    .record({
      zone,
      business: fc.array(anyWindow(), { maxLength: 4 }),
      weekend: fc.oneof(fc.constant(['sat', 'sun'] as const), fc.subarray([...weekdays], { maxLength: 3 })),
      holidays: fc.uniqueArray(anyCivilDate(), { maxLength: 20 }),
      bands: fc.uniqueArray(anyExtraBand(), { maxLength: 2, selector: ({ name }) => name }),
    })
    .map(defineCalendar);
}

function anyWindow(): fc.Arbitrary<WeeklyWindow> {
  return fc
    .record({ weekdays: anyWeekdays(), from: anyClockTime(), to: anyEndTime() })
    .filter(({ from, to }) => from !== to);
}

function anyExtraBand(): fc.Arbitrary<ExtraBand> {
  return fc
    .record(
      {
        name: fc.constantFrom('night', 'early', 'noon'),
        from: anyClockTime(),
        to: anyEndTime(),
        weekdays: anyWeekdays(),
      },
      { requiredKeys: ['name', 'from', 'to'] },
    )
    .filter(({ from, to }) => from !== to);
}

function anyWeekdays(): fc.Arbitrary<Weekday[]> {
  return fc.oneof(
    fc.constant<Weekday[]>(['mon', 'tue', 'wed', 'thu', 'fri']),
    fc.subarray<Weekday>([...weekdays], { minLength: 1 }),
  );
}

/** A time of day: any, an hour of the working day, or one in the hours in which clocks change. */
function anyClockTime(): fc.Arbitrary<ClockTime> {
  return fc
    .oneof(
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 6, max: 22 }).map((hour) => hour * 60),
      fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15),
    )
    .map((minute) => `${padTwo(Math.floor(minute / 60))}:${padTwo(minute % 60)}`);
}

function anyEndTime(): fc.Arbitrary<ClockTime> {
  return fc.oneof({ arbitrary: anyClockTime(), weight: 5 }, { arbitrary: fc.constant('24:00'), weight: 1 });
}
