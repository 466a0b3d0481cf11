import { describe, expect, test } from 'vitest';
import { dayNumber } from '../time/civil-date.ts';
import { instantToSeconds } from '../time/instant.ts';
import { bandsOf } from './band.ts';
import { emptyBandParts } from './band-parts.ts';
import { defineCalendar } from './calendar.ts';
import { compileTimeline } from './timeline.ts';

const calendar = defineCalendar({
  zone: 'Europe/Berlin',
  business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '18:00' }],
  weekend: ['sun'],
  holidays: ['2026-12-25', '2026-12-27'],
  bands: [{ name: 'night', from: '20:00', to: '08:00' }],
});
const bands = bandsOf(calendar);
const timeline = compileTimeline(calendar, (band) => bands.indexOf(band) + 10);
const nameOf = (band: number): string | undefined => bands[band - 10];

describe('a timeline', () => {
  test.each([
    ['2026-12-24', 'business'],
    ['2026-12-25', 'holiday'],
    ['2026-12-26', 'business'],
    ['2026-12-27', 'holiday'],
    ['2027-01-03', 'weekend'],
  ])('R23: untimed work on %s is %s', (date, band) => {
    expect(nameOf(timeline.bandOfDay(dayNumber(date)))).toBe(band);
  });

  test('R23: untimed work is business by day even where an extra band covers the whole day', () => {
    const allNight = defineCalendar({
      zone: 'UTC',
      business: [],
      bands: [{ name: 'night', from: '00:00', to: '24:00' }],
    });
    const numbers = bandsOf(allNight);
    const nights = compileTimeline(allNight, (band) => numbers.indexOf(band));
    expect(numbers[nights.bandOfDay(dayNumber('2026-03-02'))]).toBe('business');
  });

  test('tells the band of a single instant', () => {
    const instants = ['2026-03-02T06:59:59Z', '2026-03-02T07:00:00Z', '2026-03-02T17:00:00Z'];
    const bandsThere = instants.map((instant) => nameOf(timeline.bandAt(instantToSeconds(instant))));
    expect(bandsThere).toEqual(['night', 'business', 'after-hours']);
  });

  test('fills one buffer again and again; only its first parts count', () => {
    const parts = emptyBandParts();
    const cut = (start: string, end: string) => {
      timeline.cut(instantToSeconds(start), instantToSeconds(end), parts);
      return parts.bands
        .slice(0, parts.count)
        .map((band, index) => `${nameOf(band)} ${parts.seconds[index]}`);
    };
    expect(cut('2026-03-02T16:00:00Z', '2026-03-02T20:00:00Z')).toEqual([
      'business 3600',
      'after-hours 7200',
      'night 3600',
    ]);
    expect(cut('2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z')).toEqual(['business 3600']);
    expect(cut('2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z')).toEqual([]);
  });

  test.each(['1970-01-01T00:00:00Z', '2199-12-31T22:00:00Z'])('reaches to %s', (instant) => {
    const parts = emptyBandParts();
    const start = instantToSeconds(instant);
    timeline.cut(start, start + 7199, parts);
    expect(parts.seconds.slice(0, parts.count).reduce((sum, seconds) => sum + seconds, 0)).toBe(7199);
  });
});
