import { describe, expect, test } from 'vitest';
import { defineCalendar } from '../../calendar/calendar.ts';
import { civilDateOf } from '../../time/civil-date.ts';
import { secondsToInstant } from '../../time/instant.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { compilePolicy } from '../select/compile-policy.ts';
import { EntryTiming } from './entry-timing.ts';

type When = Partial<Record<'start' | 'end' | 'date', string>> & {
  readonly breakMinutes?: number;
  readonly minutes?: number;
};

const entryOf = (when: When): TimeEntry =>
  ({ id: 'te_1', agentId: 'ana', serviceTypeId: 'support', ...when }) as unknown as TimeEntry;

/** What is read of an entry's time, in a zone. */
function read(when: When, zone = 'Europe/Berlin') {
  const terms = compilePolicy({ calendar: defineCalendar({ zone, business: [] }) }).terms[0];
  if (terms === undefined) throw new Error('a policy has terms');
  const timing = new EntryTiming();
  const isGood = timing.read(entryOf(when), terms);
  const { worked, elapsed, odd } = timing;
  if (!isGood) return { refused: timing.issues().map(({ path, message }) => `${path.join('.')} ${message}`) };
  return {
    start: secondsToInstant(timing.start),
    date: civilDateOf(timing.day),
    worked,
    elapsed,
    odd: odd.map(({ field, resolution, seconds }) => `${field} ${resolution} ${secondsToInstant(seconds)}`),
  };
}

describe('R10: worked seconds are end minus start minus break, in elapsed time', () => {
  test('R10: 17:50 to 18:02 with a break of 2.5 minutes is 570 seconds of 720', () => {
    const when = { start: '2026-03-02T17:50:00+01:00', end: '2026-03-02T18:02:00+01:00', breakMinutes: 2.5 };
    expect(read(when)).toMatchObject({ worked: 570, elapsed: 720, date: '2026-03-02', odd: [] });
  });

  test('R10: start and end may have different offsets', () => {
    const when = { start: '2026-03-02T12:00:00+01:00', end: '2026-03-02T12:00:00Z' };
    expect(read(when)).toMatchObject({ worked: 3600, start: '2026-03-02T11:00:00.000Z' });
  });

  test('R10: a night in which clocks change is as long as it was', () => {
    expect(read({ start: '2026-03-29T00:00', end: '2026-03-29T04:00' })).toMatchObject({ worked: 3 * 3600 });
    expect(read({ start: '2026-10-25T00:00', end: '2026-10-25T04:00' })).toMatchObject({ worked: 5 * 3600 });
  });

  test('fractions of a second are dropped from start and end before anything is computed', () => {
    const when = { start: '2026-03-02T09:00:00.999Z', end: '2026-03-02T09:00:02.001Z' };
    expect(read(when)).toMatchObject({ worked: 2, start: '2026-03-02T09:00:00.000Z' });
  });

  test('R10: no length, and a break as long as the work, are allowed and leave nothing', () => {
    const start = '2026-03-02T09:00:00Z';
    expect(read({ start, end: start })).toMatchObject({ worked: 0, elapsed: 0 });
    expect(read({ start, end: '2026-03-02T10:00:00Z', breakMinutes: 60 })).toMatchObject({ worked: 0 });
  });

  test.each<[string, When, string]>([
    [
      'end before start',
      { start: '2026-03-02T09:00:01Z', end: '2026-03-02T09:00:00Z' },
      'end is before start',
    ],
    [
      'a wall clock that goes back',
      { start: '2026-03-02T09:00', end: '2026-03-02T07:59:59Z' },
      'end is before start',
    ],
    [
      'a break longer than the work',
      { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', breakMinutes: 60.5 },
      'breakMinutes is longer than the time worked',
    ],
    [
      'a negative break',
      { start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z', breakMinutes: -1 },
      'breakMinutes must make whole seconds, 0 or more and at most a year',
    ],
    [
      'more than a year',
      { start: '2026-03-02T09:00:00Z', end: '2027-03-04T09:00:00Z' },
      'end is more than a year after start',
    ],
    [
      'no timestamp',
      { start: 'yesterday', end: '2027-03-04T09:00:00Z' },
      'start is no date and time such as "2026-03-02T09:00:00Z" or "2026-03-02T09:00", from 1970 to 2199',
    ],
    [
      'a day that does not exist',
      { start: '2026-02-28T09:00', end: '2026-02-30T09:00' },
      'end is no date and time such as "2026-03-02T09:00:00Z" or "2026-03-02T09:00", from 1970 to 2199',
    ],
    [
      'an untimed day that does not exist',
      { date: '2026-02-30', minutes: 5 },
      'date is not a day that exists, written YYYY-MM-DD, from 1970 to 2199',
    ],
    [
      'minutes that are no number',
      { date: '2026-02-28', minutes: Number.NaN },
      'minutes must make whole seconds, 0 or more and at most a year',
    ],
  ])('R10: %s is refused', (_, when, fault) => {
    expect(read(when)).toEqual({ refused: [fault] });
  });
});

describe("R13: a time without offset is read on the clocks of the calendar's zone", () => {
  test('R13: 09:00 in New York in March is 14:00 UTC', () => {
    const when = { start: '2026-03-02T09:00', end: '2026-03-02T10:00:30' };
    expect(read(when, 'America/New_York')).toMatchObject({
      start: '2026-03-02T14:00:00.000Z',
      worked: 3630,
      odd: [],
    });
  });

  test('R13: a time that the clocks showed twice is the earlier one, with a warning', () => {
    expect(read({ start: '2026-10-25T02:30', end: '2026-10-25T03:30' })).toMatchObject({
      start: '2026-10-25T00:30:00.000Z',
      worked: 2 * 3600,
      odd: ['start ambiguous 2026-10-25T00:30:00.000Z'],
    });
  });

  test('R13: a time that the clocks skipped moves forward by the gap, with a warning', () => {
    expect(read({ start: '2026-03-29T02:15', end: '2026-03-29T02:45' })).toMatchObject({
      start: '2026-03-29T01:15:00.000Z',
      worked: 1800,
      odd: ['start skipped 2026-03-29T01:15:00.000Z', 'end skipped 2026-03-29T01:45:00.000Z'],
    });
  });

  test('the date of the work is that of its start in the zone, not in UTC', () => {
    const when = { start: '2026-03-02T23:30:00Z', end: '2026-03-03T01:00:00Z' };
    expect(read(when)).toMatchObject({ date: '2026-03-03' });
    expect(read(when, 'UTC')).toMatchObject({ date: '2026-03-02' });
    expect(read(when, 'America/New_York')).toMatchObject({ date: '2026-03-02' });
  });
});

describe('untimed work', () => {
  test("has its date in every zone, and begins at that day's midnight there", () => {
    const when = { date: '2026-03-02', minutes: 19.8 };
    expect(read(when)).toMatchObject({
      start: '2026-03-01T23:00:00.000Z',
      date: '2026-03-02',
      worked: 1188,
      elapsed: 1188,
    });
    expect(read(when, 'Pacific/Apia')).toMatchObject({
      start: '2026-03-01T11:00:00.000Z',
      date: '2026-03-02',
    });
  });

  test('begins after the gap where a zone skips midnight, without a warning', () => {
    expect(read({ date: '2026-04-24', minutes: 60 }, 'Africa/Cairo')).toMatchObject({
      start: '2026-04-23T22:00:00.000Z',
      date: '2026-04-24',
      odd: [],
    });
  });
});

test('nothing of one entry is left over for the next', () => {
  const terms = compilePolicy({ calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }) }).terms[0];
  const timing = new EntryTiming();
  const isRead = (when: When): boolean => terms !== undefined && timing.read(entryOf(when), terms);
  expect(isRead({ start: '2026-10-25T02:30', end: '2026-10-25T02:10' })).toBe(false);
  expect(isRead({ start: '2026-10-25T12:30', end: '2026-10-25T13:30' })).toBe(true);
  expect([timing.fault, timing.odd]).toEqual([null, []]);
});
