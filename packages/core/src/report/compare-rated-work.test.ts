import { expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { RateRuleInput } from '../rating/rate-card.ts';
import { exampleRating, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { compareRatedWork } from './compare-rated-work.ts';
import { explainDifference } from './difference-explain.ts';

const rated = (work: readonly TimeEntry[], ...rules: RateRuleInput[]) =>
  compileRater({
    ...exampleRating,
    rateCard: defineRateCard({ id: 'standard', currency: 'EUR', rules }),
  }).rate(work);
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const usual: RateRuleInput = { id: 'any', price: { kind: 'hourly', rate: '120.00' } };

test('each customer has its difference, and all of them the total', () => {
  const work = [workOf(1), workOf(2, { id: 'te_2', customerId: 'globex' })];
  const { totals, customers } = compareRatedWork(
    rated(work, usual),
    rated(work, { ...usual, price: { kind: 'hourly', rate: '100.00' } }),
  );
  expect(totals.map(({ change }) => change)).toEqual([eur('-60.00')]);
  expect(customers).toMatchObject([
    { customerId: 'acme', change: eur('-20.00'), reasons: [{ code: 'rate', items: 1 }] },
    { customerId: 'globex', change: eur('-40.00') },
  ]);
});

test('R1: another currency is a difference in both, never a sum', () => {
  const work = [workOf(1)];
  const inDollars = compileRater({
    ...exampleRating,
    rateCard: defineRateCard({ id: 'standard', currency: 'USD', rules: [usual] }),
  }).rate(work);
  const { totals, items } = compareRatedWork(rated(work, usual), inDollars);
  expect(totals.map(({ change }) => `${change.amount} ${change.currency}`)).toEqual([
    '-120.00 EUR',
    '120.00 USD',
  ]);
  expect(items.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
    ['currency', 'rate'],
    ['currency', 'rate'],
  ]);
});

test('R42: work without a price waits, at no amount', () => {
  const work = [workOf(1), workOf(1, { id: 'te_2', serviceTypeId: 'travel' })];
  const { items } = compareRatedWork(
    rated(work, { ...usual, when: { serviceType: 'support' } }),
    rated(work, { ...usual, when: { serviceType: 'travel' } }),
  );
  expect(items.flatMap((item) => explainDifference(item))).toEqual([
    'Entry “te_1”: EUR 0.00 instead of EUR 120.00, EUR 120.00 less.',
    'Waits for a decision: 1 h (no rate card has a rule that fits) instead of nothing.',
    'Entry “te_2”: EUR 120.00 instead of EUR 0.00, EUR 120.00 more.',
    'Waits for a decision: nothing instead of 1 h (no rate card has a rule that fits).',
  ]);
});

test('R42: work that waits for another reason is told, though it costs nothing on either side', () => {
  const work = [workOf(1), workOf(1, { id: 'te_2', serviceTypeId: 'travel' })];
  const travel = { ...usual, when: { serviceType: 'travel' } };
  const free: RateRuleInput = { id: 'free', when: { agent: 'ana' }, price: { kind: 'non-billable' } };
  const { items } = compareRatedWork(rated(work, travel), rated(work, { ...travel, priority: 1 }, free));
  expect(items).toMatchObject([
    { id: 'te_1', change: eur('0.00'), reasons: [{ code: 'blocked' }, { code: 'excluded' }] },
  ]);
});

test('tiers that begin elsewhere are the reason where cards, rules and prices are the same', () => {
  const tiered = (upTo: string): RateRuleInput => ({
    id: 'tiers',
    price: {
      kind: 'tiered',
      mode: 'graduated',
      tiers: [
        { upTo, rate: '80.00' },
        { upTo: null, rate: '60.00' },
      ],
    },
  });
  const work = [workOf(4)];
  const { items } = compareRatedWork(rated(work, tiered('2')), rated(work, tiered('3')));
  expect(items).toMatchObject([
    {
      change: eur('20.00'),
      reasons: [
        {
          code: 'tier',
          before: [
            { step: 0, seconds: 7200 },
            { step: 1, seconds: 7200 },
          ],
          after: [
            { step: 0, seconds: 10800 },
            { step: 1, seconds: 3600 },
          ],
        },
      ],
    },
  ]);
});
