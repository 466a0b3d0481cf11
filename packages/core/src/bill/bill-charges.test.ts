import { describe, expect, test } from 'vitest';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { BuiltInPrice } from '../rating/kinds/built-in-kinds.ts';
import { billOf, exampleContract, exampleRating, linesOf, workOf } from '../testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { BillFacts } from './bill-facts.ts';
import type { BillPolicy } from './bill-policy.ts';
import { explain, explainBlocked } from './explain.ts';

const allowance = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' } as const;
const ticket = { kind: 'ticket', id: '1' } as const;

const pricedBy = (price: BuiltInPrice): Pick<BillPolicy, 'rating'> => ({
  rating: {
    ...exampleRating,
    rateCard: defineRateCard({ id: 'own', currency: 'EUR', rules: [{ id: 'any', price }] }),
  },
});

const budgetOf = (quantity: string): NonNullable<BillFacts['history']> => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A', quantity });
  return { prepaid: { accounts: [account], lots, postings: ledger } };
};
const pool = { id: 'paid', kind: 'pool', accountId: 'budget' } as const;
const at = '2026-06-01T00:00:00.000Z';

describe('R60: what becomes of work when an allowance has run out', () => {
  test('tiers price only what is left', () => {
    // 2 of 5 h are covered; of the 3 h that are left, 2 h are in the first tier.
    const tiers: BuiltInPrice = {
      kind: 'tiered',
      mode: 'graduated',
      tiers: [
        { upTo: '2', rate: '100' },
        { upTo: null, rate: '80' },
      ],
    };
    const bill = billOf(exampleContract({ components: [allowance] }), { work: [workOf(5)] }, pricedBy(tiers));
    expect(linesOf(bill).slice(0, 2).toSorted()).toEqual([
      'time 1 × 80.00 = 80.00',
      'time 2 × 100.00 = 200.00',
    ]);
  });

  test('R63: it is blocked, and comes back with the reason', () => {
    const contract = exampleContract({ components: [{ ...allowance, exhausted: 'block' }] });
    const bill = billOf(contract, { work: [workOf(3), workOf(1, { id: 'te_2', date: '2026-03-03' })] });
    expect(bill.blocked.map(({ entryId, reason, seconds }) => [entryId, reason, seconds])).toEqual([
      ['te_1', 'quota', 3600],
      ['te_2', 'quota', 3600],
    ]);
    expect(bill.blocked.map((work) => explainBlocked(work))[0]).toBe(
      'Entry “te_1” (1 h) is not billed yet: the allowance of the contract is used up.',
    );
    expect(bill.totals.total.amount).toBe('0.00');
    expect(bill.coverage).toMatchObject({
      inputs: { count: 2, seconds: 14_400 },
      billed: { count: 0, seconds: 0 },
      covered: { count: 0, seconds: 7200 },
      blocked: { count: 2, seconds: 7200 },
    });
  });

  test('a pool that is declared after it is drawn before anything is blocked', () => {
    const contract = exampleContract({ components: [{ ...allowance, exhausted: 'block' }, pool] });
    const bill = billOf(contract, { work: [workOf(4)], history: budgetOf('120.00'), at });
    expect(bill.covered.map(({ billedSeconds }) => billedSeconds)).toEqual([7200, 3600]);
    expect(bill.blocked).toMatchObject([{ reason: 'quota', seconds: 3600 }]);
  });

  test('the quantity policy rounds whole entries, and the trace says so', () => {
    // 2 h 20 min are rounded to 2 h 30 min: 2 h are covered, 30 min are charged, of 28 min that were worked.
    const policy = {
      rating: {
        ...exampleRating,
        contracts: { c_1: { customerId: 'acme', quantity: { incrementMinutes: 30 } } },
      },
    };
    const bill = billOf(exampleContract({ components: [allowance] }), { work: [workOf(7 / 3)] }, policy);
    const [charge] = bill.charges;
    expect([charge?.billedSeconds, charge?.measuredSeconds, bill.covered[0]?.measuredSeconds]).toEqual([
      1800, 1680, 6720,
    ]);
    expect(charge === undefined ? [] : explain(charge)).toEqual([
      'Recorded for 2026-03-02 without a time of day: 2 h 20 min.',
      'Band by the date: business hours.',
      'Rounded from 2 h 20 min to 2 h 30 min: steps of 30 min, up (contract).',
      'Rate EUR 120.00 per hour from rule “any” of rate card “standard”, version 1970-01-01.',
      '2 h of it covered by “support”.',
      '30 min × EUR 120.00 per hour = EUR 60.00.',
    ]);
  });

  test('an allowance of money pays prices, and its overage rate is for the rest', () => {
    const money = { id: 'support', kind: 'allowance', unit: 'money', quantity: '180.00' } as const;
    const above = { ...money, exhausted: 'overage-rate', overageRate: '90' } as const;
    const work = [workOf(2)];
    expect(linesOf(billOf(exampleContract({ components: [money] }), { work }))[0]).toBe(
      'time 0.5 × 120.00 = 60.00',
    );
    expect(linesOf(billOf(exampleContract({ components: [above] }), { work }))[0]).toBe(
      'time 0.5 × 90.00 = 45.00',
    );
  });

  test('R5: work at a rate of 0 stays on the bill, whatever an allowance of money has left', () => {
    const money = { id: 'support', kind: 'allowance', unit: 'money', quantity: '180.00' } as const;
    const work = [workOf(2, { rate: { amount: '0', currency: 'EUR' } })];
    const bill = billOf(exampleContract({ components: [money] }), { work });
    expect(linesOf(bill)).toEqual(['time 2 × 0.00 = 0.00']);
  });
});

describe('R66: a work item is billed once', () => {
  const policy = pricedBy({ kind: 'per-incident', price: '50.00' });
  const work = [
    workOf(1, { workItem: ticket }),
    workOf(1, { id: 'te_2', date: '2026-03-03', workItem: ticket }),
  ];

  test('the first entry carries its price, and the bill says which incidents it has', () => {
    const bill = billOf(exampleContract(), { work }, policy);
    expect(bill.totals.total.amount).toBe('50.00');
    expect(bill.incidents).toEqual([{ ...ticket, date: '2026-03-02', turn: 0 }]);
  });

  test('work on an incident that was billed before is covered by it', () => {
    const bill = billOf(exampleContract(), { work, history: { billedIncidents: [ticket] } }, policy);
    expect(bill.charges).toEqual([]);
    expect(bill.incidents).toEqual([]);
    expect(bill.covered.map(({ by }) => by.kind)).toEqual(['incident', 'incident']);
    expect(linesOf(bill)).toEqual(['information 2 × 0.00 = 0.00']);
  });

  test('a pool that has too little pays a part of its price', () => {
    const contract = exampleContract({ components: [pool] });
    const bill = billOf(contract, { work, history: budgetOf('20.00'), at }, policy);
    expect(bill.postings.map(({ quantity }) => quantity)).toEqual(['-20.00']);
    expect(bill.totals.total.amount).toBe('30.00');
    expect(bill.incidents).toEqual([{ ...ticket, date: '2026-03-02', turn: 0 }]);
  });
});

test('R71: each tier of one entry draws from a pool of money under a name of its own', () => {
  const tiers: BuiltInPrice = {
    kind: 'tiered',
    mode: 'graduated',
    tiers: [
      { upTo: '1', rate: '100' },
      { upTo: null, rate: '80' },
    ],
  };
  const contract = exampleContract({ components: [pool] });
  const bill = billOf(contract, { work: [workOf(3)], history: budgetOf('180.00'), at }, pricedBy(tiers));
  expect(bill.postings.map(({ part, quantity }) => [part, quantity])).toEqual([
    ['business', '-100.00'],
    ['business 2', '-80.00'],
  ]);
  expect(linesOf(bill)[0]).toBe('time 1 × 80.00 = 80.00');
});
