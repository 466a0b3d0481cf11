import { describe, expect, test } from 'vitest';
import { parseTimestamp, parseWallClock } from './parse-timestamp.ts';

describe('parseTimestamp', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-03-02T09:00:00Z', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02T10:00:00+01:00', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-01T19:30:00-13:30', Date.UTC(2026, 2, 2, 9)],
    ['2028-02-29T23:59:59Z', Date.UTC(2028, 1, 29, 23, 59, 59)],
    ['2026-03-02T09:00:00.25Z', Date.UTC(2026, 2, 2, 9, 0, 0, 250)],
    ['2026-03-02T09:00:00.123999Z', Date.UTC(2026, 2, 2, 9, 0, 0, 123)],
    ['2200-01-01T00:59:59+01:00', Date.UTC(2199, 11, 31, 23, 59, 59)],
  ])('reads %s', (text, milliseconds) => {
    expect(parseTimestamp(text)).toBe(milliseconds);
  });

  test.each([
    ['a day that does not exist', '2026-02-30T09:00:00Z'],
    ['29 February of a common year', '2100-02-29T09:00:00Z'],
    ['a 24th hour', '2026-03-02T24:00:00Z'],
    ['a 60th second', '2026-12-31T23:59:60Z'],
    ['no offset', '2026-03-02T09:00:00'],
    ['no seconds', '2026-03-02T09:00Z'],
    ['a point without digits', '2026-03-02T09:00:00.Z'],
    ['lower-case letters', '2026-03-02t09:00:00z'],
    ['an offset of a day', '2026-03-02T09:00:00+24:00'],
    ['an offset without colon', '2026-03-02T09:00:00+0100'],
    ['more after the end', '2026-03-02T09:00:00Z '],
    ['an instant before 1970', '1970-01-01T00:00:00+01:00'],
    ['an instant after 2199', '2200-01-01T00:00:00Z'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseTimestamp(text)).toBeNaN();
  });
});

describe('parseWallClock', () => {
  test.each([
    ['2026-03-02T09:00', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02T09:00:30', Date.UTC(2026, 2, 2, 9, 0, 30)],
    ['2026-03-02T09:00:30.5', Date.UTC(2026, 2, 2, 9, 0, 30, 500)],
  ])('reads %s as if it were UTC', (text, milliseconds) => {
    expect(parseWallClock(text)).toBe(milliseconds);
  });

  test.each([
    '2026-03-02T09:00Z',
    '2026-03-02T09:00:00+01:00',
    '2026-03-02',
    '2026-03-02T9:00',
    '1969-12-31T23:59',
  ])('refuses %s', (text) => {
    expect(parseWallClock(text)).toBeNaN();
  });
});
