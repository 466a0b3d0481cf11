import { describe, expect, test } from 'vitest';
import { type CalendarInput, defineCalendar } from './calendar.ts';
import { cutIntoBands } from './cut-into-bands.ts';
import type { Weekday } from './weekday.ts';

const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const everyDay: readonly Weekday[] = [...workdays, 'sat', 'sun'];

const office = { zone: 'Europe/Berlin', business: [{ weekdays: workdays, from: '08:00', to: '18:00' }] };

/** The parts as `band seconds`. */
const cut = (calendar: CalendarInput, start: string, end: string): string[] =>
  cutIntoBands(defineCalendar(calendar), start, end).map(({ band, seconds }) => `${band} ${seconds}`);

describe('R20: the band of an instant', () => {
  test('is business in a window of the week, else after-hours', () => {
    expect(cut(office, '2026-03-02T16:50:00Z', '2026-03-02T17:02:00Z')).toEqual([
      'business 600',
      'after-hours 120',
    ]);
  });

  test('is holiday before weekend, weekend before an extra band, an extra band before business', () => {
    const calendar = {
      ...office,
      business: [{ weekdays: everyDay, from: '00:00', to: '24:00' }],
      holidays: ['2026-03-07'],
      bands: [
        { name: 'night', from: '22:00', to: '06:00' },
        { name: 'evening', from: '18:00', to: '23:00' },
      ],
    };
    // Friday noon to Monday noon; Saturday is the holiday.
    expect(cut(calendar, '2026-03-06T11:00:00Z', '2026-03-09T11:00:00Z')).toEqual([
      `business ${(6 + 6) * 3600}`,
      `evening ${4 * 3600}`,
      `night ${(2 + 6) * 3600}`,
      `holiday ${24 * 3600}`,
      `weekend ${24 * 3600}`,
    ]);
  });

  test('after midnight is that of the new civil day: a window of Thursday night is business on Friday', () => {
    const calendar = { ...office, business: [{ weekdays: ['thu'] as const, from: '22:00', to: '06:00' }] };
    const thursdayNight = ['2026-03-05T21:00:00Z', '2026-03-06T06:00:00Z'] as const;
    expect(cut(calendar, ...thursdayNight)).toEqual([`business ${8 * 3600}`, 'after-hours 3600']);
    expect(cut({ ...calendar, holidays: ['2026-03-06'] }, ...thursdayNight)).toEqual([
      `business ${2 * 3600}`,
      `holiday ${7 * 3600}`,
    ]);
    expect(cut({ ...calendar, weekend: ['fri'] }, ...thursdayNight)).toEqual([
      `business ${2 * 3600}`,
      `weekend ${7 * 3600}`,
    ]);
  });

  test('a holiday does not take from the night that began on it what lies on the next day', () => {
    const calendar = {
      ...office,
      business: [{ weekdays: ['thu'] as const, from: '22:00', to: '06:00' }],
      holidays: ['2026-03-05'],
    };
    expect(cut(calendar, '2026-03-05T21:00:00Z', '2026-03-06T05:00:00Z')).toEqual([
      `holiday ${2 * 3600}`,
      `business ${6 * 3600}`,
    ]);
  });

  test('an extra band can be one of some weekdays only', () => {
    const calendar = {
      ...office,
      bands: [{ name: 'late', from: '18:00', to: '24:00', weekdays: ['mon'] as const }],
    };
    expect(cut(calendar, '2026-03-02T17:00:00Z', '2026-03-03T18:00:00Z')).toEqual([
      `late ${6 * 3600}`,
      `after-hours ${(8 + 1) * 3600}`,
      `business ${10 * 3600}`,
    ]);
  });

  test('days are civil days of the zone of the calendar, not of UTC', () => {
    const calendar = { zone: 'Pacific/Auckland', business: [], holidays: ['2026-02-06'] };
    expect(cut(calendar, '2026-02-05T10:00:00Z', '2026-02-05T12:00:00Z')).toEqual([
      'after-hours 3600',
      'holiday 3600',
    ]);
  });
});

describe('R21: where clocks change', () => {
  test('example 2: two hours through the repeated hour in Berlin are 7200 s, all weekend', () => {
    expect(cut(office, '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z')).toEqual(['weekend 7200']);
  });

  test('example 2: an hour across the skipped one is 3600 s', () => {
    expect(cut(office, '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toEqual(['weekend 3600']);
  });

  const aroundTwo = {
    zone: 'Europe/Berlin',
    business: [{ weekdays: everyDay, from: '02:00', to: '02:30' }],
    weekend: [],
  };

  test('half an hour that exists twice is two half hours', () => {
    expect(cut(aroundTwo, '2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z')).toEqual([
      'after-hours 10800',
      'business 3600',
    ]);
  });

  test('half an hour that does not exist has no length', () => {
    expect(cut(aroundTwo, '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toEqual(['after-hours 10800']);
  });

  test('hours that begin in the gap begin where the gap ends', () => {
    const calendar = { ...aroundTwo, business: [{ weekdays: everyDay, from: '02:30', to: '04:00' }] };
    expect(cut(calendar, '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toEqual([
      'after-hours 7200',
      'business 3600',
    ]);
  });

  test('a change at midnight leaves a civil day of 23 hours', () => {
    const calendar = { zone: 'America/Santiago', business: [], holidays: ['2026-09-06'], weekend: [] };
    expect(cut(calendar, '2026-09-06T00:00:00Z', '2026-09-07T12:00:00Z')).toEqual([
      `after-hours ${(4 + 9) * 3600}`,
      `holiday ${23 * 3600}`,
    ]);
  });

  test('a day that does not exist is no holiday', () => {
    const calendar = { zone: 'Pacific/Apia', business: [], holidays: ['2011-12-30'], weekend: [] };
    expect(cut(calendar, '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z')).toEqual([
      `after-hours ${48 * 3600}`,
    ]);
  });
});

describe('R22: the parts of work', () => {
  test('are its bands in order of first appearance; pieces of the same band are one part', () => {
    expect(cut(office, '2026-03-02T16:00:00Z', '2026-03-03T08:00:00Z')).toEqual([
      `business ${(1 + 1) * 3600}`,
      `after-hours ${14 * 3600}`,
    ]);
  });

  test('are none where there is no time', () => {
    expect(cut(office, '2026-03-02T16:00:00Z', '2026-03-02T16:00:00Z')).toEqual([]);
  });

  test('need an end that is not before the start', () => {
    expect(() => cut(office, '2026-03-02T16:00:00Z', '2026-03-02T15:00:00Z')).toThrow(
      expect.objectContaining({ code: 'INSTANT_INVALID' }),
    );
  });
});

describe('figures of other billing systems', () => {
  test('alga-019: work overnight has 120 minutes inside business hours and 960 outside', () => {
    const calendar = { zone: 'UTC', business: [{ weekdays: workdays, from: '09:00', to: '17:00' }] };
    expect(cut(calendar, '2026-07-13T16:00:00Z', '2026-07-14T10:00:00Z')).toEqual([
      `business ${120 * 60}`,
      `after-hours ${960 * 60}`,
    ]);
  });

  const newYork = {
    zone: 'America/New_York',
    business: [{ weekdays: workdays, from: '09:00', to: '17:00' }],
  };

  test('alga-023: after the spring change, 120 minutes inside and 900 outside; that system has no weekend band', () => {
    expect(cut({ ...newYork, weekend: [] }, '2026-03-08T22:00:00Z', '2026-03-09T15:00:00Z')).toEqual([
      `after-hours ${900 * 60}`,
      `business ${120 * 60}`,
    ]);
  });

  test('alga-023: with a weekend, its Sunday evening is weekend', () => {
    expect(cut(newYork, '2026-03-08T22:00:00Z', '2026-03-09T15:00:00Z')).toEqual([
      `weekend ${360 * 60}`,
      `after-hours ${540 * 60}`,
      `business ${120 * 60}`,
    ]);
  });
});
