import { describe, expect, test } from 'vitest';
import { billPeriod } from '../bill/bill-period.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import {
  billOf,
  exampleContract,
  exampleRating,
  periodFrom,
  timedWork,
  workOf,
} from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { reportWork } from './report-work.ts';

const costBook = defineRateCard({
  id: 'cost',
  currency: 'EUR',
  rules: [{ id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '45.00' } }],
});
const rated = (work: readonly TimeEntry[]) => compileRater({ ...exampleRating, costBook }).rate(work);
const zone = 'Europe/Berlin';

describe('what is known of each entry', () => {
  test('charged, blocked and excluded work stands side by side, by date, then id', () => {
    const work = [
      workOf(2, { id: 'te_3', date: '2026-03-04', approval: 'pending' }),
      workOf(1, { id: 'te_2', billable: false }),
      workOf(1, { id: 'te_1' }),
    ];
    const found = reportWork({
      work,
      rated: compileRater({ ...exampleRating, costBook, requireApproval: true }).rate(work),
      zone,
    });
    expect(
      found.map(({ entryId, blocked, excluded, workedSeconds }) => [
        entryId,
        blocked,
        excluded,
        workedSeconds,
      ]),
    ).toEqual([
      ['te_1', null, null, 3600],
      ['te_2', null, 'non-billable', 3600],
      ['te_3', 'not-approved', null, 7200],
    ]);
  });

  test('R44: work that nobody pays for has its cost all the same, and a missing cost says why', () => {
    const work = [
      workOf(1, { id: 'te_1', billable: false }),
      workOf(1, { id: 'te_2', agentId: 'ben' }),
      workOf(1, { id: 'te_3', customerId: null }),
      workOf(0, { id: 'te_4' }),
    ];
    const found = reportWork({ work, rated: rated(work), zone });
    expect(found.map(({ costs, missingCost }) => [costs[0]?.amount, missingCost])).toEqual([
      ['45', null],
      [undefined, 'no-rate'],
      [undefined, 'no-customer'],
      [undefined, null],
    ]);
    const [without] = reportWork({ work, rated: compileRater(exampleRating).rate(work), zone });
    expect(without?.missingCost).toBe('no-cost-book');
  });

  test('the day is the one that the start has in the zone of the report', () => {
    const work = [
      timedWork('2026-03-02T23:30:00Z', '2026-03-02T23:45:00Z', { id: 'te_1' }),
      timedWork('2026-03-02T23:30:00Z', '2026-03-02T23:45:00Z', { id: 'te_2', billable: false }),
      timedWork('2026-03-02T23:30:00', '2026-03-02T23:45:00', { id: 'te_3', billable: false }),
    ];
    const daysIn = (where: string) =>
      Object.fromEntries(
        reportWork({ work, rated: rated(work), zone: where }).map(({ entryId, date }) => [entryId, date]),
      );
    expect(daysIn('Europe/Berlin')).toEqual({ te_1: '2026-03-03', te_2: '2026-03-03', te_3: '2026-03-02' });
    expect(daysIn('America/New_York')).toEqual({
      te_1: '2026-03-02',
      te_2: '2026-03-02',
      te_3: '2026-03-02',
    });
  });

  test('what can not be read is left out, and stands in the rating', () => {
    const work = [workOf(1), workOf(-1, { id: 'te_2' })];
    const result = compileRater(exampleRating).rate(work, { faults: 'block' });
    expect(reportWork({ work, rated: result, zone }).map(({ entryId }) => entryId)).toEqual(['te_1']);
    expect(result.blocked.map(({ entryId, reason }) => [entryId, reason])).toEqual([['te_2', 'invalid']]);
  });
});

describe('what bills made of it', () => {
  const contract = exampleContract({
    components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1.5' }],
    discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
  });
  const work = [
    workOf(1, { id: 'te_1' }),
    workOf(1, { id: 'te_2', date: '2026-03-03' }),
    workOf(1, { id: 'te_3', date: '2026-03-04' }),
    workOf(1, { id: 'te_4', date: '2026-04-01' }),
  ];

  test('covered, partly covered and charged entries are on the bill; what is not due is on none', () => {
    const found = reportWork({ work, rated: rated(work), bills: [billOf(contract, { work })], zone });
    expect(
      found.map(({ contractId, billed }) => [
        contractId,
        billed?.coveredSeconds,
        billed?.chargedSeconds,
        billed?.amount.amount,
        billed?.net.amount,
      ]),
    ).toEqual([
      ['c_1', 3600, 0, '0.00', '0.00'],
      ['c_1', 1800, 1800, '60.00', '54.00'],
      ['c_1', 0, 3600, '120.00', '108.00'],
      [null, undefined, undefined, undefined, undefined],
    ]);
  });

  test('R63: work of which a bill holds a part back is billed for the rest, and says why it waits', () => {
    const strict = exampleContract({
      components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1.5', exhausted: 'block' }],
    });
    const found = reportWork({ work, rated: rated(work), bills: [billOf(strict, { work })], zone });
    expect(found.map(({ billed, blocked }) => [billed?.coveredSeconds, blocked])).toEqual([
      [3600, null],
      [1800, 'quota'],
      [undefined, 'quota'],
      [undefined, null],
    ]);
  });

  test('several bills count together', () => {
    const april = billPeriod(
      {
        contract,
        contractPeriod: periodFrom(contract, '2026-04-01'),
        work: work.slice(3),
        at: '2026-05-01T06:00:00.000Z',
      },
      { rating: exampleRating },
    );
    const bills = [april, billOf(contract, { work })];
    const found = reportWork({ work, rated: rated(work), bills, zone });
    expect(found.every(({ billed }) => billed !== null)).toBe(true);
  });
});
