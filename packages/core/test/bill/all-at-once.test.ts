import { describe, expect, test } from 'vitest';
import type { Bill } from '../../src/bill/bill.ts';
import type { BillPolicy } from '../../src/bill/bill-policy.ts';
import { type CustomerFacts, billCustomer } from '../../src/bill/bill-customer.ts';
import { compileBilling } from '../../src/bill/compile-billing.ts';
import type { BilledPeriod } from '../../src/bill/history-of.ts';
import type { BuiltInComponentInput } from '../../src/contract/components/built-in-components.ts';
import type { ContractInput } from '../../src/contract/contract-input.ts';
import type { PrepaidPosting } from '../../src/prepaid/posting.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import { exampleContract, exampleRating, workOf } from '../../src/testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';

// Where billing month by month is not what billing everything at once is, because the rules say so. That it is the same
// everywhere else is in all-at-once.prop.test.ts.

const work = (date: string, hours: number, given: Partial<TimeEntry> = {}): TimeEntry =>
  Object.assign(workOf(hours, { id: `te_${date}`, date }), given);

type Cycle = ContractInput['cycle']['frequency'];

/** The net amounts of the bills of a contract in the first quarter of 2026, all work known from the start. */
function nets(
  frequency: Cycle,
  given: Partial<ContractInput>,
  all: readonly TimeEntry[],
  policy: Partial<BillPolicy> = {},
): readonly string[] {
  const contract = exampleContract({ ...given, cycle: { frequency } });
  const facts = { contracts: [contract], bills: [], work: all, at: '2026-04-02T06:00:00.000Z' };
  const biller = compileBilling({ rating: exampleRating, ...policy });
  return billCustomer(biller, { ...facts, through: '2026-03-31' }).bills.map(
    ({ bill }) => bill.totals.net.amount,
  );
}

const both = (
  given: Partial<ContractInput>,
  all: readonly TimeEntry[],
  policy: Partial<BillPolicy> = {},
): readonly (readonly string[])[] => [
  nets('monthly', given, all, policy),
  nets('quarterly', given, all, policy),
];

const hours = (quantity: string): BuiltInComponentInput => ({
  id: 'support',
  kind: 'allowance',
  unit: 'hours',
  quantity,
});

describe('a quarter is not three months', () => {
  test('R60: what one month does not use of its allowance does not pay for another', () => {
    // 5, 12 and 10 of 10 h; 27 of 30 h.
    const all = [work('2026-01-05', 5), work('2026-02-02', 12), work('2026-03-02', 10)];
    expect(nets('monthly', { components: [hours('10')] }, all)).toEqual(['0.00', '240.00', '0.00']);
    expect(nets('quarterly', { components: [hours('30')] }, all)).toEqual(['0.00']);
  });

  test('R61: carrying over pays for later months only, and only so much', () => {
    // At most 1 h is carried: 12 h in February meet 11. The 12 h of January can't have what February leaves.
    const carryOver = { maxPeriods: 1, maxQuantity: '1' };
    const component = { ...hours('10'), carryOver } as BuiltInComponentInput;
    const later = [work('2026-01-05', 5), work('2026-02-02', 12)];
    expect(nets('monthly', { components: [component] }, later)).toEqual(['0.00', '120.00', '0.00']);
    const earlier = [work('2026-01-05', 12), work('2026-02-02', 5)];
    expect(nets('monthly', { components: [component] }, earlier)).toEqual(['240.00', '0.00', '0.00']);
    expect(nets('quarterly', { components: [hours('30')] }, earlier)).toEqual(['0.00']);
  });

  test('R62: each month has its own minimum', () => {
    // 360.00 are lifted by 140.00 in January, 1,200.00 are above 500.00 in February, and March has nothing: 500.00.
    const all = [work('2026-01-05', 3), work('2026-02-02', 10)];
    const least = (amount: string) => ({ components: [{ id: 'least', kind: 'commitment', amount }] });
    expect(nets('monthly', least('500'), all)).toEqual(['500.00', '1200.00', '500.00']);
    expect(nets('quarterly', least('1500'), all)).toEqual(['1560.00']);
  });

  test('R65: each month has its own cap, but the life of a contract only one', () => {
    const all = [work('2026-01-05', 3), work('2026-02-02', 10)];
    const most = (amount: string, per: 'period' | 'lifetime') => ({
      components: [{ id: 'most', kind: 'cap', amount, per }],
    });
    expect(nets('monthly', most('500', 'period'), all)).toEqual(['360.00', '500.00', '0.00']);
    expect(nets('quarterly', most('1500', 'period'), all)).toEqual(['1500.00']);
    expect(both(most('1000', 'lifetime'), all)).toEqual([['360.00', '640.00', '0.00'], ['1000.00']]);
  });

  test('R50: lines are rounded once for each bill', () => {
    // 0.3333 h at 100.00 are 33.33 three times; 1 h is 100.00.
    const rate = { amount: '100.00', currency: 'EUR' };
    const all = ['2026-01-05', '2026-02-02', '2026-03-02'].map((date) => work(date, 1 / 3, { rate }));
    expect(both({}, all)).toEqual([['33.33', '33.33', '33.33'], ['100.00']]);
  });

  test('R40: tiers begin anew with each bill', () => {
    // 3 + 3 + 3 h: 2 h at 100.00 and 1 h at 80.00 each; 2 h at 100.00 and 7 h at 80.00 together.
    const all = ['2026-01-05', '2026-02-02', '2026-03-02'].map((date) => work(date, 3));
    const tiers = [
      { upTo: '2', rate: '100' },
      { upTo: null, rate: '80' },
    ];
    const rules = [{ id: 'tiers', price: { kind: 'tiered' as const, mode: 'graduated' as const, tiers } }];
    const rateCard = defineRateCard({ id: 'tiers', currency: 'EUR', rules });
    expect(both({}, all, { rating: { ...exampleRating, rateCard } })).toEqual([
      ['280.00', '280.00', '280.00'],
      ['760.00'],
    ]);
  });

  test('R32: work that is rounded together is rounded together within a bill', () => {
    // 10 min in January and 10 min in February on one ticket, in steps of 30 min: twice 30 min, or once.
    const workItem = { kind: 'ticket', id: '1' } as const;
    const all = [work('2026-01-05', 1 / 6, { workItem }), work('2026-02-02', 1 / 6, { workItem })];
    const quantity = { incrementMinutes: 30, scope: 'work-item' as const };
    const rating = { ...exampleRating, customers: { acme: { quantity } } };
    expect(both({}, all, { rating })).toEqual([['60.00', '60.00', '0.00'], ['60.00']]);
  });

  test('R64: a fee of each month is rounded for each month', () => {
    // From 15 January on: 17 of 31 days of 33.33 are 18.28; 76 of 90 days of 99.99 are 84.44.
    const fee = (price: string): Partial<ContractInput> => ({
      components: [{ id: 'fee', kind: 'recurring-fee', price }],
      suspensions: [{ from: '2026-01-01', to: '2026-01-15' }],
    });
    expect(nets('monthly', fee('33.33'), [])).toEqual(['18.28', '33.33', '33.33']);
    expect(nets('quarterly', fee('99.99'), [])).toEqual(['84.44']);
  });
});

describe('what is known late is billed late', () => {
  const account = moneyAccount();
  const rate = { amount: '10.00', currency: 'EUR' };

  /** Bills at the end of January and of February; facts are what is known by then. */
  function twoMonths(
    given: Partial<ContractInput>,
    january: Partial<CustomerFacts>,
    february: Partial<CustomerFacts>,
  ): readonly Bill[] {
    const contracts = [exampleContract(given)];
    const biller = compileBilling({ rating: exampleRating });
    const { bills: first } = billCustomer(biller, {
      contracts,
      bills: [],
      at: '2026-02-01T06:00:00.000Z',
      through: '2026-01-31',
      ...january,
    });
    const standing: BilledPeriod[] = first.map(({ bill }) => ({ ...bill, due: 'all' as const }));
    const drawn: readonly PrepaidPosting[] = first.flatMap(({ bill }) => bill.postings);
    const { bills: second } = billCustomer(biller, {
      contracts,
      bills: standing,
      at: '2026-03-01T06:00:00.000Z',
      through: '2026-02-28',
      ...february,
      ...(february.prepaid === undefined
        ? {}
        : { prepaid: { ...february.prepaid, postings: [...february.prepaid.postings, ...drawn] } }),
    });
    return [...first, ...second].map(({ bill }) => bill);
  }

  test('R12: late work of January takes from the allowance of February, and is told with its own day', () => {
    // In time: 5 + 4 of 10 h in January, 9 of 10 h in February. Late: 5 of 10 h, then 4 + 9 of 10 h, and the later work
    // is charged.
    const [early, late, next] = [work('2026-01-05', 5), work('2026-01-06', 4), work('2026-02-02', 9)];
    const given = { components: [hours('10')] };
    const inTime = twoMonths(given, { work: [early, late] }, { work: [next] });
    expect(inTime.map(({ totals }) => totals.net.amount)).toEqual(['0.00', '0.00']);
    const tooLate = twoMonths(given, { work: [early] }, { work: [late, next] });
    expect(tooLate.map(({ totals }) => totals.net.amount)).toEqual(['0.00', '360.00']);
    expect(tooLate[1]?.late).toEqual([{ entryId: 'te_2026-01-06', date: '2026-01-06' }]);
    expect(tooLate[1]?.charges.map(({ entryId, billedSeconds }) => [entryId, billedSeconds / 3600])).toEqual([
      ['te_2026-02-02', 3],
    ]);
  });

  test('R70: late work finds what earlier bills have left of the lots, but still those of its own day', () => {
    // Lot A, 100.00 until 31 January, and lot B. In time A pays the 60 and 40 of January, and B the 50 of February. The
    // 40 that are known in February only still take what is left of A, for it was valid on their day.
    const lots = paidLots(
      account,
      { id: 'A', quantity: '100', expiresOn: '2026-01-31', purchasedAt: '2026-01-01T00:00:00Z' },
      { id: 'B', quantity: '100', purchasedAt: '2026-01-01T00:00:00Z' },
    );
    const prepaid = { accounts: [account], lots: lots.lots, postings: lots.ledger };
    const given = { components: [{ id: 'paid', kind: 'pool', accountId: 'budget' }] };
    const [early, late] = [work('2026-01-05', 6, { rate }), work('2026-01-06', 4, { rate })];
    const next = work('2026-02-02', 5, { rate });
    const drawn = (bills: readonly Bill[]) =>
      bills.map(({ postings }) => postings.map(({ lotId, quantity }) => `${lotId} ${quantity}`));
    expect(drawn(twoMonths(given, { work: [early, late], prepaid }, { work: [next], prepaid }))).toEqual([
      ['A -60.00', 'A -40.00'],
      ['B -50.00'],
    ]);
    expect(drawn(twoMonths(given, { work: [early], prepaid }, { work: [late, next], prepaid }))).toEqual([
      ['A -60.00'],
      ['A -40.00', 'B -50.00'],
    ]);
  });

  test('R73: a lot that is paid after the bill of January pays for January only when that is billed later', () => {
    const lot = paidLots(account, { id: 'A', quantity: '100', purchasedAt: '2026-02-10T00:00:00Z' });
    const prepaid = { accounts: [account], lots: lot.lots, postings: lot.ledger };
    const none = { accounts: [account], lots: [], postings: [] };
    const given = { components: [{ id: 'paid', kind: 'pool', accountId: 'budget' }] };
    const january = { work: [work('2026-01-05', 6, { rate })], prepaid: none };
    expect(twoMonths(given, january, { prepaid }).map(({ totals }) => totals.net.amount)).toEqual([
      '60.00',
      '0.00',
    ]);
    const biller = compileBilling({ rating: exampleRating });
    const facts = { contracts: [exampleContract(given)], bills: [], ...january, prepaid };
    const later = billCustomer(biller, { ...facts, at: '2026-03-01T06:00:00.000Z', through: '2026-02-28' });
    expect(later.bills.map(({ bill }) => bill.totals.net.amount)).toEqual(['0.00', '0.00']);
  });
});
