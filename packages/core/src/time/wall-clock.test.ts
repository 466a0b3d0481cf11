import { describe, expect, test } from 'vitest';
import { dayNumber } from './civil-date.ts';
import { instantToSeconds } from './instant.ts';
import { formatWallClock, instantFromWallClock, localDayOf, localSecondsAt } from './wall-clock.ts';
import { zoneTable } from './zone.ts';

describe('R13: wall-clock input', () => {
  test.each([
    ['is read in the zone', '2026-03-02T09:00', 'Europe/Berlin', '2026-03-02T08:00:00.000Z', null],
    [
      'keeps its fraction of a second',
      '2026-03-02T09:00:00.25',
      'Asia/Kolkata',
      '2026-03-02T03:30:00.250Z',
      null,
    ],
    [
      'that the clocks showed twice is the earlier time',
      '2026-10-25T02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
      'wall-clock-ambiguous',
    ],
    [
      'is exact again where the repeated hour ends',
      '2026-10-25T03:00',
      'Europe/Berlin',
      '2026-10-25T02:00:00.000Z',
      null,
    ],
    [
      'that does not exist moves forward by the gap',
      '2026-03-29T02:30',
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
      'wall-clock-skipped',
    ],
    [
      'is exact again where the gap ends',
      '2026-03-29T03:00',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
      null,
    ],
    [
      'moves by half an hour where the gap is half an hour',
      '2026-10-04T02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:45:00.000Z',
      'wall-clock-skipped',
    ],
    [
      'at a midnight that does not exist is one o’clock',
      '2026-09-06T00:00',
      'America/Santiago',
      '2026-09-06T04:00:00.000Z',
      'wall-clock-skipped',
    ],
    [
      'on a day that does not exist is the next day',
      '2011-12-30T12:00',
      'Pacific/Apia',
      '2011-12-30T22:00:00.000Z',
      'wall-clock-skipped',
    ],
  ])('%s', (_, text, zone, instant, warning) => {
    expect(instantFromWallClock(text, zone)).toEqual({ instant, warning });
  });

  test.each([
    '2026-03-02T09:00Z',
    '2026-03-02T09:00+01:00',
    '2026-03-02',
    '2026-02-30T09:00',
    '1970-01-01T00:30',
  ])('is refused when it is "%s"', (text) => {
    expect(() => instantFromWallClock(text, 'Europe/Berlin')).toThrow(
      expect.objectContaining({ code: 'INSTANT_INVALID' }),
    );
  });

  test('needs a zone that exists', () => {
    expect(() => instantFromWallClock('2026-03-02T09:00', 'Europe/Atlantis')).toThrow(
      expect.objectContaining({ code: 'ZONE_UNKNOWN' }),
    );
  });
});

test('the civil day and the wall clock of an instant are those of the zone', () => {
  const instant = instantToSeconds('2026-03-02T16:50:59Z');
  expect(formatWallClock(instant, zoneTable('Europe/Berlin'))).toBe('2026-03-02 17:50');
  expect(formatWallClock(instant, zoneTable('Pacific/Apia'))).toBe('2026-03-03 05:50');
  expect(localDayOf(instant, zoneTable('Pacific/Apia'))).toBe(dayNumber('2026-03-03'));
  expect(formatWallClock(0, zoneTable('America/New_York'))).toBe('1969-12-31 19:00');
  expect(localDayOf(0, zoneTable('America/New_York'))).toBe(-1);
  expect(localSecondsAt(0, zoneTable('America/New_York'))).toBe(-5 * 3600);
});
