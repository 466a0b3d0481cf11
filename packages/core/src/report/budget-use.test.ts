import { describe, expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { type Budget, budgetUse } from './budget-use.ts';
import { reportWork } from './report-work.ts';

const website = { kind: 'project', id: 'website' } as const;
const costBook = defineRateCard({
  id: 'cost',
  currency: 'EUR',
  rules: [{ id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '45.00' } }],
});
const entries = [
  workOf(5, { id: 'te_1', workItem: website }),
  workOf(2.5, { id: 'te_2', workItem: website, date: '2026-04-02' }),
  workOf(1, { id: 'te_3', agentId: 'ben', billable: false, workItem: website }),
  workOf(8, { id: 'te_4', customerId: 'globex' }),
];
const contract = exampleContract({ discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }] });
const work = reportWork({
  work: entries,
  rated: compileRater({ ...exampleRating, costBook }).rate(entries),
  bills: [billOf(contract, { work: entries })],
  zone: 'Europe/Berlin',
});
const hours: Budget = { id: 'hours', on: { workItem: website }, counts: 'hours', quantity: '10' };
const use = (budget: Budget, told: readonly string[] = []) =>
  budgetUse({ budgets: [budget], work, told: { [budget.id]: told } })[0];

describe('a budget of hours', () => {
  test('counts worked time, billable or not, in seconds', () => {
    expect(use(hours)).toEqual({
      id: 'hours',
      counts: 'hours',
      used: '30600',
      limit: '36000',
      left: '5400',
      over: '0',
      share: '85.00',
      crossed: ['25', '50', '75'],
      otherCurrencies: [],
      missing: [],
    });
  });

  test('tells each threshold once, also when it is written otherwise', () => {
    expect(use(hours, ['25', '50.0'])?.crossed).toEqual(['75']);
    expect(use(hours, ['25', '50', '75'])?.crossed).toEqual([]);
  });

  test('that is used up says how far it was passed', () => {
    expect(use({ ...hours, quantity: '8.5' })).toMatchObject({ left: '0', over: '0', share: '100.00' });
    const passed = use({ ...hours, quantity: '8', thresholds: ['110', '100'] });
    expect(passed).toMatchObject({ left: '0', over: '1800', share: '106.25', crossed: ['100'] });
  });

  test('of 0 has no share, and its thresholds are reached with the first use', () => {
    expect(use({ ...hours, quantity: '0' })).toMatchObject({
      share: null,
      crossed: ['25', '50', '75', '100'],
    });
  });

  test('is for a customer, a contract, or all work', () => {
    expect(use({ ...hours, on: { customerId: 'globex' } })?.used).toBe('28800');
    expect(use({ ...hours, on: { contractId: 'c_1' } })?.used).toBe('21600');
    expect(use({ ...hours, on: {} })?.used).toBe('59400');
  });
});

describe('a budget of money', () => {
  const value: Budget = {
    id: 'money',
    on: { workItem: website },
    counts: 'value',
    quantity: '1000',
    currency: 'EUR',
  };

  test('counts the net of what is billed and the exact charges of what is not', () => {
    // 5 hours less 10 percent, and 2.5 hours.
    expect(use(value)).toMatchObject({ used: '840.00', limit: '1000.00', left: '160.00', share: '84.00' });
  });

  test('R44: of cost counts the cost book, and names the work whose cost is not known', () => {
    const cost = use({ ...value, counts: 'cost' });
    expect(cost).toMatchObject({ used: '337.50', crossed: ['25'] });
    expect(cost?.missing).toEqual([{ entryId: 'te_3', reason: 'no-rate', seconds: 3600 }]);
  });

  test('R1: in another currency counts nothing of it, and says so', () => {
    const other = use({ ...value, currency: 'JPY' });
    expect(other).toMatchObject({ used: '0', left: '1000', crossed: [] });
    expect(other?.otherCurrencies).toEqual([{ amount: '840.00', currency: 'EUR' }]);
  });
});
