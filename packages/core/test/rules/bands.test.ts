import { describe, expect, test } from 'vitest';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { CalendarInput } from '../../src/calendar/calendar.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { bandsOf, chargesOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

const rateCard = hourlyCard('120.00');
const night = { name: 'night', from: '22:00', to: '06:00' };

/** Bands and seconds, by both raters. */
const cut = (calendar: Partial<CalendarInput>, entry: TimeEntry): readonly unknown[] =>
  bandsOf(chargesOf({ rateCard, calendar: openOnWeekdays(calendar) }, entry));

describe('R20: holiday, weekend, extra bands, business, after-hours', () => {
  const nights = (weekdays: CalendarInput['business'][number]['weekdays']): CalendarInput['business'] => [
    { weekdays, from: '22:00', to: '06:00' },
  ];

  // Friday 6 March 23:00 to Saturday 02:00.
  test('R20: business hours that cross midnight end where the weekend begins', () => {
    const entry = timed('2026-03-06T23:00', '2026-03-07T02:00');
    expect(cut({ business: nights(['fri']) }, entry)).toEqual([
      ['business', 3_600],
      ['weekend', 7_200],
    ]);
  });

  // Sunday 8 March 23:00 to Monday 07:00.
  test('R20: business hours that begin on a Sunday night are business once Monday has begun', () => {
    const entry = timed('2026-03-08T23:00', '2026-03-09T07:00');
    expect(cut({ business: nights(['sun']) }, entry)).toEqual([
      ['weekend', 3_600],
      ['business', 21_600],
      ['after-hours', 3_600],
    ]);
  });

  // Wednesday 31 December 2025 23:00 to Friday 01:00; Thursday is a holiday, both nights are business hours.
  test('R20: a holiday cuts its civil day out of business hours on both sides of it', () => {
    const entry = timed('2025-12-31T23:00', '2026-01-02T01:00');
    expect(cut({ business: nights(['wed', 'thu']), holidays: ['2026-01-01'] }, entry)).toEqual([
      ['business', 7_200],
      ['holiday', 86_400],
    ]);
  });

  // Monday 05:30 to 09:30: night to 06:00, early to 09:00 although business begins at 08:00.
  test('R20: an extra band covers the business hours that it overlaps', () => {
    const early = { name: 'early', from: '06:00', to: '09:00' };
    expect(cut({ bands: [night, early] }, timed('2026-03-02T05:30', '2026-03-02T09:30'))).toEqual([
      ['night', 1_800],
      ['early', 10_800],
      ['business', 1_800],
    ]);
  });

  test('R20: of two extra bands that overlap the first in the list counts', () => {
    const late = { name: 'late', from: '20:00', to: '24:00' };
    const evening = timed('2026-03-02T21:00', '2026-03-02T23:00');
    expect(cut({ bands: [night, late] }, evening)).toEqual([
      ['late', 3_600],
      ['night', 3_600],
    ]);
    expect(cut({ bands: [late, night] }, evening)).toEqual([['late', 7_200]]);
  });

  test('R20: a weekend that is a holiday is a holiday, and no extra band reaches into either', () => {
    const calendar = { bands: [night], holidays: ['2026-03-07'] };
    expect(cut(calendar, timed('2026-03-07T23:00', '2026-03-08T01:00'))).toEqual([
      ['holiday', 3_600],
      ['weekend', 3_600],
    ]);
  });
});

describe('R21: cuts follow the clocks', () => {
  const calendar = { weekend: [], bands: [{ name: 'half', from: '02:30', to: '03:00' }] };

  // 02:00 to 03:00 twice: each time half an hour before 02:30 and half an hour after. A break of 30 min takes a quarter.
  test('R21, R22: a half hour that exists twice counts twice, and gives its share of the break', () => {
    const twice = ['2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z'] as const;
    expect(cut(calendar, timed(...twice))).toEqual([
      ['after-hours', 3_600],
      ['half', 3_600],
    ]);
    expect(cut(calendar, timed(...twice, { breakMinutes: 30 }))).toEqual([
      ['after-hours', 2_700],
      ['half', 2_700],
    ]);
  });

  test('R21: a half hour that does not exist has no part', () => {
    expect(cut(calendar, timed('2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z'))).toEqual([
      ['after-hours', 7_200],
    ]);
  });

  test('R21: work that ends where a band begins has nothing of it', () => {
    expect(cut({}, timed('2026-03-02T17:00', '2026-03-02T18:00'))).toEqual([['business', 3_600]]);
    expect(cut({}, timed('2026-03-02T18:00', '2026-03-02T18:00:01'))).toEqual([['after-hours', 1]]);
  });
});

describe('R22: parts and breaks', () => {
  const lunch = { business: [...morningAndAfternoon()] };

  // 11:00 to 14:00 with noon closed: business 60 + 60, after-hours 60.
  test('R22: pieces of one band are one part, in the place of its first piece', () => {
    expect(cut(lunch, timed('2026-03-02T11:00', '2026-03-02T14:00'))).toEqual([
      ['business', 7_200],
      ['after-hours', 3_600],
    ]);
  });

  // 600 s + 6,600 s with a break of 3,600 s: half of all, so 300 s of the first part, which is shorter than the break.
  test('R22: a break longer than a part takes its share of it and leaves the rest', () => {
    const long = timed('2026-03-02T17:50', '2026-03-02T19:50', { breakMinutes: 60 });
    expect(cut({}, long)).toEqual([
      ['business', 300],
      ['after-hours', 3_300],
    ]);
  });

  // One second over 600 s and 600 s is half a second each.
  test('R22, R4: a second of break that falls on two parts alike is taken from the earlier one', () => {
    const even = timed('2026-03-02T17:50', '2026-03-02T18:10', { breakMinutes: 1 / 60 });
    expect(cut({}, even)).toEqual([
      ['business', 599],
      ['after-hours', 600],
    ]);
  });

  // 1 s of business and 3,599 s after hours, less 3,599 s: 3,599/3,600 and 3,598.0003 s, so the odd second is the first's.
  test('R22: a break can take a part whole, which stays as a part of no time', () => {
    const nearly = timed('2026-03-02T17:59:59', '2026-03-02T18:59:59', { breakMinutes: 3_599 / 60 });
    expect(cut({}, nearly)).toEqual([
      ['business', 0],
      ['after-hours', 1],
    ]);
  });
});

describe('R23, R24: bands without a clock', () => {
  const calendar = { holidays: ['2026-03-04', '2026-03-07'], bands: [night] };
  const bandOn = (date: string): readonly unknown[] => cut(calendar, untimed(600, { date }));

  test('R23: untimed work is holiday or weekend by its date, else business, never after-hours', () => {
    expect(bandOn('2026-03-02')).toEqual([['business', 600]]);
    expect(bandOn('2026-03-04')).toEqual([['holiday', 600]]);
    expect(bandOn('2026-03-07')).toEqual([['holiday', 600]]);
    expect(bandOn('2026-03-08')).toEqual([['weekend', 600]]);
    expect(cut({ business: [] }, untimed(600))).toEqual([['business', 600]]);
  });

  test('R24: a band that a person chose has all of the work, after its break, on every kind of day', () => {
    const chosen = { timeBand: 'night', breakMinutes: 30 } as const;
    expect(cut(calendar, timed('2026-03-04T17:00', '2026-03-04T19:00', chosen))).toEqual([['night', 5_400]]);
    expect(cut(calendar, untimed(600, { timeBand: 'after-hours', date: '2026-03-08' }))).toEqual([
      ['after-hours', 600],
    ]);
  });

  test('R24: the trace says that a person chose the band', () => {
    const rater = compileRater({ rateCard, calendar: openOnWeekdays(calendar) });
    const [charge] = rater.rate([untimed(600, { timeBand: 'night' })]).charges();
    expect(charge?.trace).toContainEqual({ code: 'band-from-person', band: 'night', seconds: 600 });
  });

  test("R24: a band that the customer's calendar does not have is refused, not billed without its price", () => {
    const rated = compileRater({ rateCard, calendar: openOnWeekdays() }).rate(
      [untimed(600, { timeBand: 'night' })],
      { faults: 'block' },
    );
    expect(rated.blocked[0]).toMatchObject({ reason: 'invalid', error: { code: 'TIME_ENTRY_INVALID' } });
    expect(rated.blocked[0]?.error?.details).toMatchObject({ issues: [{ path: [0, 'timeBand'] }] });
  });
});

function morningAndAfternoon(): CalendarInput['business'] {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  return [
    { weekdays, from: '08:00', to: '12:00' },
    { weekdays, from: '13:00', to: '18:00' },
  ];
}
