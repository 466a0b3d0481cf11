import { expect, test } from 'vitest';
import { type HolidaySource, resolveHolidays } from './holidays.ts';

const source: HolidaySource = () => [
  '2027-01-01',
  { date: '2026-12-25', name: 'Christmas Day' },
  { date: '2026-12-25', name: 'Quarter Day' },
  { date: '2026-05-01' },
];

test('a source gives the holidays of some dates, ordered, each date once', () => {
  expect(resolveHolidays(source, '2026-05-02', '2027-01-02')).toEqual([
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2027-01-01' },
  ]);
});

test('R2: the last date asked for is not included', () => {
  expect(resolveHolidays(source, '2026-05-01', '2026-12-25')).toEqual([{ date: '2026-05-01' }]);
});

test('a source is asked for the dates that matter', () => {
  const asked: string[] = [];
  const listening: HolidaySource = (from, to) => {
    asked.push(from, to);
    return [];
  };
  expect(resolveHolidays(listening, '2026-01-01', '2027-01-01')).toEqual([]);
  expect(asked).toEqual(['2026-01-01', '2027-01-01']);
});

test('a source that gives something else is refused with the path to it', () => {
  expect(() => resolveHolidays(() => ['2026-12-25', 'Christmas'], '2026-01-01', '2027-01-01')).toThrow(
    expect.objectContaining({
      code: 'CALENDAR_INVALID',
      details: { issues: [expect.objectContaining({ path: [1] })] },
    }),
  );
});

test('the dates asked for must be dates', () => {
  expect(() => resolveHolidays(source, '2026', '2027-01-01')).toThrow(
    expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }),
  );
});
