import { describe, expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import type { ContractInput } from '../contract/contract-input.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { realisation } from './realisation.ts';
import { reportWork } from './report-work.ts';

const hour = 3600;
const realised = (
  work: readonly TimeEntry[],
  contract: Partial<ContractInput>,
  capacity?: Readonly<Record<string, number>>,
) =>
  realisation({
    by: 'agent',
    capacity,
    work: reportWork({
      work,
      rated: compileRater(exampleRating).rate(work),
      bills: [billOf(exampleContract(contract), { work })],
      zone: 'Europe/Berlin',
    }),
  });
const values = (report: ReturnType<typeof realised>) =>
  report.total.values.map(({ list, covered, repriced, writtenDown, billed, realisation: share }) =>
    [list.amount, covered.amount, repriced.amount, writtenDown.amount, billed.amount, share].join(' '),
  );

describe('time', () => {
  test('utilisation is billable time of the time that people had; what is billed is a part of it', () => {
    const work = [
      workOf(5, { id: 'te_1' }),
      workOf(1, { id: 'te_2', billable: false }),
      workOf(1, { id: 'te_3', date: '2026-04-01' }),
    ];
    const { total, groups } = realised(work, {}, { ana: 8 * hour, ben: 4 * hour });
    expect(total).toMatchObject({
      workedSeconds: 7 * hour,
      billableSeconds: 6 * hour,
      billedSeconds: 5 * hour,
      billableShare: '85.71',
      utilisation: '50.00',
      billedShare: '83.33',
    });
    expect(groups.map(({ id, utilisation, billableShare }) => [id, utilisation, billableShare])).toEqual([
      ['ana', '75.00', '85.71'],
      ['ben', '0.00', null],
    ]);
  });

  test('shares of nothing are not told, and neither is utilisation without a capacity', () => {
    expect(realised([], {}).total).toMatchObject({
      billableShare: null,
      utilisation: null,
      billedShare: null,
      values: [],
    });
  });
});

describe('value', () => {
  test('work at its list price is realised in full', () => {
    expect(values(realised([workOf(2)], {}))).toEqual(['240.00 0.00 0.00 0.00 240.00 100.00']);
  });

  test('discounts and caps that write down are told as written down', () => {
    const discounts = [{ id: 'loyal', description: 'Loyalty', percent: '10' }];
    expect(values(realised([workOf(2)], { discounts }))).toEqual(['240.00 0.00 0.00 24.00 216.00 90.00']);
    const cap = [{ id: 'cap', kind: 'cap', amount: '150.00', per: 'period', above: 'write-down' }] as const;
    expect(values(realised([workOf(2)], { components: cap }))).toEqual([
      '240.00 0.00 0.00 90.00 150.00 62.50',
    ]);
  });

  test('what an allowance pays for is told as covered', () => {
    const components = [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1.5' }] as const;
    expect(values(realised([workOf(2)], { components }))).toEqual(['240.00 180.00 0.00 0.00 60.00 25.00']);
  });

  test('a rate that the contract agreed on is told as repriced', () => {
    const work = [workOf(2)];
    const agreed = defineRateCard({
      id: 'agreed',
      currency: 'EUR',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '100.00' } }],
    });
    const bill = billOf(exampleContract(), { work }, { rating: { ...exampleRating, rateCard: agreed } });
    const rows = reportWork({
      work,
      rated: compileRater(exampleRating).rate(work),
      bills: [bill],
      zone: 'Europe/Berlin',
    });
    expect(values(realisation({ by: 'agent', work: rows }))).toEqual(['240.00 0.00 40.00 0.00 200.00 83.33']);
  });

  test('work that is on no bill has no realised value yet', () => {
    expect(realised([workOf(2, { date: '2026-04-01' })], {}).total.values).toEqual([]);
  });
});
