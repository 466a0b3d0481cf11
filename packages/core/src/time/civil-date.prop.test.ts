import { tz } from '@date-fns/tz';
import { addDays as addDaysByLibrary } from 'date-fns/addDays';
import { formatISO } from 'date-fns/formatISO';
import { getISODay } from 'date-fns/getISODay';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { anyCivilDate } from '../testing/time-arbitraries.ts';
import { civilDateOf, civilDateSchema, dayNumber, weekdayOf } from './civil-date.ts';

const utc = { in: tz('UTC') };
const epoch = new Date(0);

const anyNumber = (minimum: number, maximum: number, length: number) =>
  fc.integer({ min: minimum, max: maximum }).map((value) => String(value).padStart(length, '0'));

test('every day from 1970 to 2199 has the date and the weekday that date-fns gives it', () => {
  const anyDay = fc.integer({ min: 0, max: dayNumber('2199-12-31') });
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = addDaysByLibrary(epoch, day, utc);
      expect(civilDateOf(day)).toBe(formatISO(date, { ...utc, representation: 'date' }));
      expect(weekdayOf(day)).toBe(getISODay(date, utc));
    }),
  );
});

test('a date and its day number say the same, and days are numbered without a gap', () => {
  const days = Array.from({ length: dayNumber('2199-12-31') + 1 }, (_, day) => day);
  expect(days.filter((day) => dayNumber(civilDateOf(day)) !== day)).toEqual([]);
});

test('later dates have larger day numbers', () => {
  const anyDate = anyCivilDate({ from: '1970-01-01', to: '2199-12-31' });
  fc.assert(fc.property(anyDate, anyDate, (one, other) => one < other === dayNumber(one) < dayNumber(other)));
});

test('a civil date is what zod takes for one, in the years 1970 to 2199', () => {
  const anyNearDate = fc
    .tuple(
      anyNumber(1965, 2204, 4),
      fc.constantFrom('-', '-', '-', '/', ''),
      anyNumber(0, 13, 2),
      anyNumber(0, 32, 2),
      fc.constantFrom('', '', '', ' ', 'Z'),
    )
    .map(([year, dash, month, day, rest]) => `${year}${dash}${month}-${day}${rest}`);
  fc.assert(
    fc.property(anyNearDate, (text) => {
      const expected = z.iso.date().safeParse(text).success && text >= '1970' && text < '2200';
      return civilDateSchema.safeParse(text).success === expected;
    }),
    { numRuns: 2_000 },
  );
});
