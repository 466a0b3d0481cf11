import { describe, expect, test } from 'vitest';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { RatedWork } from '../../src/rating/view/rated-work.ts';
import { period, periodContains } from '../../src/time/period.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { cardOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

const policy = { rateCard: hourlyCard('120.00'), calendar: openOnWeekdays() };
const rate = (...entries: readonly TimeEntry[]): RatedWork =>
  compileRater(policy).rate(entries, { faults: 'block' });
const worked = (...entries: readonly TimeEntry[]): readonly number[] =>
  Array.from(rate(...entries).charges(), ({ measuredSeconds }) => measuredSeconds);
const faultOf = (entry: TimeEntry): unknown => rate(entry).blocked[0]?.error?.details;

describe('R10: worked seconds are elapsed time without the break', () => {
  // Saturday 22:00 to Sunday 06:00 in Berlin: 8 h on the wall, 7 h in spring, 9 h in autumn; less 30 min.
  test('R10: a night shift with a break is an hour shorter in spring and an hour longer in autumn', () => {
    const breakMinutes = 30;
    const spring = timed('2026-03-28T22:00', '2026-03-29T06:00', { breakMinutes });
    const autumn = timed('2026-10-24T22:00', '2026-10-25T06:00', { breakMinutes });
    expect(worked(spring)).toEqual([23_400]);
    expect(worked(autumn)).toEqual([30_600]);
  });

  // 0.6 s to 10.4 s: the fractions go, 0 s to 10 s stay. 0.1 s before midnight to 0.1 s after: 23:59:59 to 00:00:00.
  test('R10: fractions of a second are dropped at both ends, not rounded', () => {
    expect(worked(timed('2026-03-02T09:00:00.600Z', '2026-03-02T09:00:10.400Z'))).toEqual([10]);
    expect(worked(timed('2026-03-02T09:00:00.900Z', '2026-03-02T09:00:01.100Z'))).toEqual([1]);
    expect(rate(timed('2026-03-02T09:00:00.100Z', '2026-03-02T09:00:00.900Z')).excluded).toMatchObject([
      { reason: 'no-time', seconds: 0 },
    ]);
  });

  // Friday 17:00 to Monday 09:00 is 64 h: business 1 + 1, after-hours 6 + 8, weekend 48.
  // A break of 64 min takes a 60th of each: 2 of 120, 14 of 840, 48 of 2,880 minutes.
  test('R10, R22: work over several days gives its break in proportion', () => {
    const weekend = ['2026-03-06T17:00:00+01:00', '2026-03-09T09:00:00+01:00'] as const;
    expect(worked(timed(...weekend))).toEqual([7_200, 50_400, 172_800]);
    expect(worked(timed(...weekend, { breakMinutes: 64 }))).toEqual([7_080, 49_560, 169_920]);
  });

  // 01:30 to 03:30 on the wall is one hour on 2026-03-29.
  test('R10: a break is held against elapsed time, not against the clocks on the wall', () => {
    const hour = ['2026-03-29T01:30', '2026-03-29T03:30'] as const;
    expect(worked(timed(...hour, { breakMinutes: 59.5 }))).toEqual([30]);
    expect(rate(timed(...hour, { breakMinutes: 60 })).excluded).toMatchObject([{ reason: 'no-time' }]);
    expect(faultOf(timed(...hour, { breakMinutes: 60.5 }))).toEqual({
      issues: [{ path: [0, 'breakMinutes'], message: 'is longer than the time worked' }],
    });
  });

  test('R10: an end before the start is refused, and so is a break of half a second', () => {
    expect(faultOf(timed('2026-03-02T09:00:01Z', '2026-03-02T09:00:00Z'))).toMatchObject({
      issues: [{ path: [0, 'end'] }],
    });
    const half = { breakMinutes: 0.5 / 60 };
    expect(faultOf(timed('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z', half))).toMatchObject({
      issues: [{ path: [0, 'breakMinutes'] }],
    });
  });

  test('R10: no minimum lifts work without length, and no price per piece is charged for it', () => {
    const calendar = openOnWeekdays();
    const minimum = hourlyCard('120.00', { quantity: { minimumMinutes: 30 } });
    const fixed = cardOf([{ id: 'visit', price: { kind: 'fixed', price: '45.00' } }]);
    const none = untimed(0);
    for (const rateCard of [minimum, fixed]) {
      expect(compileRater({ rateCard, calendar }).rate([none]).chargeCount).toBe(0);
    }
    expect(rate(none).excluded).toMatchObject([{ entryId: 'te_1', reason: 'no-time', seconds: 0 }]);
  });
});

describe('R11: whose work it is', () => {
  const ticket = { kind: 'ticket', id: '4711', requesterCustomerId: 'globex' } as const;

  test("R11: without a customer of its own it is the work item's requester's, and the trace says so", () => {
    const [charge] = rate(untimed(600, { customerId: null, workItem: ticket })).charges();
    expect(charge?.customerId).toBe('globex');
    expect(charge?.trace).toContainEqual({ code: 'requester-customer', customerId: 'globex' });
  });

  test("R11: the entry's own customer counts more than the requester's", () => {
    const [charge] = rate(untimed(600, { workItem: ticket })).charges();
    expect(charge?.customerId).toBe('acme');
  });

  test('R11: neither known blocks the work, with its time, before anything else is asked', () => {
    const nobody = { customerId: null, billable: false } as const;
    expect(rate(untimed(600, nobody)).blocked).toMatchObject([
      { reason: 'no-customer', seconds: 600, customerId: null },
    ]);
  });
});

describe('R12: the period of work is that of its first civil day', () => {
  const march = period('2026-03-01', '2026-04-01', 'Europe/Berlin');
  const datesOf = (entry: TimeEntry): readonly string[] => Array.from(rate(entry).charges(), (c) => c.date);

  // 23:30 to 00:30 in Berlin, over the end of March; and 17:00 on Tuesday to 09:00 on Wednesday.
  test('R12: work over the end of a month is all in the month of its start', () => {
    expect(datesOf(timed('2026-03-31T21:30:00Z', '2026-03-31T22:30:00Z'))).toEqual(['2026-03-31']);
    const dates = datesOf(timed('2026-03-31T17:00', '2026-04-01T09:00'));
    expect(dates).toEqual(['2026-03-31', '2026-03-31']);
    expect(dates.every((date) => periodContains(march, date))).toBe(true);
  });

  test("R12: the day is that of the calendar's zone: 22:30 UTC on 31 March is 1 April in Berlin", () => {
    const [date = ''] = datesOf(timed('2026-03-31T22:30:00Z', '2026-03-31T23:30:00Z'));
    expect(date).toBe('2026-04-01');
    expect(periodContains(march, date)).toBe(false);
  });

  test('R12: untimed work is of its date, whatever the zone', () => {
    expect(datesOf(untimed(600, { date: '2026-03-31' }))).toEqual(['2026-03-31']);
  });

  // 23:00 to 01:00 over New Year: an hour of after-hours, an hour of holiday, all of it work of 2026.
  test('R12: work over the end of a year is work of the old year, its holiday hours too', () => {
    const calendar = openOnWeekdays({ holidays: ['2027-01-01'] });
    const night = timed('2026-12-31T23:00:00+01:00', '2027-01-01T01:00:00+01:00');
    const charges = [
      ...compileRater({ ...policy, calendar })
        .rate([night])
        .charges(),
    ];
    expect(charges.map(({ band, date, billedSeconds }) => [band, date, billedSeconds])).toEqual([
      ['after-hours', '2026-12-31', 3_600],
      ['holiday', '2026-12-31', 3_600],
    ]);
  });
});

describe("R13: times without offset are those of the calendar's clocks", () => {
  // 02:30 is 00:30Z the first time; 03:30 is 02:30Z.
  test('R13: 02:30 to 03:30 in the night with two such hours is two hours, and warned of', () => {
    const rated = rate(timed('2026-10-25T02:30', '2026-10-25T03:30'));
    expect(Array.from(rated.charges(), (c) => [c.start, c.billedSeconds])).toEqual([
      ['2026-10-25T00:30:00.000Z', 7_200],
    ]);
    expect(rated.warnings).toEqual([
      {
        entryId: 'te_1',
        code: 'wall-clock-ambiguous',
        field: 'start',
        instant: '2026-10-25T00:30:00.000Z',
      },
    ]);
  });

  // 02:30 does not exist and becomes 03:30, which is 01:30Z; 04:00 is 02:00Z.
  test('R13: 02:30 to 04:00 in the night without a 02:30 is half an hour, and warned of', () => {
    const rated = rate(timed('2026-03-29T02:30', '2026-03-29T04:00'));
    expect(Array.from(rated.charges(), (c) => c.billedSeconds)).toEqual([1_800]);
    expect(rated.warnings).toMatchObject([{ code: 'wall-clock-skipped', field: 'start' }]);
  });

  test('R13: a time that was moved behind its end blocks the work instead of billing a guess', () => {
    expect(faultOf(timed('2026-03-29T02:30', '2026-03-29T03:10'))).toMatchObject({
      issues: [{ path: [0, 'end'], message: 'is before start' }],
    });
  });

  test("R13: each customer's times are read on their own calendar's clocks", () => {
    const newYork = openOnWeekdays({ zone: 'America/New_York' });
    const customers = { acme: { calendar: newYork } };
    const [charge] = compileRater({ ...policy, customers })
      .rate([timed('2026-03-02T09:00', '2026-03-02T10:00')])
      .charges();
    expect(charge?.start).toBe('2026-03-02T14:00:00.000Z');
  });
});
