import { describe, expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays, timed } from '../../../test/rating/desk.ts';
import type { TimedEntry, TimeEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';

const calendar = openOnWeekdays({ bands: [{ name: 'night', from: '22:00', to: '06:00' }] });

/** "id band seconds" of each charge. */
function parts(...entries: readonly TimeEntry[]): readonly string[] {
  const rated = compileRater({ rateCard: hourlyCard('60.00'), calendar }).rate(entries);
  return [...rated.charges()].map(
    ({ entryId, band, measuredSeconds }) => `${entryId} ${band} ${measuredSeconds}`,
  );
}

/** Work of Monday 2 March 2026 in Berlin, that ends on it or later. */
const on = (id: string, start: string, end: string, more: Partial<TimedEntry> = {}): TimeEntry =>
  timed(`2026-03-02T${start}+01:00`, `2026-03-${end}+01:00`, { id, ...more });

describe('R22: the parts of an entry', () => {
  test('R22: are its bands in order of first appearance, each of them once', () => {
    expect(parts(on('a', '17:00:00', '03T09:00:00'))).toEqual([
      'a business 7200',
      'a after-hours 21600',
      'a night 28800',
    ]);
  });

  test('R22, R4: the break is taken from them in proportion to their seconds, to the second', () => {
    expect(parts(on('a', '17:30:00', '02T18:30:00', { breakMinutes: 10 }))).toEqual([
      'a business 1500',
      'a after-hours 1500',
    ]);
    expect(parts(on('a', '17:50:00', '02T18:02:00', { breakMinutes: 0.25 }))).toEqual([
      'a business 587',
      'a after-hours 118',
    ]);
  });

  test('R22, R6: what the break leaves is charged to the second, also a part that it takes whole', () => {
    expect(parts(on('a', '17:59:00', '02T18:00:01', { breakMinutes: 1 }))).toEqual([
      'a business 1',
      'a after-hours 0',
    ]);
  });

  test('R22: an entry of few parts is not touched by the one of many parts before it', () => {
    const long = on('a', '17:00:00', '03T09:00:00', { breakMinutes: 60 });
    const short = timed('2026-03-03T17:30:00+01:00', '2026-03-03T18:30:00+01:00', {
      id: 'b',
      breakMinutes: 10,
    });
    expect(parts(long, short)).toEqual([
      'a business 6750',
      'a after-hours 20250',
      'a night 27000',
      'b business 1500',
      'b after-hours 1500',
    ]);
  });
});

test('R24: a band that a person chose holds all of the entry, also where the calendar says otherwise', () => {
  const work = on('a', '17:00:00', '03T09:00:00', { timeBand: 'night', breakMinutes: 60 });
  expect(parts(work)).toEqual(['a night 54000']);
});
