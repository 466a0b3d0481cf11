import { describe, expect, test } from 'vitest';
import type { BuiltInPrice } from '../../rating/kinds/built-in-kinds.ts';
import { defineRateCard } from '../../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../../testing/bill-fixture.ts';
import type { BillPolicy } from '../bill-policy.ts';
import type { BilledIncident } from '../bill-facts.ts';

const ticket = { kind: 'ticket', id: '42' } as const;

const policyOf = (reopenAfterDays: number | null): Partial<BillPolicy> => {
  const price: BuiltInPrice = { kind: 'per-incident', price: '50.00', reopenAfterDays };
  const rateCard = defineRateCard({ id: 'standard', currency: 'EUR', rules: [{ id: 'any', price }] });
  return { rating: { ...exampleRating, rateCard } };
};

/** What work on the ticket on days of March comes to, and the days on which it counted. */
function billed(
  days: readonly string[],
  before: readonly BilledIncident[],
  reopenAfterDays: number | null = 30,
) {
  const work = days.map((day) => workOf(1, { id: `te_${day}`, date: `2026-03-${day}`, workItem: ticket }));
  const history = { billedIncidents: before };
  const bill = billOf(exampleContract(), { work, history }, policyOf(reopenAfterDays));
  return { total: bill.totals.total.amount, days: bill.incidents.map(({ date }) => date), bill };
}

describe('R66: a work item that was billed counts again after so many days, if its price says so', () => {
  test.each([
    ['2026-01-31', '01', '0.00'],
    ['2026-01-30', '01', '50.00'],
  ])('30 days after %s, March %s costs %s', (date, day, total) => {
    expect(billed([day], [{ ...ticket, date }]).total).toBe(total);
  });

  test('it never does without such a price, nor when nobody knows when it was billed', () => {
    expect(billed(['20'], [{ ...ticket, date: '2020-01-01' }], null).total).toBe('0.00');
    expect(billed(['20'], [ticket]).total).toBe('0.00');
    expect(billed(['20'], [{ ...ticket, date: '2020-01-01' }, ticket]).total).toBe('0.00');
  });

  test('the days count from when it was last billed, whatever was done on it since', () => {
    const before = [
      { ...ticket, date: '2026-02-20' },
      { ...ticket, date: '2025-12-01' },
    ];
    expect(billed(['21'], before)).toMatchObject({ total: '0.00', days: [] });
    expect(billed(['21', '22', '30'], before)).toMatchObject({ total: '50.00', days: ['2026-03-22'] });
  });

  test('within one bill, too', () => {
    const { total, days } = billed(['02', '05', '11', '12', '20'], [], 10);
    expect([total, days]).toEqual(['100.00', ['2026-03-02', '2026-03-12']]);
  });

  test('R84: and as many days before, so that a bill that was voided is made again as it was', () => {
    const later = [{ ...ticket, date: '2026-04-10' }];
    expect(billed(['10'], later).total).toBe('50.00');
    expect(billed(['12'], later).total).toBe('0.00');
    expect(billed(['10'], later, null).total).toBe('0.00');
  });

  test('each time that it counts is a claim of its own', () => {
    const { bill } = billed(['02', '12'], [{ ...ticket, date: '2026-01-01' }], 10);
    expect(
      bill.claims.filter(({ kind }) => kind === 'incident').map(({ id, part }) => `${id} ${part}`),
    ).toEqual(['acme/ticket/42 1', 'acme/ticket/42 2']);
  });

  test('R84: the claim of a bill that was voided is free, and no other is taken twice', () => {
    const partsAfter = (turn: number): readonly (string | null)[] =>
      billed(['02'], [{ ...ticket, date: '2026-01-01', turn }], 10)
        .bill.claims.filter(({ kind }) => kind === 'incident')
        .map(({ part }) => part);
    expect([partsAfter(0), partsAfter(1)]).toEqual([['1'], ['2']]);
  });
});
