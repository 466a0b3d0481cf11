import { describe, expect, test } from 'vitest';
import { instantToSeconds } from './instant.ts';
import { zoneSchema, zoneTable } from './zone.ts';

const offsetHours = (zone: string, instant: string): number =>
  zoneTable(zone).offsetAt(instantToSeconds(instant)) / 3600;

describe('a zone', () => {
  test.each([
    ['UTC', '2026-07-01T00:00:00Z', 0],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 1],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 2],
    ['Asia/Kolkata', '2026-03-29T01:00:00Z', 5.5],
    ['America/St_Johns', '2026-01-01T00:00:00Z', -3.5],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', 11],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 10.5],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', -10],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', 14],
    ['Africa/Monrovia', '1970-01-01T00:00:00Z', -(44 * 60 + 30) / 3600],
    ['Europe/London', '1970-01-01T00:00:00Z', 1],
  ])('%s at %s is %d hours from UTC', (zone, instant, hours) => {
    expect(offsetHours(zone, instant)).toBe(hours);
  });

  test('tells its offset ranges: a year in Berlin has three', () => {
    const from = instantToSeconds('2026-01-01T00:00:00Z');
    const to = instantToSeconds('2027-01-01T00:00:00Z');
    const spring = instantToSeconds('2026-03-29T01:00:00Z');
    const autumn = instantToSeconds('2026-10-25T01:00:00Z');
    expect(zoneTable('Europe/Berlin').ranges(from, to)).toEqual([
      { from, to: spring, offset: 3600 },
      { from: spring, to: autumn, offset: 7200 },
      { from: autumn, to, offset: 3600 },
    ]);
  });

  test('has one table in a process', () => {
    expect(zoneTable('Europe/Berlin')).toBe(zoneTable('Europe/Berlin'));
  });

  test.each([
    '+01:00',
    'Europe/Atlantis',
    'europe/berlin',
    'Europe/BERLIN',
    'PST',
    'AST',
    'Etc/Unknown',
    ' UTC',
    'x'.repeat(1000),
    '',
  ])('is refused when it is called "%s"', (name) => {
    expect(zoneSchema.safeParse(name).success).toBe(false);
    expect(() => zoneTable(name)).toThrow(expect.objectContaining({ code: 'ZONE_UNKNOWN' }));
  });

  test.each([-(2 ** 26) - 1, 2 ** 33, Number.NaN])('has no offset at the epoch second %d', (seconds) => {
    expect(() => zoneTable('Europe/Berlin').offsetAt(seconds)).toThrow(
      expect.objectContaining({ code: 'INSTANT_INVALID' }),
    );
  });
});
