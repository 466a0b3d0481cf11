import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { bandsOf } from './band.ts';
import { type CalendarInput, defineCalendar } from './calendar.ts';

const office: CalendarInput = {
  zone: 'Europe/Berlin',
  business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
};

/** The paths of the faults that a calendar is refused for. */
function faults(input: unknown): string[] {
  try {
    defineCalendar(input as CalendarInput);
  } catch (error) {
    if (isBillingError(error, 'CALENDAR_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

describe('a calendar', () => {
  test('has Saturday and Sunday as weekend, no holidays and no extra bands when nothing else is said', () => {
    expect(defineCalendar(office)).toEqual({
      ...office,
      id: 'default',
      weekend: ['sat', 'sun'],
      holidays: [],
      bands: [],
    });
  });

  test('takes holidays as dates or with names, and keeps them in one form', () => {
    const { holidays } = defineCalendar({
      ...office,
      holidays: ['2026-05-01', { date: '2026-12-25', name: 'Christmas Day' }],
    });
    expect(holidays).toEqual([{ date: '2026-05-01' }, { date: '2026-12-25', name: 'Christmas Day' }]);
  });

  test('that is defined can be defined again and is the same', () => {
    const calendar = defineCalendar({
      ...office,
      holidays: ['2026-05-01'],
      bands: [{ name: 'night', from: '22:00', to: '06:00', weekdays: ['fri'] }],
    });
    expect(defineCalendar(calendar)).toEqual(calendar);
  });

  test('lists its bands: the four of every calendar, then its own in their order', () => {
    const bands = [
      { name: 'night', from: '22:00', to: '06:00' },
      { name: 'early', from: '06:00', to: '08:00' },
    ];
    expect(bandsOf(defineCalendar({ ...office, bands }))).toEqual([
      'business',
      'after-hours',
      'weekend',
      'holiday',
      'night',
      'early',
    ]);
  });

  const window = { weekdays: ['mon'], from: '08:00', to: '18:00' };
  const night = { name: 'night', from: '22:00', to: '06:00' };
  test.each([
    ['zone', { zone: '+01:00' }],
    ['zone', { zone: undefined }],
    ['business.0.weekdays', { business: [{ ...window, weekdays: [] }] }],
    ['business.0.weekdays', { business: [{ ...window, weekdays: ['mon', 'mon'] }] }],
    ['business.0.weekdays.0', { business: [{ ...window, weekdays: ['Monday'] }] }],
    ['business.0.from', { business: [{ ...window, from: '8:00' }] }],
    ['business.0.from', { business: [{ ...window, from: '24:00' }] }],
    ['business.0.to', { business: [{ ...window, to: '24:01' }] }],
    ['business.0.to', { business: [{ ...window, to: '18:00:00' }] }],
    ['business.1.to', { business: [window, { ...window, to: '08:00' }] }],
    ['business.0', { business: [{ ...window, day: 'mon' }] }],
    ['weekend.0', { weekend: ['saturday'] }],
    ['weekend', { weekend: ['sat', 'sat'] }],
    ['holidays.0', { holidays: ['2026-02-30'] }],
    ['holidays.0.date', { holidays: [{ date: '25.12.2026' }] }],
    ['holidays.0', { holidays: [new Date(0)] }],
    ['holidays.1.date', { holidays: ['2026-12-25', { date: '2026-12-25', name: 'again' }] }],
    ['holidays', { holidays: Array.from({ length: 5001 }, () => '2026-12-25') }],
    ['bands.0.name', { bands: [{ ...night, name: 'weekend' }] }],
    ['bands.0.name', { bands: [{ ...night, name: '' }] }],
    ['bands.0.name', { bands: [{ ...night, name: 'x'.repeat(201) }] }],
    ['bands.0.name', { bands: [{ ...night, name: 'lone \ud800' }] }],
    ['bands.1.name', { bands: [night, { ...night, from: '20:00' }] }],
    ['bands.0.to', { bands: [{ ...night, to: '22:00' }] }],
    ['bands.0.weekdays', { bands: [{ ...night, weekdays: [] }] }],
    ['', { holiday: [] }],
  ])('is refused with the path "%s": %j', (path, change) => {
    expect(faults({ ...office, ...change })).toContain(path);
  });

  test('has windows that cross midnight or last the whole day; one that ends when it begins is refused', () => {
    const message =
      'CALENDAR_INVALID: business[0].to: is the same time as `from`; a whole day is 00:00 to 24:00';
    expect(faults({ ...office, business: [{ ...window, from: '18:00', to: '08:00' }] })).toEqual([]);
    expect(faults({ ...office, business: [{ ...window, from: '00:00', to: '24:00' }] })).toEqual([]);
    const empty = { weekdays: ['mon'] as const, from: '08:00', to: '08:00' };
    expect(() => defineCalendar({ ...office, business: [empty] })).toThrow(message);
  });

  test('is refused with every fault at once', () => {
    expect(faults({ zone: 'Mars/Base', business: [{ ...window, to: '25:00' }] })).toEqual([
      'zone',
      'business.0.to',
    ]);
  });

  test.each<[string, object]>([
    [
      'holidays[0]: is neither a date YYYY-MM-DD nor a date with a name, { date, name }',
      { holidays: [new Date(0)] },
    ],
    ['holidays[0]: is neither a date', { holidays: [20261225] }],
    ['holidays[0].date: is missing', { holidays: [{ name: 'Christmas Day' }] }],
    [
      'zone: is not an IANA time zone such as Europe/Berlin; offsets and abbreviations are none',
      { zone: 'PST' },
    ],
    ['zone: is missing', { zone: undefined }],
  ])('is refused with words that say what is wanted: %s', (message, change) => {
    expect(() => defineCalendar({ ...office, ...change })).toThrow(`CALENDAR_INVALID: ${message}`);
  });

  test('can close on no day of the week, and can have no hours at all', () => {
    expect(faults({ ...office, weekend: [], business: [] })).toEqual([]);
  });
});
