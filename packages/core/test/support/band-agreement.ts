import fc from 'fast-check';
import { expect } from 'vitest';
import { type Calendar, defineCalendar } from '../../src/calendar/calendar.ts';
import { cutIntoBands } from '../../src/calendar/cut-into-bands.ts';
import { weekdays } from '../../src/calendar/weekday.ts';
import { civilDateOf } from '../../src/time/civil-date.ts';
import { type Instant, instantToSeconds, secondsToInstant } from '../../src/time/instant.ts';
import { localDayOf } from '../../src/time/wall-clock.ts';
import { zoneTable } from '../../src/time/zone.ts';
import { anyCalendar, anyInstant, anyInstantNearClockChange } from '../../src/testing/time-arbitraries.ts';
import { countMinutes } from './minute-count.ts';

/** Work to be cut, and the calendar that cuts it. */
export interface BandCase {
  readonly calendar: Calendar;
  readonly start: Instant;
  readonly end: Instant;
}

const lasting = (calendar: Calendar, start: fc.Arbitrary<Instant>, hours: number): fc.Arbitrary<BandCase> =>
  fc.tuple(start, fc.nat({ max: hours * 3600 })).map(([from, seconds]) => ({
    calendar,
    start: from,
    end: secondsToInstant(instantToSeconds(from) + seconds),
  }));

/** Work of up to ten hours at any time. */
export function anyOrdinaryCase(): fc.Arbitrary<BandCase> {
  return anyCalendar().chain((calendar) => lasting(calendar, anyInstant(), 10));
}

/**
 * Work of up to six hours around a change of clocks, in hours of every day that begin or end near it. Clocks change
 * on Sundays: every fourth time that day is weekend, every fourth time a holiday.
 */
export function anyClockChangeCase(): fc.Arbitrary<BandCase> {
  const anyHour = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('00', '15', '30', '45'));
  const anyTime = anyHour.map(([hour, minute]) => `0${hour}:${minute}`);
  const anyWindow = fc.record({ weekdays: fc.constant(weekdays), from: anyTime, to: anyTime });
  const anyHours = fc.array(
    anyWindow.filter(({ from, to }) => from !== to),
    { minLength: 1, maxLength: 3 },
  );
  return fc
    .tuple(anyCalendar(), anyHours, fc.nat({ max: 3 }))
    .chain(([{ weekend, ...given }, business, choice]) => {
      const calendar = defineCalendar({ ...given, business, weekend: choice === 0 ? weekend : [] });
      const anyWork = lasting(calendar, anyInstantNearClockChange(calendar.zone), 6);
      return choice === 1 ? anyWork.map((work) => ({ ...work, calendar: onHoliday(work) })) : anyWork;
    });
}

function onHoliday({ calendar, start }: BandCase): Calendar {
  const date = civilDateOf(localDayOf(instantToSeconds(start), zoneTable(calendar.zone)));
  return defineCalendar({ ...calendar, holidays: [{ date, name: 'a holiday' }] });
}

/** Asserts that cutting agrees with the count of minutes, band by band. */
export function assertBandsAgree(anyCase: fc.Arbitrary<BandCase>, numRuns: number): void {
  let severalBands = 0;
  fc.assert(
    fc.property(anyCase, ({ calendar, start, end }) => {
      const parts = cutIntoBands(calendar, start, end);
      const counted = countMinutes(calendar, instantToSeconds(start), instantToSeconds(end));
      if (parts.length > 1) severalBands++;
      // In the same order: a Map keeps the order of first appearance (R22).
      expect(parts.map(({ band, seconds }) => [band, seconds])).toEqual([...counted]);
    }),
    { numRuns },
  );
  // Work that lies in one band tests little.
  expect(severalBands).toBeGreaterThan(numRuns / 5);
}
