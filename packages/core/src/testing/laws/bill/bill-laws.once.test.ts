import { describe, expect, test } from 'vitest';
import type { Bill } from '../../../bill/bill.ts';
import type { BillFacts } from '../../../bill/bill-facts.ts';
import { billPeriod } from '../../../bill/bill-period.ts';
import type { BillPolicy } from '../../../bill/bill-policy.ts';
import { exampleContract, exampleRating, periodFrom, workOf } from '../../bill-fixture.ts';
import type { BillCase } from '../bill-case.ts';
import { checkLaws } from '../check-laws.ts';
import type { Law } from '../law.ts';
import { billLaws } from './bill-laws.ts';

const policy: BillPolicy = {
  rating: exampleRating,
  contracts: [
    exampleContract({
      components: [
        { id: 'included', kind: 'allowance', unit: 'hours', quantity: '2', burn: { 'after-hours': '1.5' } },
        { id: 'block', kind: 'pool', accountId: 'hours' },
      ],
    }),
  ],
};

type Billing = (facts: BillFacts, policy: BillPolicy) => Bill;

const changing =
  (change: (bill: Bill, facts: BillFacts) => Bill): Billing =>
  (facts, given) =>
    change(billPeriod(facts, given), facts);

let calls = 0;
const faults: readonly (readonly [string, Law<BillCase>, Billing])[] = [
  [
    'forgets an entry',
    billLaws.billConservation,
    (facts, given) => billPeriod({ ...facts, work: facts.work?.slice(1) }, given),
  ],
  [
    'measures by the billed time',
    billLaws.billConservation,
    changing(({ coverage, ...bill }) => ({
      ...bill,
      coverage: { ...coverage, billed: { ...coverage.billed, seconds: coverage.billed.seconds + 1 } },
    })),
  ],
  [
    'changes the currency on the way',
    billLaws.billCurrencySafe,
    changing((bill) => ({
      ...bill,
      totals: { ...bill.totals, total: { ...bill.totals.total, currency: 'USD' } },
    })),
  ],
  [
    'gives money back',
    billLaws.billNeverNegative,
    changing((bill) => ({
      ...bill,
      totals: { ...bill.totals, net: { ...bill.totals.net, amount: '-0.01' } },
    })),
  ],
  [
    'charges what an allowance covered',
    billLaws.billNoDoublePay,
    changing((bill) => ({ ...bill, covered: [...bill.covered, ...bill.covered] })),
  ],
  [
    'charges everything twice',
    billLaws.billNoDoublePay,
    changing((bill) => ({ ...bill, charges: [...bill.charges, ...bill.charges] })),
  ],
  [
    'sees who comes first in the list',
    billLaws.billOrderFree,
    changing((bill, { work }) => ({ ...bill, customerId: work?.[0]?.id ?? '' })),
  ],
  [
    'loses what an allowance covered',
    billLaws.moneyConservation,
    changing((bill) => ({ ...bill, covered: [] })),
  ],
  [
    'adds its lines up wrongly',
    billLaws.moneyConservation,
    changing((bill) => ({
      ...bill,
      totals: { ...bill.totals, subtotal: { amount: '0.01', currency: 'EUR' } },
    })),
  ],
  [
    'gives more than the allowance has',
    billLaws.neverMoreThanThereIs,
    changing((bill) => ({
      ...bill,
      allowances: bill.allowances.map((one) => ({ ...one, used: '9999999' })),
    })),
  ],
  [
    'draws what nobody bought',
    billLaws.neverMoreThanThereIs,
    changing((bill) => ({
      ...bill,
      postings: bill.postings.flatMap((one) => Array<typeof one>(1000).fill(one)),
    })),
  ],
  [
    'remembers how often it was asked',
    billLaws.rebillingIdempotent,
    changing((bill) => ({ ...bill, customerId: String((calls += 1)) })),
  ],
];

describe('each law rejects a bill that breaks it', () => {
  test.each(faults)('one that %s', (_, law, billing) => {
    const [report] = checkLaws(policy, { laws: [law], billing, seed: 7 });
    expect(report).toMatchObject({ law: law.name, outcome: 'broken' });
    expect(report?.counterExample?.work.length).toBeLessThanOrEqual(2);
    expect(report?.counterExample?.bill?.contractId).toBe('c_1');
  });
});

test('every law judges many cases of a plain contract, and holds', () => {
  for (const { law, outcome, judged } of checkLaws(policy, { runs: 60 }))
    expect([law, outcome, judged > 5]).toEqual([law, 'holds', true]);
});

test('a bill policy without a contract is refused', () => {
  expect(() => checkLaws({ rating: exampleRating })).toThrow('has no contract that is ever in force');
});

describe('money-conservation knows a price above an allowance', () => {
  const judged = (exhausted: 'overage-rate' | 'charge') => {
    const contract = exampleContract({
      components: [
        {
          id: 'hours',
          kind: 'allowance',
          unit: 'hours',
          quantity: '0',
          exhausted,
          ...(exhausted === 'overage-rate' ? { overageRate: '33.33' } : {}),
        },
        { id: 'budget', kind: 'allowance', unit: 'money', quantity: '500.00' },
      ],
    });
    const facts: BillFacts = {
      contract,
      contractPeriod: periodFrom(contract, '2026-03-01'),
      work: [workOf(0.25)],
      at: '2026-04-01T06:00:00.000Z',
    };
    const [covered] = billPeriod(facts, { rating: exampleRating }).covered;
    const change = { seconds: 900, order: [0] };
    const setting = { policy: { rating: exampleRating }, billing: billPeriod, change };
    return [covered?.amount?.amount, billLaws.moneyConservation.judge({ ...setting, facts })];
  };

  test('R60: also where money covers it: 15 min at 33.33 are 8.33, and not the 30.00 of the card', () => {
    expect(judged('overage-rate')).toEqual(['8.33', { outcome: 'exception', exception: 'rates-above' }]);
  });

  test('and judges the same contract without such a price', () => {
    expect(judged('charge')).toEqual(['30.00', { outcome: 'holds' }]);
  });
});
