import { describe, expect, test } from 'vitest';
import { compileDateFormat } from './date-format.ts';

function read(format: string, text: string, kind: 'date' | 'moment' = 'moment'): string | null {
  const compiled = compileDateFormat(format, kind);
  if (compiled.status === 'refused') throw new Error(compiled.fault);
  return compiled.read(text);
}

describe('a format reads what is written in it', () => {
  test.each([
    ['M/D/YYYY H:mm', '9/16/2011 3:03', '2011-09-16T03:03:00'],
    ['M/D/YYYY H:mm', '12/31/2011 23:59', '2011-12-31T23:59:00'],
    ['DD/MM/YYYY HH:mm', '05/04/2026 09:00', '2026-04-05T09:00:00'],
    ['D.M.YYYY H:mm', '5.4.2026 9:00', '2026-04-05T09:00:00'],
    ['MM/DD/YYYY hh:mm:ss A', '03/06/2026 12:15:30 PM', '2026-03-06T12:15:30'],
    ['MM/DD/YYYY hh:mm A', '03/06/2026 12:05 AM', '2026-03-06T00:05:00'],
    ['MM/DD/YYYY h:mmA', '03/06/2026 1:05pm', '2026-03-06T13:05:00'],
    ['MM/DD/YYYY hh:mm[:ss] A', '03/06/2026 10:00 AM', '2026-03-06T10:00:00'],
    ['MM/DD/YYYY hh:mm[:ss] A', '03/06/2026 10:00:07 AM', '2026-03-06T10:00:07'],
    ['YYYY-MM-DDTHH:mm:ss[.SSS][Z]', '2026-03-06T10:00:00', '2026-03-06T10:00:00'],
    ['YYYY-MM-DDTHH:mm:ss[.SSS][Z]', '2026-03-06T10:00:00.250+01:00', '2026-03-06T10:00:00.250+01:00'],
    ['YYYY-MM-DDTHH:mm:ss[.SSS][Z]', '2026-03-06T10:00:00Z', '2026-03-06T10:00:00Z'],
  ])('%s: %s is %s', (format, text, iso) => {
    expect(read(format, text)).toBe(iso);
  });

  test('the narrow blank that newer systems write before AM is a blank', () => {
    expect(read('MM/DD/YYYY hh:mm A', '03/06/2026 10:00\u202FAM')).toBe('2026-03-06T10:00:00');
  });

  test('a date has no time', () => {
    expect(read('DD.MM.YYYY', '29.02.2028', 'date')).toBe('2028-02-29');
  });
});

describe('what is written in another way is not guessed', () => {
  test.each([
    ['M/D/YYYY H:mm', '2011-09-16 03:03'],
    ['M/D/YYYY H:mm', '13/9/2011 3:03'],
    ['M/D/YYYY H:mm', '2/29/2026 3:03'],
    ['M/D/YYYY H:mm', '9/0/2011 3:03'],
    ['M/D/YYYY H:mm', '9/16/2011 24:00'],
    ['M/D/YYYY H:mm', '9/16/2011 3:60'],
    ['M/D/YYYY H:mm', '9/16/2011 3:3'],
    ['M/D/YYYY H:mm', '9/16/11 3:03'],
    ['M/D/YYYY H:mm', '9/16/1969 3:03'],
    ['M/D/YYYY H:mm', '9/16/2200 3:03'],
    ['M/D/YYYY H:mm', '9/16/2011 3:03 '],
    ['M/D/YYYY H:mm', '\\N'],
    ['MM/DD/YYYY HH:mm', '9/16/2011 03:03'],
    ['MM/DD/YYYY hh:mm A', '03/06/2026 13:00 PM'],
    ['MM/DD/YYYY hh:mm A', '03/06/2026 00:30 AM'],
    ['YYYY.MM.DD HH:mm', '2026-03-02 10:00'],
  ])('%s does not read %s', (format, text) => {
    expect(read(format, text)).toBeNull();
  });
});

describe('a format that can be read in two ways, or in none, is refused with the reason', () => {
  test.each([
    ['M/D/YYYY H:MM', 'it has the month twice'],
    ['YYYY-MM-DD hh:mm', 'hh and h go together with A'],
    ['YYYY-MM-DD HH:mm A', 'hh and h go together with A'],
    ['YYYY-MM-DD', 'it needs hour and minute: HH or H, or hh or h, and mm'],
    ['MM-DD HH:mm', 'it needs year, month and day: YYYY, MM or M, DD or D'],
    ['YYYY-MM-DD HH:mm[:ss', 'its brackets do not fit together'],
    ['YYYY-MM-DD HH:mm]:ss[', 'its brackets do not fit together'],
    ['YYYY-MM-DD HH:mm x', '"x" means nothing in a format; see the list of its letters'],
    ['YYYY-MM-DD HH:mm ü', '"ü" means nothing in a format; see the list of its letters'],
  ])('%s: %s', (format, fault) => {
    expect(compileDateFormat(format, 'moment')).toEqual({ status: 'refused', fault });
  });

  test('a date must not have a time', () => {
    expect(compileDateFormat('YYYY-MM-DD HH:mm', 'date')).toMatchObject({ status: 'refused' });
  });
});
