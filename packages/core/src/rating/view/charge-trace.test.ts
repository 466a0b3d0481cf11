import { describe, expect, test } from 'vitest';
import { cardOf, hourlyCard, openOnWeekdays, timed, untimed } from '../../../test/rating/desk.ts';
import { quantityPolicy } from '../../quantity/quantity-policy.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import type { RatingPolicy } from '../rating-policy.ts';
import type { TraceStep } from '../trace-step.ts';

const calendar = openOnWeekdays();
const evening = timed('2026-03-02T17:50:00+01:00', '2026-03-02T18:02:00+01:00');

function tracesOf(
  policy: Partial<RatingPolicy>,
  ...entries: readonly TimeEntry[]
): readonly (readonly TraceStep[])[] {
  const rated = compileRater({ rateCard: hourlyCard('120.00'), calendar, ...policy }).rate(entries);
  return [...rated.charges()].map(({ trace }) => trace);
}

const codesOf = (trace: readonly TraceStep[] | undefined): readonly string[] =>
  (trace ?? []).map(({ code }) => code);

const stepOf = (trace: readonly TraceStep[] | undefined, code: TraceStep['code']): TraceStep | undefined =>
  trace?.find((step) => step.code === code);

describe('R45: the trace tells each decision in the order in which it was taken', () => {
  test('R45, R31: an entry of two bands, rounded as a whole', () => {
    const modifiers = [{ band: 'after-hours', multiplier: '1.5' }];
    const quantity = { incrementMinutes: 15 };
    const [business, afterHours] = tracesOf(
      { rateCard: hourlyCard('120.00', { modifiers, quantity }) },
      evening,
    );
    const timedStep = {
      code: 'timed',
      start: '2026-03-02T16:50:00.000Z',
      end: '2026-03-02T17:02:00.000Z',
      zone: 'Europe/Berlin',
      localStart: '2026-03-02 17:50:00',
      localEnd: '2026-03-02 18:02:00',
      breakSeconds: 0,
      workedSeconds: 720,
    };
    const rounded = {
      code: 'quantity',
      source: 'rate-card',
      policy: quantityPolicy(quantity),
      fromSeconds: 720,
      toSeconds: 900,
    };
    const byRule = {
      code: 'rate-from-rule',
      rateCardId: 'standard',
      version: '1970-01-01',
      ruleId: 'any',
      priceKind: 'hourly',
      price: '120',
    };
    expect(business).toEqual([
      timedStep,
      { code: 'band-from-calendar', band: 'business', seconds: 600 },
      { ...rounded, shareSeconds: 750 },
      byRule,
      { code: 'amount', unit: 'hour', billedSeconds: 750, unitPrice: '120', amount: '25', currency: 'EUR' },
    ]);
    expect(afterHours).toEqual([
      timedStep,
      { code: 'band-from-calendar', band: 'after-hours', seconds: 120 },
      { ...rounded, shareSeconds: 150 },
      byRule,
      { code: 'modifiers', band: 'after-hours', modifiers, combine: 'max', from: '120', to: '180' },
      { code: 'amount', unit: 'hour', billedSeconds: 150, unitPrice: '180', amount: '7.5', currency: 'EUR' },
    ]);
  });

  test('R22: a break is told in seconds', () => {
    const [trace] = tracesOf(
      {},
      timed('2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z', { breakMinutes: 12.5 }),
    );
    expect(stepOf(trace, 'timed')).toMatchObject({ breakSeconds: 750, workedSeconds: 2850 });
  });

  test('R31: segment tells each part before and after', () => {
    const rateCard = hourlyCard('120.00', { quantity: { incrementMinutes: 15, scope: 'segment' } });
    const traces = tracesOf({ rateCard }, evening);
    expect(traces.map((trace) => stepOf(trace, 'quantity'))).toMatchObject([
      { fromSeconds: 600, toSeconds: 900, shareSeconds: 900 },
      { fromSeconds: 120, toSeconds: 900, shareSeconds: 900 },
    ]);
  });

  test('R32: a share of a day tells the time of all its entries before and after', () => {
    const rateCard = hourlyCard('120.00', { quantity: { incrementMinutes: 15, scope: 'work-item-day' } });
    const workItem = { kind: 'ticket', id: '1' } as const;
    const [first, second] = tracesOf(
      { rateCard },
      untimed(600, { id: 'a', workItem }),
      untimed(1200, { id: 'b', workItem }),
    );
    expect(stepOf(first, 'quantity')).toMatchObject({
      fromSeconds: 1800,
      toSeconds: 1800,
      shareSeconds: 600,
    });
    expect(stepOf(second, 'quantity')).toMatchObject({
      fromSeconds: 1800,
      toSeconds: 1800,
      shareSeconds: 1200,
    });
  });

  test('R40: a rate that a person set: no card, no modifier', () => {
    const rateCard = hourlyCard('120.00', { modifiers: [{ band: 'business', multiplier: '2' }] });
    const [trace] = tracesOf({ rateCard }, untimed(3600, { rate: { amount: '95.00', currency: 'USD' } }));
    expect(trace).toEqual([
      { code: 'untimed', date: '2026-03-02', workedSeconds: 3600 },
      { code: 'band-from-date', band: 'business', seconds: 3600 },
      { code: 'rate-from-person', rate: '95' },
      { code: 'amount', unit: 'hour', billedSeconds: 3600, unitPrice: '95', amount: '95', currency: 'USD' },
    ]);
  });

  test('R24: a band that a person chose wins over the calendar, and the trace says so', () => {
    const chosen = tracesOf({}, { ...evening, timeBand: 'holiday' });
    expect(chosen.map((trace) => stepOf(trace, 'band-from-person'))).toEqual([
      { code: 'band-from-person', band: 'holiday', seconds: 720 },
    ]);
    expect(codesOf(tracesOf({}, untimed(60, { timeBand: 'weekend' }))[0])).toContain('band-from-person');
  });

  test('R23: untimed work has the band of its date', () => {
    const holidays = openOnWeekdays({ holidays: ['2026-03-03'] });
    const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
    const traces = tracesOf({ calendar: holidays }, ...days.map((date) => untimed(60, { id: date, date })));
    expect(traces.map((trace) => stepOf(trace, 'band-from-date'))).toMatchObject([
      { band: 'weekend' },
      { band: 'business' },
      { band: 'holiday' },
    ]);
  });

  test('example 8: a tier tells what came before it', () => {
    const tiers = [
      { upTo: '10', rate: '100.00' },
      { upTo: null, rate: '90.00' },
    ];
    const rateCard = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }], {
      modifiers: [{ band: 'business', surcharge: '1' }],
    });
    const traces = tracesOf({ rateCard }, untimed(9.5 * 3600, { id: 'a' }), untimed(3600, { id: 'b' }));
    expect(traces.map((trace) => stepOf(trace, 'tier'))).toEqual([
      { code: 'tier', step: 0, beforeSeconds: 0, rate: '100' },
      { code: 'tier', step: 0, beforeSeconds: 9.5 * 3600, rate: '100' },
      { code: 'tier', step: 1, beforeSeconds: 10 * 3600, rate: '90' },
    ]);
    expect(codesOf(traces[2])).toEqual([
      'untimed',
      'band-from-date',
      'rate-from-rule',
      'tier',
      'modifiers',
      'amount',
    ]);
    expect(stepOf(traces[2], 'rate-from-rule')).toMatchObject({ priceKind: 'tiered', price: '90' });
  });

  test('a second entry of an incident names the one that carries the price', () => {
    const rateCard = cardOf([{ id: 'incident', price: { kind: 'per-incident', price: '90.00' } }], {
      quantity: { incrementMinutes: 15 },
    });
    const workItem = { kind: 'ticket', id: '1' } as const;
    const [first, second] = tracesOf(
      { rateCard },
      untimed(600, { id: 'b', date: '2026-03-03', workItem }),
      untimed(600, { id: 'c', workItem }),
    );
    expect(codesOf(first)).toEqual(['untimed', 'rate-from-rule', 'piece', 'amount']);
    expect(second?.slice(2)).toEqual([
      { code: 'piece', once: 'work-item', price: '90' },
      { code: 'piece-already-charged', once: 'work-item', chargedOn: 'c' },
      { code: 'amount', unit: 'piece', billedSeconds: 600, unitPrice: '90', amount: '0', currency: 'EUR' },
    ]);
  });

  test('R13: wall-clock times that were shown twice or never', () => {
    const [twice] = tracesOf({}, timed('2026-10-25T02:30', '2026-10-25T02:45'));
    expect(twice?.slice(1, 3)).toEqual([
      { code: 'wall-clock-ambiguous', field: 'start', instant: '2026-10-25T00:30:00.000Z' },
      { code: 'wall-clock-ambiguous', field: 'end', instant: '2026-10-25T00:45:00.000Z' },
    ]);
    const [never] = tracesOf({}, timed('2026-03-29T01:30', '2026-03-29T02:30'));
    expect(stepOf(never, 'wall-clock-skipped')).toEqual({
      code: 'wall-clock-skipped',
      field: 'end',
      instant: '2026-03-29T01:30:00.000Z',
    });
    expect(stepOf(never, 'timed')).toMatchObject({
      localStart: '2026-03-29 01:30:00',
      localEnd: '2026-03-29 03:30:00',
    });
  });

  test("R11: the requester's customer, where the entry names none", () => {
    const workItem = { kind: 'ticket', id: '1', requesterCustomerId: 'globex' } as const;
    const [trace] = tracesOf({}, untimed(60, { customerId: null, workItem }));
    expect(trace?.[1]).toEqual({ code: 'requester-customer', customerId: 'globex' });
    expect(codesOf(tracesOf({}, untimed(60, { workItem }))[0])).not.toContain('requester-customer');
  });
});

test('R45: a charge is a snapshot: of rule, version, band, both quantities and both prices', () => {
  const rated = compileRater({ rateCard: hourlyCard('120.00'), calendar }).rate([
    { ...evening, teamId: 'network', workItem: { kind: 'ticket', id: '1', title: 'Printer' } },
  ]);
  const { trace, ...charge } = rated.charge(1);
  expect(trace.length).toBeGreaterThan(0);
  expect(charge).toEqual({
    key: 'te_1#1',
    entryId: 'te_1',
    customerId: 'acme',
    agentId: 'ana',
    teamId: 'network',
    serviceTypeId: 'support',
    workItem: { kind: 'ticket', id: '1', title: 'Printer' },
    date: '2026-03-02',
    start: '2026-03-02T16:50:00.000Z',
    band: 'after-hours',
    unit: 'hour',
    measuredSeconds: 120,
    billedSeconds: 120,
    pieces: 0,
    currency: 'EUR',
    unitPrice: '120',
    amount: '4',
    rateCardId: 'standard',
    rateCardVersion: '1970-01-01',
    ruleId: 'any',
  });
});

test('an amount that no decimal can write has ten decimal places', () => {
  const [trace] = tracesOf({}, untimed(10, { rate: { amount: '1.00', currency: 'EUR' } }));
  expect(stepOf(trace, 'amount')).toMatchObject({ amount: '0.0027777778' });
});
