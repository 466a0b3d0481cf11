import { describe, expect, test } from 'vitest';
import { transitionContract } from '../contract/lifecycle.ts';
import { renewContract } from '../contract/renewal.ts';
import { exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { Expense } from '../work/expense.ts';
import {
  billCustomer,
  type CustomerBill,
  type CustomerBilling,
  type CustomerFacts,
} from './bill-customer.ts';
import { compileBilling } from './compile-billing.ts';
import type { BilledPeriod } from './history-of.ts';

const biller = compileBilling({ rating: exampleRating });
const common = { contracts: [], bills: [], at: '2026-07-01T06:00:00.000Z', through: '2026-03-31' };
const run = (facts: Partial<CustomerFacts>): CustomerBilling => billCustomer(biller, { ...common, ...facts });

const standing = (bills: readonly CustomerBill[]): readonly BilledPeriod[] =>
  bills.map(({ bill, due }) => ({ ...bill, due }));

const told = ({ bills }: Pick<CustomerBilling, 'bills'>): readonly string[] =>
  bills.map(({ bill, due }) => `${bill.contractId} ${bill.period.from} ${due} ${bill.totals.total.amount}`);

const work = (id: string, date: string, hours: number, more: object = {}) =>
  workOf(hours, { id, date, ...more });
const expense = (id: string, date: string, kind: Expense['kind'] = 'billable'): Expense => ({
  id,
  customerId: 'acme',
  date,
  amount: { amount: '30.00', currency: 'EUR' },
  kind,
  description: 'Parts',
});

test('arrears: each month comes to its own work, and what is left undone for months comes out month by month', () => {
  const facts = {
    contracts: [exampleContract({ components: [{ id: 'care', kind: 'recurring-fee', price: '50.00' }] })],
    work: [work('te_1', '2026-01-12', 1), work('te_2', '2026-02-10', 2)],
  };
  const expected = ['c_1 2026-01-01 all 170.00', 'c_1 2026-02-01 all 290.00', 'c_1 2026-03-01 all 50.00'];
  expect(told(run(facts))).toEqual(expected);

  const january = run({ ...facts, through: '2026-01-31' });
  expect(told(january)).toEqual(expected.slice(0, 1));
  const rest = run({ ...facts, work: facts.work.slice(1), bills: standing(january.bills) });
  expect(told(rest)).toEqual(expected.slice(1));
});

test('a fee that is paid in advance is on one bill: that of the first day, and not that of the end', () => {
  const contracts = [
    exampleContract({
      start: '2026-03-01',
      components: [{ id: 'care', kind: 'recurring-fee', price: '50.00' }],
    }),
  ];
  const open = [work('te_1', '2026-03-03', 1)];
  const first = run({ contracts, work: open, through: '2026-03-10' });
  expect(told(first)).toEqual(['c_1 2026-03-01 advance 50.00']);
  expect(told(run({ contracts, work: open, through: '2026-03-11', bills: standing(first.bills) }))).toEqual(
    [],
  );
  const end = run({ contracts, work: open, bills: standing(first.bills) });
  expect(told(end)).toEqual(['c_1 2026-03-01 all 120.00']);
});

test('R67: a contract that renews another one does not charge its set-up and its milestones once more', () => {
  const { renewed, successor } = renewContract(
    exampleContract({
      end: '2026-02-01',
      renewal: { mode: 'automatic', months: 1 },
      components: [
        { id: 'set-up', kind: 'fixed-fee', amount: '250.00', on: '2026-01-05' },
        {
          id: 'go-live',
          kind: 'milestone',
          description: 'Go-live',
          amount: '900.00',
          reachedOn: '2026-01-20',
        },
      ],
    }),
    'c_2',
  );
  expect(told(run({ contracts: [renewed, successor] }))).toEqual([
    'c_1 2026-01-01 all 1150.00',
    'c_2 2026-02-01 all 0.00',
  ]);
});

test('R64, R67: the days after a suspension of a few days are not lost to a bill that is made during it', () => {
  const monthly = exampleContract({
    components: [{ id: 'care', kind: 'recurring-fee', price: '310.00', billing: 'arrears' }],
  });
  const suspended = transitionContract(monthly, { type: 'suspend', on: '2026-01-11' });
  const during = run({ contracts: [suspended], through: '2026-01-15' });
  expect(told(during)).toEqual([]);
  const resumed = transitionContract(suspended, { type: 'resume', on: '2026-01-21' });
  // 10 + 11 days of 31.
  expect(told(run({ contracts: [resumed], through: '2026-01-31' }))).toEqual(['c_1 2026-01-01 all 210.00']);
});

describe('R12: work that came in late', () => {
  test('goes to the next period of a contract that is in force, and keeps its day', () => {
    const contracts = [exampleContract({ start: '2026-02-01' })];
    const february = run({ contracts, through: '2026-02-28' });
    const late = { contracts, work: [work('te_1', '2026-02-27', 1)], bills: standing(february.bills) };
    expect(told(run({ ...late, through: '2026-03-01' }))).toEqual([]);
    const march = run({ ...late });
    expect(told(march)).toEqual(['c_1 2026-03-01 all 120.00']);
    expect(march.bills[0]?.bill.late).toEqual([{ entryId: 'te_1', date: '2026-02-27' }]);
  });

  test('R62: of a contract that has ended is billed for its last period again, without fees, within its minimum', () => {
    const contracts = [
      exampleContract({
        start: '2026-02-01',
        end: '2026-03-01',
        components: [
          { id: 'care', kind: 'recurring-fee', price: '50.00' },
          { id: 'least', kind: 'commitment', amount: '500.00' },
        ],
      }),
    ];
    const february = run({ contracts, through: '2026-02-28' });
    expect(told(february)).toEqual(['c_1 2026-02-01 all 550.00']);
    const bills = standing(february.bills);
    // One hour lies within the 500.00 that were paid; of five, 100.00 do not.
    const again = run({ contracts, bills, work: [work('te_1', '2026-02-27', 1)] });
    expect(told(again)).toEqual(['c_1 2026-02-01 late 0.00']);
    const much = run({ contracts, bills, work: [work('te_1', '2026-02-27', 5)] });
    expect(told(much)).toEqual(['c_1 2026-02-01 late 100.00']);
    expect(told(run({ contracts, bills }))).toEqual([]);
  });

  test('R84: when all but the late work is voided, fees are charged again, and not by mistake as late', () => {
    const components = [{ id: 'care', kind: 'recurring-fee', price: '50.00' }] as const;
    const contracts = [exampleContract({ start: '2026-02-01', end: '2026-03-01', components })];
    const one = run({ contracts, work: [work('te_1', '2026-02-02', 1)] });
    const two = run({ contracts, bills: standing(one.bills), work: [work('te_2', '2026-02-03', 1)] });
    expect([...told(one), ...told(two)]).toEqual(['c_1 2026-02-01 all 170.00', 'c_1 2026-02-01 late 120.00']);
    const again = run({ contracts, bills: standing(two.bills), work: [work('te_1', '2026-02-02', 1)] });
    expect(told(again)).toEqual(['c_1 2026-02-01 all 170.00']);
  });

  test('takes what the bills of its period left of an allowance, and claims a turn of its own', () => {
    const contracts = [
      exampleContract({
        start: '2026-02-01',
        end: '2026-03-01',
        components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' }],
      }),
    ];
    const one = run({ contracts, through: '2026-02-28', work: [work('te_1', '2026-02-02', 1)] });
    const two = run({ contracts, bills: standing(one.bills), work: [work('te_2', '2026-02-03', 3)] });
    expect(told(two)).toEqual(['c_1 2026-02-01 late 240.00']);
    const claims = [...one.bills, ...two.bills].flatMap(({ bill }) => bill.claims);
    expect(claims.filter(({ kind }) => kind === 'allowance').map(({ part }) => part)).toEqual([
      '2026-02-01 0',
      '2026-02-01 1',
    ]);
    // The first is voided: what it used is free again, what the second used is not.
    const three = run({ contracts, bills: standing(two.bills), work: [work('te_1', '2026-02-02', 2)] });
    expect(told(three)).toEqual(['c_1 2026-02-01 all 120.00']);
  });
});

describe('R61, R84: a month that is billed again, after a later one has used what it carried over', () => {
  const monthly = (maxQuantity: string) =>
    exampleContract({
      components: [
        {
          id: 'support',
          kind: 'allowance',
          unit: 'hours',
          quantity: '10',
          carryOver: { maxPeriods: 1, maxQuantity },
        },
      ],
    });
  const january = work('te_1', '2026-01-12', 5);
  const february = work('te_2', '2026-02-10', 12);
  const withoutJanuary = (contracts: CustomerFacts['contracts']): readonly BilledPeriod[] =>
    standing(run({ contracts, work: [january, february], through: '2026-02-28' }).bills.slice(1));

  test('has the rest of its own quantity, and not the part that was used since', () => {
    const contracts = [monthly('2')];
    const bills = withoutJanuary(contracts);
    const again = { contracts, bills, through: '2026-02-28' };
    // Two of the ten hours were used in February.
    expect(told(run({ ...again, work: [january, work('te_3', '2026-01-13', 5)] }))).toEqual([
      'c_1 2026-01-01 all 240.00',
    ]);
  });

  test('carries over no less than was used since', () => {
    const contracts = [monthly('20')];
    const bills = withoutJanuary(contracts);
    const again = run({ contracts, bills, work: [january], through: '2026-02-28' });
    expect(again.bills[0]?.bill.allowances[0]).toMatchObject({
      used: '18000',
      left: [{ period: '2026-01-01', quantity: '18000', carried: 0 }],
      carriesOut: [{ period: '2026-01-01', quantity: '18000', carried: 1 }],
    });
  });
});

describe('R66: a work item that an allowance of incidents counts', () => {
  const ticket = (id: string) => ({ workItem: { kind: 'ticket', id } }) as const;
  const incidents = (given = {}) =>
    exampleContract({
      ...given,
      components: [{ id: 'tickets', kind: 'allowance', unit: 'incidents', quantity: '1' }],
    });

  test('counts once in its life: later work on it uses no incident of a later month', () => {
    const entries = [
      work('te_1', '2026-01-30', 1, ticket('T-1')),
      work('te_2', '2026-02-02', 1, ticket('T-1')),
      work('te_3', '2026-02-03', 1, ticket('T-2')),
      work('te_4', '2026-02-04', 1, ticket('T-3')),
    ];
    expect(told(run({ contracts: [incidents()], work: entries, through: '2026-02-28' }))).toEqual([
      'c_1 2026-01-01 all 0.00',
      'c_1 2026-02-01 all 120.00',
    ]);
  });

  test('R84: pays for no work of an earlier month, in which it did not count, when that is billed again', () => {
    const contracts = [incidents()];
    const january = [
      work('te_1', '2026-01-12', 1, ticket('T-1')),
      work('te_2', '2026-01-13', 1, ticket('T-2')),
    ];
    const first = run({
      contracts,
      work: [...january, work('te_3', '2026-02-02', 1, ticket('T-2'))],
      through: '2026-02-28',
    });
    expect(told(first)).toEqual(['c_1 2026-01-01 all 120.00', 'c_1 2026-02-01 all 0.00']);
    const bills = standing(first.bills.slice(1));
    expect(told(run({ contracts, bills, work: january, through: '2026-02-28' }))).toEqual([
      'c_1 2026-01-01 all 120.00',
    ]);
  });

  test('R84: counts no more when the bill that counted it is voided, whatever was counted since', () => {
    const contracts = [incidents({ start: '2026-02-01', end: '2026-03-01' })];
    const one = run({ contracts, work: [work('te_1', '2026-02-02', 1, ticket('T-1'))] });
    const late = work('te_2', '2026-02-03', 1, ticket('T-2'));
    const two = run({ contracts, bills: standing(one.bills), work: [late] });
    expect([...told(one), ...told(two)]).toEqual(['c_1 2026-02-01 all 0.00', 'c_1 2026-02-01 late 120.00']);
    // The incident is free again, once.
    const bills = standing(two.bills);
    const again = [
      work('te_1', '2026-02-02', 1, ticket('T-1')),
      work('te_3', '2026-02-04', 1, ticket('T-3')),
    ];
    expect(told(run({ contracts, bills, work: again }))).toEqual(['c_1 2026-02-01 all 120.00']);
  });
});

test('R61: what is left of an allowance passes through a month without work', () => {
  const carryOver = { maxPeriods: 2, maxQuantity: '2' };
  const contracts = [
    exampleContract({
      components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', carryOver }],
    }),
  ];
  const january = run({ contracts, through: '2026-01-31' });
  const february = run({ contracts, through: '2026-02-28', bills: standing(january.bills) });
  expect(told(february)).toEqual(['c_1 2026-02-01 all 0.00']);
  const bills = standing([...january.bills, ...february.bills]);
  const march = run({ contracts, bills, work: [work('te_1', '2026-03-02', 4)] });
  expect(told(march)).toEqual(['c_1 2026-03-01 all 120.00']);
  // Without February's bill there is nothing that would have carried on what January left.
  const voided = run({ contracts, bills: standing(january.bills), work: [work('te_1', '2026-03-02', 4)] });
  expect(told(voided)).toEqual(['c_1 2026-02-01 all 0.00', 'c_1 2026-03-01 all 120.00']);
});

test('R84: a bill that is voided and left out brings back exactly what it took', () => {
  const account = hoursAccount();
  const contracts = [
    exampleContract({ start: '2026-03-01', components: [{ id: 'p', kind: 'pool', accountId: 'hours' }] }),
  ];
  const { lots, ledger: postings } = paidLots(account, { id: 'A', quantity: '2' });
  const prepaid = { accounts: [account], lots, postings };
  const facts = { contracts, prepaid, work: [work('te_1', '2026-03-02', 3)] };
  const first = run(facts);
  expect(told(first)).toEqual(['c_1 2026-03-01 all 120.00']);
  expect(run(facts)).toEqual(first);
  expect(run({ ...facts, bills: standing(first.bills), work: [] }).bills).toEqual([]);
});

describe('what no contract takes', () => {
  const rest = exampleContract({ id: 'terms:acme', start: '2026-02-01' });
  const support = exampleContract({ id: 'c_1', start: '2026-03-01', covers: { serviceType: 'support' } });

  test('is billed by the default terms, month by month, and months without any are not', () => {
    const facts = {
      contracts: [support],
      restContract: rest,
      work: [
        work('te_1', '2026-03-02', 1),
        work('te_2', '2026-03-03', 2, { serviceTypeId: 'travel' }),
        work('te_3', '2026-03-04', 4, { serviceTypeId: 'travel', customerId: 'globex' }),
      ],
      expenses: [expense('ex_1', '2026-03-05')],
    };
    const billing = run(facts);
    expect(told(billing)).toEqual(['c_1 2026-03-01 all 120.00', 'terms:acme 2026-03-01 all 270.00']);
    expect(run({ ...facts, restContract: undefined }).bills).toHaveLength(1);
  });

  test('stays open, when its contract is not to be billed now', () => {
    const facts = { contracts: [support], restContract: rest, work: [work('te_1', '2026-03-02', 1)] };
    expect(told(run({ ...facts, isBilled: ({ id }) => id !== 'c_1' }))).toEqual([]);
  });
});

test('several contracts of a customer each take their own', () => {
  const contracts = [
    exampleContract({ id: 'c_2', start: '2026-03-01', order: 2 }),
    exampleContract({ id: 'c_1', start: '2026-03-01', order: 1, covers: { serviceType: 'support' } }),
  ];
  const open = [work('te_1', '2026-03-02', 1), work('te_2', '2026-03-02', 2, { serviceTypeId: 'travel' })];
  expect(told(run({ contracts, work: open }))).toEqual([
    'c_1 2026-03-01 all 120.00',
    'c_2 2026-03-01 all 240.00',
  ]);
});

describe('what is not billed', () => {
  test('R6: is left out for good by one bill, and the next ones do not see it', () => {
    const { bills, blocked } = run({
      contracts: [exampleContract({ start: '2026-02-01' })],
      work: [work('te_1', '2026-02-02', 1, { billable: false })],
      expenses: [expense('ex_1', '2026-02-03', 'internal')],
    });
    const left = [
      { kind: 'entry', id: 'te_1' },
      { kind: 'expense', id: 'ex_1' },
    ];
    expect(bills.map(({ leftOut }) => leftOut)).toEqual([left, []]);
    expect(bills.map(({ bill }) => bill.coverage.inputs.count)).toEqual([2, 0]);
    expect(blocked).toEqual([]);
  });

  test('waits, and is told once, also when no bill is made', () => {
    const facts = { work: [work('te_1', '2026-02-02', 1, { approval: 'pending' })] };
    const careful = compileBilling({ rating: { ...exampleRating, requireApproval: true } });
    const { bills, blocked } = billCustomer(careful, {
      ...common,
      ...facts,
      restContract: exampleContract({ id: 'terms:acme', start: '2026-02-01' }),
    });
    expect(bills).toEqual([]);
    expect(blocked.map(({ entryId, reason }) => `${entryId} ${reason}`)).toEqual(['te_1 not-approved']);
  });

  test('R63: what is above a quota is offered to the next month, at once or later', () => {
    const contracts = [
      exampleContract({
        start: '2026-02-01',
        components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '2', exhausted: 'block' }],
      }),
    ];
    const facts = { contracts, work: [work('te_1', '2026-02-02', 3)] };
    const both = run(facts);
    const february = run({ ...facts, through: '2026-02-28' });
    expect(february.blocked).toMatchObject([{ entryId: 'te_1', reason: 'quota', seconds: 3600 }]);
    const march = run({ ...facts, bills: standing(february.bills) });
    expect(both.blocked).toEqual([]);
    const parts = ({ bills }: CustomerBilling) => bills.map(({ bill }) => bill.claims);
    expect(parts(both)).toEqual([...parts(february), ...parts(march)]);
    expect(both.bills.map(({ bill }) => bill.covered.map(({ billedSeconds }) => billedSeconds))).toEqual([
      [7200],
      [3600],
    ]);
  });
});
