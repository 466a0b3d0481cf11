import { describe, expect, test } from 'vitest';
import { addDays, civilDate, civilDateOf, dayNumber, weekdayOf } from './civil-date.ts';

describe('R2: a civil date', () => {
  test('is a day that exists, written YYYY-MM-DD', () => {
    expect(civilDate('2028-02-29')).toBe('2028-02-29');
  });

  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-01-01T00:00',
    '1969-12-31',
    '2200-01-01',
    '',
  ])('is refused when it is "%s"', (text) => {
    expect(() => civilDate(text)).toThrow(expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }));
    expect(() => dayNumber(text)).toThrow(expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }));
  });

  test('has a day number, counted from 1970-01-01', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2000-03-01')).toBe(11_017);
    expect(civilDateOf(11_017)).toBe('2000-03-01');
    expect(civilDateOf(-1)).toBe('1969-12-31');
  });

  test('moves by days across months, years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('has a weekday from 1, Monday, to 7, Sunday', () => {
    const week = [
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ];
    expect(week.map((date) => weekdayOf(dayNumber(date)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(weekdayOf(-4)).toBe(7);
  });
});
