import { describe, expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { margin } from './margin.ts';
import { reportWork } from './report-work.ts';

const costCard = (currency: string) =>
  defineRateCard({
    id: 'cost',
    currency,
    rules: [
      { id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '45.00' } },
      { id: 'ben', when: { agent: 'ben' }, price: { kind: 'hourly', rate: '30.00' } },
    ],
  });
const entries = [
  workOf(1, { id: 'te_1' }),
  workOf(1, { id: 'te_2', agentId: 'ben' }),
  workOf(2, { id: 'te_3', agentId: 'ben', billable: false }),
];
const contract = exampleContract({
  discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
  components: [{ id: 'seats', kind: 'recurring-fee', price: '50.00', quantity: '1' }],
});
const bills = [billOf(contract, { work: entries })];
const workFor = (work = entries, currency = 'EUR') =>
  reportWork({
    work,
    rated: compileRater({ ...exampleRating, costBook: costCard(currency) }).rate(work),
    bills,
    zone: 'Europe/Berlin',
  });
const told = (report: ReturnType<typeof margin>) =>
  report.groups.map(({ id, figures }) =>
    figures
      .map(({ revenue, cost, margin: earned, marginShare }) =>
        [id, revenue.amount, cost.amount, earned?.amount, marginShare].join(' '),
      )
      .join(', '),
  );

describe('with bills', () => {
  test('R53: each agent earns a part of the net, and what is nobody’s work is nobody’s revenue', () => {
    const report = margin({ by: 'agent', work: workFor(), bills });
    expect(told(report)).toEqual([
      'ana 108.00 45.00 63.00 58.33',
      'ben 108.00 90.00 18.00 16.67',
      ' 45.00 0.00 45.00 100.00',
    ]);
    expect(report.total.figures[0]?.revenue).toEqual(bills[0]?.totals.net);
    expect(report.total.figures[0]?.margin?.amount).toBe('126.00');
  });

  test('the same money, by customer', () => {
    expect(told(margin({ by: 'customer', work: workFor(), bills }))).toEqual([
      'acme 261.00 135.00 126.00 48.28',
    ]);
  });
});

describe('without bills', () => {
  test('the revenue is the exact charges; work without revenue has no margin share', () => {
    const own = workFor().filter(({ entryId }) => entryId !== 'te_2');
    expect(told(margin({ by: 'agent', work: own }))).toEqual([
      'ana 120.00 45.00 75.00 62.50',
      'ben 0.00 60.00 -60.00 ',
    ]);
  });
});

describe('what is not known', () => {
  test('R44: a missing cost is named and makes no margin of a cost of 0', () => {
    const more = [...entries, workOf(1, { id: 'te_4', agentId: 'cem' })];
    const { groups, total } = margin({ by: 'agent', work: workFor(more) });
    const [ana, , cem] = groups;
    expect(ana?.figures[0]?.margin?.amount).toBe('75.00');
    expect(cem?.figures[0]).toMatchObject({ margin: null, marginShare: null, cost: { amount: '0.00' } });
    expect(cem?.missing).toEqual([{ entryId: 'te_4', reason: 'no-rate', seconds: 3600 }]);
    expect(total.figures[0]?.margin).toBeNull();
    expect(total.missing).toHaveLength(1);
  });

  test('R1: a cost in another currency is told beside the revenue, and taken from nothing', () => {
    const [ana] = margin({ by: 'agent', work: workFor(entries, 'USD') }).groups;
    expect(
      ana?.figures.map(({ currency, revenue, cost, margin: earned }) => [
        currency,
        revenue.amount,
        cost.amount,
        earned,
      ]),
    ).toEqual([
      ['EUR', '120.00', '0.00', null],
      ['USD', '0.00', '45.00', null],
    ]);
  });
});
