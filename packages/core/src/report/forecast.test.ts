import { describe, expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { ContractInput } from '../contract/contract-input.ts';
import { exampleContract, exampleRating, periodFrom, workOf } from '../testing/bill-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { expense } from '../work/expense.ts';
import { money } from '../money/money.ts';
import { forecast, type ForecastFacts } from './forecast.ts';

const costBook = defineRateCard({
  id: 'cost',
  currency: 'EUR',
  rules: [{ id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '45.00' } }],
});
const ahead = (
  components: ContractInput['components'],
  work: readonly TimeEntry[],
  more: Partial<ForecastFacts & { contract: Partial<ContractInput> }> = {},
) => {
  const { contract: given, ...rest } = more;
  // June has 30 days, and 10 of them are over.
  const contract = exampleContract({ components, ...given });
  const contractPeriod = periodFrom(contract, '2026-06-01');
  return forecast({
    facts: { contract, contractPeriod, work, at: '2026-06-11T06:00:00.000Z' },
    policy: { rating: exampleRating },
    through: '2026-06-10',
    ...rest,
  });
};
const june = (hours: number, more: object = {}) => workOf(hours, { date: '2026-06-02', ...more });

describe('a period that is still open', () => {
  test('R62, R64: work grows with the days, fees come once, and the minimum is held against the projection', () => {
    const { now, runRate, days } = ahead(
      [
        { id: 'seats', kind: 'recurring-fee', price: '50.00', quantity: '1' },
        { id: 'least', kind: 'commitment', amount: '500.00' },
      ],
      [june(1)],
    );
    expect(days).toEqual({ over: 10, all: 30 });
    expect(now).toMatchObject({
      work: { amount: '120.00' },
      fees: { amount: '50.00' },
      trueUps: { amount: '380.00' },
      net: { amount: '550.00' },
    });
    expect(runRate).toMatchObject({
      work: { amount: '360.00' },
      fees: { amount: '50.00' },
      trueUps: { amount: '140.00' },
      net: { amount: '550.00' },
    });
  });

  test('minimums of somebody’s work are held against the projection of that work', () => {
    const { now, runRate } = ahead(
      [{ id: 'bens', kind: 'commitment', amount: '500.00', scope: { agent: 'ben' } }],
      [june(1), june(1, { id: 'te_2', agentId: 'ben' })],
    );
    expect(now.trueUps.amount).toBe('380.00');
    expect(runRate?.trueUps.amount).toBe('140.00');
  });

  test('R65: caps and discounts are those of the projected amounts', () => {
    const cap = { id: 'cap', kind: 'cap', amount: '300.00', per: 'period' } as const;
    const written = ahead([{ ...cap, above: 'write-down' }], [june(1)]);
    expect([written.now.discount.amount, written.now.net.amount]).toEqual(['0.00', '120.00']);
    expect([written.runRate?.discount.amount, written.runRate?.net.amount]).toEqual(['60.00', '300.00']);
    const blocked = ahead([{ ...cap, above: 'block' }], [june(1)]);
    expect(blocked.runRate?.net.amount).toBe('300.00');
    const discounts = [{ id: 'loyal', description: 'Loyalty', percent: '10' }];
    const reduced = ahead([], [june(1)], { contract: { discounts } });
    expect(reduced.runRate?.net.amount).toBe('324.00');
  });

  test('taxes are those of the projected lines', () => {
    const policy = {
      rating: exampleRating,
      taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    };
    const { runRate } = ahead([], [june(1)], { policy, contract: { taxCodes: ['vat'] } });
    expect([runRate?.net.amount, runRate?.tax.amount, runRate?.total.amount]).toEqual([
      '360.00',
      '68.40',
      '428.40',
    ]);
  });

  test('late work and expenses are counted once', () => {
    const contract = exampleContract();
    const train = expense({
      id: 'ex_1',
      customerId: 'acme',
      date: '2026-06-03',
      description: 'Train',
      amount: money('40.00', 'EUR'),
      kind: 'billable',
    });
    const facts = {
      contract,
      contractPeriod: periodFrom(contract, '2026-06-01'),
      work: [june(1), workOf(1, { id: 'te_2', date: '2026-05-30', timeBand: 'business' })],
      expenses: [train],
      at: '2026-06-11T06:00:00.000Z',
    };
    const { runRate } = ahead([], [], { facts });
    expect(runRate).toMatchObject({ work: { amount: '480.00' }, expenses: { amount: '40.00' } });
  });

  test('days on which the contract was suspended are no days to project over', () => {
    const { days, runRate } = ahead([], [june(1)], {
      contract: { suspensions: [{ from: '2026-06-11', to: '2026-06-26' }] },
    });
    expect(days).toEqual({ over: 10, all: 15 });
    expect(runRate?.work.amount).toBe('180.00');
  });

  test('before the first day is over there is nothing to project from, rather than a division by 0', () => {
    const { now, runRate, allowances } = ahead(
      [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
      [],
      { through: '2026-05-31' },
    );
    expect(runRate).toBeNull();
    expect(now.net.amount).toBe('0.00');
    expect(allowances[0]?.projected).toBeNull();
  });

  test('when its last day is over, the projection is the bill', () => {
    const { now, runRate, bill } = ahead([], [june(1)], { through: '2026-06-30' });
    expect(runRate).toEqual(now);
    expect(runRate?.total).toEqual(bill.totals.total);
  });

  test('an allowance says when it will not be enough', () => {
    const { allowances, runRate } = ahead(
      [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
      [june(5)],
    );
    expect(allowances).toEqual([
      { componentId: 'support', unit: 'hours', used: '18000', limit: '36000', projected: '54000' },
    ]);
    expect(runRate?.net.amount).toBe('0.00');
  });
});

describe('cost', () => {
  const costOf = (work: readonly TimeEntry[]) => compileRater({ ...exampleRating, costBook }).rate(work).cost;

  test('of the same work is projected like it; work that is not charged costs, and so does late work, once', () => {
    const work = [
      june(2),
      june(1, { id: 'te_2', billable: false }),
      workOf(1, { id: 'te_3', date: '2026-05-30', timeBand: 'business' }),
      workOf(5, { id: 'te_4', date: '2026-07-01' }),
    ];
    const { now, runRate } = ahead([], work, { cost: costOf(work) });
    expect(now).toMatchObject({
      net: { amount: '360.00' },
      cost: { amount: '180.00' },
      margin: { amount: '180.00' },
      marginShare: '50.00',
    });
    expect(runRate).toMatchObject({
      net: { amount: '840.00' },
      cost: { amount: '450.00' },
      margin: { amount: '390.00' },
      marginShare: '46.43',
    });
  });

  test('R44: that is not known makes no margin', () => {
    const work = [june(1), june(1, { id: 'te_2', agentId: 'ben' })];
    const { now, runRate, missingCost } = ahead([], work, { cost: costOf(work) });
    expect(missingCost).toEqual([{ entryId: 'te_2', reason: 'no-rate', seconds: 3600 }]);
    expect([now.cost, now.margin, now.marginShare, runRate?.margin]).toEqual([null, null, null, null]);
  });

  test('without revenue there is no share of it', () => {
    const work = [june(1, { billable: false })];
    expect(ahead([], work, { cost: costOf(work) }).now).toMatchObject({
      margin: { amount: '-45.00' },
      marginShare: null,
    });
  });
});
