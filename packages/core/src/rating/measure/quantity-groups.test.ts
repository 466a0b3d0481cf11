import { describe, expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays, timed, untimed } from '../../../test/rating/desk.ts';
import type { QuantityScope } from '../../quantity/quantity-policy.ts';
import type { TimeEntry, TimedEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';

const ticket = { kind: 'ticket', id: '1' } as const;

/** "id band seconds" of each charge, at an increment of 15 minutes. */
function billed(scope: QuantityScope, ...entries: readonly TimeEntry[]): readonly string[] {
  const rateCard = hourlyCard('60.00', { quantity: { incrementMinutes: 15, scope } });
  const rated = compileRater({ rateCard, calendar: openOnWeekdays() }).rate(entries);
  return [...rated.charges()].map(
    ({ entryId, band, billedSeconds }) => `${entryId} ${band} ${billedSeconds}`,
  );
}

/** Work on ticket 1 on 2 March 2026 in Berlin, from one clock time to another. */
const on = (id: string, from: string, to: string, more: Partial<TimedEntry> = {}): TimeEntry =>
  timed(`2026-03-02T${from}:00+01:00`, `2026-03-02T${to}:00+01:00`, { id, workItem: ticket, ...more });

const night = (id: string, start: string, end: string): TimeEntry =>
  timed(start, end, { id, workItem: ticket });

describe('R32: work-item-day', () => {
  test('R32: 10 + 10 + 10 minutes of a day are rounded once, to 30, and shared back: not 45', () => {
    const entries = [on('a', '09:00', '09:10'), on('b', '11:00', '11:10'), on('c', '14:00', '14:10')];
    expect(billed('work-item-day', ...entries)).toEqual([
      'a business 600',
      'b business 600',
      'c business 600',
    ]);
    expect(billed('entry', ...entries)).toEqual(['a business 900', 'b business 900', 'c business 900']);
  });

  test('R32, R4: 5 + 12 minutes become 30, in proportion and to the second', () => {
    expect(billed('work-item-day', on('a', '09:00', '09:05'), on('b', '11:00', '11:12'))).toEqual([
      'a business 529',
      'b business 1271',
    ]);
  });

  test('R32: shares go over the parts of the entries, in order of start, whatever the order of the input', () => {
    const late = on('a', '17:55', '18:05');
    const early = on('b', '09:00', '09:10');
    const expected = ['b business 900', 'a business 450', 'a after-hours 450'];
    expect(billed('work-item-day', late, early)).toEqual(expected);
    expect(billed('work-item-day', early, late)).toEqual(expected);
  });

  test('R32, R4: the second that is left over goes to the earliest part', () => {
    const three = [
      on('c', '09:00', '09:07'),
      on('b', '10:00', '10:07'),
      on('a', '11:00', '11:07'),
      on('d', '12:00', '12:07'),
      on('e', '13:00', '13:07'),
      on('f', '14:00', '14:07'),
      on('g', '15:00', '15:07'),
    ];
    // 49 minutes become 60: 3600 seconds over 7 equal parts are 514 and 2 seconds left over.
    expect(billed('work-item-day', ...three)).toEqual([
      'c business 515',
      'b business 515',
      'a business 514',
      'd business 514',
      'e business 514',
      'f business 514',
      'g business 514',
    ]);
  });

  // Together, 10 and 5 minutes would be exactly 15, and stay what they are.
  test.each<[string, Partial<TimedEntry>]>([
    ['another agent', { agentId: 'ben' }],
    ['another work item', { workItem: { kind: 'ticket', id: '2' } }],
    ['a task with the same id', { workItem: { kind: 'task', id: '1' } }],
    ['another customer', { customerId: 'globex' }],
    ['no work item', { workItem: null }],
  ])('R32: %s is not summed with', (_, other) => {
    expect(billed('work-item-day', on('a', '09:00', '09:10'), on('b', '11:00', '11:05', other))).toEqual([
      'a business 900',
      'b business 900',
    ]);
  });

  test('R32: two entries without a work item are not summed either', () => {
    const alone = { workItem: null };
    expect(
      billed('work-item-day', on('a', '09:00', '09:10', alone), on('b', '11:00', '11:05', alone)),
    ).toEqual(['a business 900', 'b business 900']);
  });

  test("R32: the day is that of the calendar's zone: 23:50 UTC and 00:10 UTC are one day in Berlin", () => {
    expect(
      billed(
        'work-item-day',
        night('a', '2026-03-02T23:50:00Z', '2026-03-02T23:55:00Z'),
        night('b', '2026-03-03T00:10:00Z', '2026-03-03T00:15:00Z'),
      ),
    ).toEqual(['a after-hours 450', 'b after-hours 450']);
    expect(
      billed(
        'work-item-day',
        night('a', '2026-03-02T22:50:00Z', '2026-03-02T23:00:00Z'),
        night('b', '2026-03-02T23:10:00Z', '2026-03-02T23:15:00Z'),
      ),
    ).toEqual(['a after-hours 900', 'b after-hours 900']);
  });

  test('R32: untimed work of the day is summed with, and comes first', () => {
    const entries = [on('a', '09:00', '09:10'), untimed(600, { id: 'b', workItem: ticket })];
    expect(billed('work-item-day', ...entries)).toEqual(['b business 900', 'a business 900']);
  });

  test("R33: work that is not billable lifts nobody's share", () => {
    const entries = [on('a', '09:00', '09:10'), on('b', '11:00', '11:05', { billable: false })];
    expect(billed('work-item-day', ...entries)).toEqual(['a business 900']);
  });
});

describe('R32: work-item', () => {
  test('R32: sums over all days and agents', () => {
    const next = timed('2026-03-03T09:00:00+01:00', '2026-03-03T09:10:00+01:00', {
      id: 'b',
      agentId: 'ben',
      workItem: ticket,
    });
    expect(billed('work-item', on('a', '09:00', '09:10'), next)).toEqual([
      'a business 900',
      'b business 900',
    ]);
    expect(billed('work-item', on('a', '09:00', '09:20'), next)).toEqual([
      'a business 1200',
      'b business 600',
    ]);
    expect(billed('work-item-day', on('a', '09:00', '09:20'), next)).toEqual([
      'a business 1800',
      'b business 900',
    ]);
  });

  test('R32: but not over customers', () => {
    const other = on('b', '10:00', '10:05', { customerId: 'globex' });
    expect(billed('work-item', on('a', '09:00', '09:10'), other)).toEqual([
      'a business 900',
      'b business 900',
    ]);
  });
});

test('R31: entry rounds the whole and shares it over the bands, segment rounds each band', () => {
  const work = on('a', '17:50', '18:02');
  expect(billed('entry', work)).toEqual(['a business 750', 'a after-hours 150']);
  expect(billed('segment', work)).toEqual(['a business 900', 'a after-hours 900']);
});

test('R31, R22: the break is taken from the bands before they are rounded', () => {
  // 20 minutes without a break of 5 are 11 min 15 s of business and 3 min 45 s after hours: 15 minutes, exactly.
  const work = on('a', '17:45', '18:05', { breakMinutes: 5 });
  expect(billed('entry', work)).toEqual(['a business 675', 'a after-hours 225']);
});

test('entries under different policies are no group, though the work item is one', () => {
  const quantity = { incrementMinutes: 15, scope: 'work-item' } as const;
  const policy = {
    rateCard: hourlyCard('60.00', { quantity }),
    calendar: openOnWeekdays(),
    serviceTypes: { travel: { quantity: { ...quantity, incrementMinutes: 30 } } },
  };
  const entries = [on('a', '09:00', '09:10'), on('b', '11:00', '11:10', { serviceTypeId: 'travel' })];
  const seconds = [...compileRater(policy).rate(entries).charges()].map(({ billedSeconds }) => billedSeconds);
  expect(seconds).toEqual([900, 1800]);
});

test('R32, R45: each entry of a group tells the time of the whole group, before and after', () => {
  const rateCard = hourlyCard('60.00', { quantity: { incrementMinutes: 15, scope: 'work-item-day' } });
  const entries = [
    on('a', '09:00', '09:10'),
    on('b', '11:00', '11:10'),
    on('c', '14:00', '14:15', { workItem: null }),
  ];
  const rated = compileRater({ rateCard, calendar: openOnWeekdays() }).rate(entries);
  const steps = [...rated.charges()].map(({ trace }) => trace.find(({ code }) => code === 'quantity'));
  expect(steps).toMatchObject([
    { fromSeconds: 1200, toSeconds: 1800 },
    { fromSeconds: 1200, toSeconds: 1800 },
    { fromSeconds: 900, toSeconds: 900 },
  ]);
});
