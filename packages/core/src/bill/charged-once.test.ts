import { describe, expect, test } from 'vitest';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { BuiltInPrice } from '../rating/kinds/built-in-kinds.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { billCustomer, type CustomerBill, type CustomerFacts } from './bill-customer.ts';
import type { BillPolicy } from './bill-policy.ts';
import { compileBilling } from './compile-billing.ts';

const policyOf = (
  ...prices: readonly (readonly [serviceType: string, price: BuiltInPrice])[]
): BillPolicy => {
  const rules = prices.map(([serviceType, price]) => ({ id: serviceType, when: { serviceType }, price }));
  return { rating: { ...exampleRating, rateCard: defineRateCard({ id: 'days', currency: 'EUR', rules }) } };
};

/** Bills January, then February with what came in later. */
function twoMonths(policy: BillPolicy, facts: Partial<CustomerFacts>, late: CustomerFacts['work'] = []) {
  const biller = compileBilling(policy);
  const common = { contracts: [exampleContract()], at: '2026-07-01T06:00:00.000Z', ...facts };
  const january = billCustomer(biller, { ...common, bills: [], through: '2026-01-31' }).bills;
  const standing = january.map(({ bill }) => ({ ...bill, due: 'all' as const }));
  const postings = [...(facts.prepaid?.postings ?? []), ...january.flatMap(({ bill }) => bill.postings)];
  const prepaid = facts.prepaid === undefined ? undefined : { ...facts.prepaid, postings };
  const next = { ...common, prepaid, bills: standing, work: late, through: '2026-02-28' };
  const february = billCustomer(biller, next).bills;
  return { january, february };
}

const totalOf = (bills: readonly CustomerBill[]): readonly string[] =>
  bills.map(({ bill }) => bill.totals.total.amount);

describe('R12: a price per day', () => {
  const policy = policyOf(
    ['support', { kind: 'daily', price: '800.00' }],
    ['remote', { kind: 'daily', price: '600.00' }],
  );
  const work = [workOf(3, { id: 'te_1', date: '2026-01-05' })];

  test('is charged once, also for work of the day that comes in after it was billed', () => {
    const late = [
      workOf(2, { id: 'te_2', date: '2026-01-05' }),
      workOf(2, { id: 'te_3', date: '2026-01-06' }),
      workOf(2, { id: 'te_4', date: '2026-01-05', agentId: 'ben' }),
      workOf(2, { id: 'te_5', date: '2026-01-05', serviceTypeId: 'remote' }),
    ];
    const { january, february } = twoMonths(policy, { work }, late);
    expect([totalOf(january), totalOf(february)]).toEqual([['800.00'], ['2200.00']]);
    const [same] = february[0]?.bill.charges.filter(({ entryId }) => entryId === 'te_2') ?? [];
    expect(same).toMatchObject({ pieces: 0, amount: '0' });
    expect(same?.trace).toContainEqual({
      code: 'piece-already-charged',
      once: 'agent-day',
      chargedOn: 'te_1',
    });
    expect(january[0]?.bill.claims.filter(({ kind }) => kind === 'day')).toEqual([
      { kind: 'day', id: 'acme/ana/days/support/2026-01-05', part: '0' },
    ]);
  });

  test('R84: is charged again when the bill that charged it was voided', () => {
    const { february } = twoMonths(policy, { work }, [workOf(2, { id: 'te_2', date: '2026-01-05' })]);
    const bills = february.map(({ bill }) => ({ ...bill, due: 'all' as const }));
    const again = billCustomer(compileBilling(policy), {
      contracts: [exampleContract()],
      at: '2026-07-01T06:00:00.000Z',
      work,
      bills,
      through: '2026-02-28',
    });
    expect(totalOf(again.bills)).toEqual(['800.00']);
  });
});

describe('R66, R71: of a price that a pool has paid in part, the rest that waited is charged', () => {
  const ticket = { workItem: { kind: 'ticket', id: '1' } } as const;
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A', quantity: '20.00' });
  const contract = exampleContract({
    components: [
      { id: 'none', kind: 'allowance', unit: 'hours', quantity: '0', exhausted: 'block' },
      { id: 'paid', kind: 'pool', accountId: 'budget' },
    ],
    amendments: [{ from: '2026-02-01', components: [] }],
  });

  test.each<[string, BuiltInPrice]>([
    ['incident', { kind: 'per-incident', price: '50.00' }],
    ['day', { kind: 'daily', price: '50.00' }],
  ])('of an %s', (_, price) => {
    const work = [workOf(1, { id: 'te_1', date: '2026-01-12', ...ticket })];
    const prepaid = { accounts: [account], lots, postings: ledger };
    const facts = { contracts: [contract], work, prepaid };
    const { january, february } = twoMonths(policyOf(['support', price]), facts, work);
    expect([totalOf(january), totalOf(february)]).toEqual([['0.00'], ['30.00']]);
    const claims = [...january, ...february].flatMap(({ bill }) => bill.claims);
    expect(new Set(claims.map(({ kind, id, part }) => `${kind} ${id} ${part}`)).size).toBe(claims.length);
  });
});

test('days that a bill charges are told by agent and date', () => {
  const work = ['2026-03-03', '2026-03-02'].map((date) => workOf(1, { id: `te_${date}`, date }));
  const { days } = billOf(
    exampleContract(),
    { work },
    policyOf(['support', { kind: 'daily', price: '800.00' }]),
  );
  const day = { agentId: 'ana', rateCardId: 'days', ruleId: 'support' };
  expect(days).toEqual(['2026-03-02', '2026-03-03'].map((date) => ({ ...day, date, entryId: `te_${date}` })));
});
