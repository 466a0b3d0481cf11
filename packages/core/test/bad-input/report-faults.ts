// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import { billOf, exampleContract, periodFrom, workOf } from '../../src/testing/bill-fixture.ts';
import { hourlyCard, openOnWeekdays } from '../rating/desk.ts';
import { badDates, badInstants, badMoney, type Fault, type FaultTables, of, one } from './fault-tables.ts';
import { huge } from './refusal.ts';

const contract = exampleContract();
const rating = { calendar: openOnWeekdays(), rateCard: hourlyCard('120.00') };
const rated = core.compileRater(rating).rate([workOf(1)]);
const all = core.reportWork({ work: [workOf(1)], rated, zone: 'UTC' });
const march = { from: '2026-03-01', to: '2026-04-01', zone: 'UTC' };
const account = core.definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
const budget = { id: 'b', on: {}, counts: 'value', quantity: '10', currency: 'EUR' } as const;
const invoice = { id: 'i_1', customerId: 'acme', dueOn: '2026-03-31', total: one, paid: one, credited: one };
const facts = { contract, contractPeriod: periodFrom(contract, '2026-03-01'), at: '2026-03-10T00:00:00Z' };
const ahead = (more: object): unknown =>
  core.forecast({ facts, policy: { rating }, through: '2026-03-09', ...more });

/** What every function over a list of things of one kind refuses. */
const badLists = (use: (list: never) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'REPORT_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'REPORT_INVALID'],
  ['an object', () => use({} as never), 'REPORT_INVALID'],
  ['a list with a hole', () => use([undefined] as never), 'REPORT_INVALID'],
  ['a list of other things', () => use([{ id: 'a' }] as never), 'REPORT_INVALID'],
];

/** What every function over amounts of invoices refuses, with the code of the whole. */
const badAmounts = (use: (invoices: readonly (typeof invoice)[]) => unknown): readonly Fault[] => [
  ...badMoney((amount) => use([{ ...invoice, paid: amount }])).map(
    ([what, call]): Fault => [what, call, 'REPORT_INVALID'],
  ),
  ['two currencies', () => use([{ ...invoice, paid: of('1', 'USD') }]), 'REPORT_INVALID'],
];

/** What the functions that make reports refuse. */
export const reportFaults: FaultTables = {
  agentStatement: [
    ...badLists((work) => core.agentStatement(work)),
    ['an unknown key', () => core.agentStatement(all, { agent: 'ana' } as never), 'REPORT_INVALID'],
  ],
  aging: [
    ...badLists((invoices) => core.aging(invoices, '2026-03-31')),
    ...badAmounts((invoices) => core.aging(invoices, '2026-03-31')),
    ...badDates('CIVIL_DATE_INVALID', (on) => core.aging([], on)),
    ...badDates('REPORT_INVALID', (dueOn) => core.aging([{ ...invoice, dueOn }], '2026-03-31')),
    ['an invoice twice', () => core.aging([invoice, invoice], '2026-03-31'), 'REPORT_INVALID'],
  ],
  budgetUse: [
    ...badLists((work) => core.budgetUse({ budgets: [budget], work })),
    ...badLists((budgets) => core.budgetUse({ budgets, work: all })),
    ...['NaN', '-1', '1e3', '0.001', huge].map(
      (quantity): Fault => [
        `a budget of ${quantity.slice(0, 5)}`,
        () => core.budgetUse({ budgets: [{ ...budget, quantity }], work: all }),
        'REPORT_INVALID',
      ],
    ),
    [
      'hours in euros',
      () => core.budgetUse({ budgets: [{ ...budget, counts: 'hours' }], work: all }),
      'REPORT_INVALID',
    ],
    [
      'a threshold of 0',
      () => core.budgetUse({ budgets: [{ ...budget, thresholds: ['0'] }], work: all }),
      'REPORT_INVALID',
    ],
  ],
  contractUtilisation: badLists((bills) => core.contractUtilisation(bills)),
  filterWork: [
    ...badLists((work) => core.filterWork(work, {})),
    ...badDates('REPORT_INVALID', (from) => core.filterWork(all, { from })),
    ...['2026', '2026-13', '2026-3', huge].map(
      (month): Fault => [
        `the month ${month.slice(0, 7)}`,
        () => core.filterWork(all, { month }),
        'REPORT_INVALID',
      ],
    ),
    ['nothing', () => core.filterWork(all, undefined as never), 'REPORT_INVALID'],
  ],
  forecast: [
    ['nothing', () => core.forecast(undefined as never), 'REPORT_INVALID'],
    ['a misspelt key', () => ahead({ trough: '2026-03-09' }), 'REPORT_INVALID'],
    ['facts that are none', () => ahead({ facts: {} }), 'BILL_INVALID'],
    ['a policy that is none', () => ahead({ policy: {} }), 'BILL_INVALID'],
    ['a cost that is none', () => ahead({ cost: { charges: [] } }), 'REPORT_INVALID'],
    ...badDates('CIVIL_DATE_INVALID', (through) => ahead({ through })),
  ],
  invoiceFacts: [
    ...badLists((invoices) => core.invoiceFacts(invoices, '2026-03-31')),
    ...badDates('CIVIL_DATE_INVALID', (today) => core.invoiceFacts([], today)),
  ],
  invoiceOverview: [
    ...badLists((invoices) => core.invoiceOverview(invoices)),
    ...badAmounts((invoices) => core.invoiceOverview(invoices.map((each) => ({ ...each, label: 'Open' })))),
    ['no label', () => core.invoiceOverview([invoice as never]), 'REPORT_INVALID'],
  ],
  margin: [
    ...badLists((work) => core.margin({ by: 'agent', work })),
    ...badLists((bills) => core.margin({ by: 'agent', work: all, bills })).slice(1),
    ['an unknown dimension', () => core.margin({ by: 'planet' as never, work: all }), 'REPORT_INVALID'],
  ],
  prepaidOverview: [
    ...badLists((accounts) => core.prepaidOverview(accounts, [], march)),
    ...badLists((postings) => core.prepaidOverview([account], postings, march)),
    ['no period', () => core.prepaidOverview([account], [], undefined as never), 'REPORT_INVALID'],
    [
      'an unknown zone',
      () => core.prepaidOverview([account], [], { ...march, zone: 'Mars/Olympus' }),
      'ZONE_UNKNOWN',
    ],
    ...badDates('CIVIL_DATE_INVALID', (from) => core.prepaidOverview([account], [], { ...march, from })),
  ],
  realisation: [
    ...badLists((work) => core.realisation({ by: 'agent', work })),
    ...[Number.NaN, -1, 0.5].map(
      (ana): Fault => [
        `a capacity of ${ana}`,
        () => core.realisation({ by: 'agent', work: all, capacity: { ana } }),
        'REPORT_INVALID',
      ],
    ),
  ],
  reportWork: [
    ['nothing', () => core.reportWork(undefined as never), 'REPORT_INVALID'],
    ['no rating', () => core.reportWork({ work: [], rated: [] as never, zone: 'UTC' }), 'REPORT_INVALID'],
    ['an unknown zone', () => core.reportWork({ work: [], rated, zone: 'Mars/Olympus' }), 'ZONE_UNKNOWN'],
    [
      'other entries than those that were rated',
      () => core.reportWork({ work: [], rated, zone: 'UTC' }),
      'REPORT_INVALID',
    ],
    [
      'bills that are none',
      () => core.reportWork({ work: [workOf(1)], rated, bills: [{}] as never, zone: 'UTC' }),
      'REPORT_INVALID',
    ],
  ],
  revenueOf: [
    ['nothing', () => core.revenueOf(undefined as never), 'REPORT_INVALID'],
    ['a contract', () => core.revenueOf(contract as never), 'REPORT_INVALID'],
    [
      'a bill that lost its charges',
      () => core.revenueOf({ ...billOf(contract, { work: [workOf(1)] }), charges: [] }),
      'REPORT_INVALID',
    ],
  ],
  unbilledWork: [
    ...badLists((sources) => core.unbilledWork(sources)),
    ...badInstants((at) => core.unbilledWork([rated], { at, zone: 'UTC', billed: [] }), 'REPORT_INVALID'),
    [
      'an unknown zone',
      () => core.unbilledWork([rated], { at: '2026-03-31T00:00:00Z', zone: 'Mars/Olympus', billed: [] }),
      'ZONE_UNKNOWN',
    ],
  ],
};
