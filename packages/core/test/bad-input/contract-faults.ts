// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import type { Money } from '../../src/index.ts';
import { openOnWeekdays } from '../rating/desk.ts';
import {
  badDates,
  badInstants,
  badMoney,
  badWork,
  type Fault,
  type FaultTables,
  of,
  one,
} from './fault-tables.ts';
import { huge } from './refusal.ts';

const calendar = openOnWeekdays();
const march = { from: '2026-03-01', to: '2026-04-01', zone: 'UTC' };
const contract = core.defineContract({
  id: 'c_1',
  customerId: 'acme',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  start: '2026-01-01',
  end: '2027-01-01',
  state: 'active',
  cycle: { frequency: 'monthly' },
  components: [{ id: 'least', kind: 'commitment', amount: '500.00' }],
});
const plan = core.definePlan({ id: 'silver', currency: 'EUR', cycle: { frequency: 'monthly' }, months: 12 });
const ofPlan = { id: 'c_2', customerId: 'acme', zone: 'UTC', start: '2026-01-01' };
const [january] = core.periodsDue(contract, '2026-01-31');
const billed = (facts: object, more: object = {}): unknown =>
  core.billPeriod(
    { contract, contractPeriod: january, at: '2026-02-01T00:00:00.000Z', ...facts } as core.BillFacts,
    { rating: { calendar }, ...more },
  );
const allowance = core.defineAllowance(
  { unit: 'money', quantity: '10.00', carryOver: { maxPeriods: 1, maxQuantity: '5.00' }, prorate: true },
  'EUR',
);
const opening = { period: '2026-01-01', currency: 'EUR' };
const facts: core.ConditionFacts = {
  agent: 'ana',
  team: null,
  serviceType: 'support',
  customer: 'acme',
  workItemKind: null,
  priority: null,
  tags: [],
  attributes: {},
};

/** The true-ups of January, when it came to an amount. */
const minimums = (amount: Money, currency = amount.currency) => {
  const { minimum } = core.partsOn(contract, '2026-01-01');
  const nobody = { agentId: null, teamId: null, serviceTypeId: null };
  return january && core.trueUps(minimum, { period: january, currency, chargeable: [{ ...nobody, amount }] });
};

const seconds = [{ band: 'business', measuredSeconds: 60, billedSeconds: 60 }];
const billedPart = (entryId: string): core.BilledPart => ({
  entryId,
  turn: 0,
  whole: seconds,
  taken: seconds,
  piece: null,
  postings: [],
});

/** What the functions of contracts and their bills refuse. */
export const contractFaults: FaultTables = {
  componentKind: [
    ['no schema', () => core.componentKind({ kind: 'own' } as never), 'COMPONENT_KIND_INVALID'],
    ['nothing', () => core.componentKind(null as never), 'COMPONENT_KIND_INVALID'],
    ['a name of 10 MB', () => core.componentKind({ kind: huge } as never), 'COMPONENT_KIND_INVALID'],
  ],
  exhaustionKind: [
    ['no answer', () => core.exhaustionKind({ name: 'own' } as never), 'EXHAUSTION_KIND_INVALID'],
    ['nothing', () => core.exhaustionKind(undefined as never), 'EXHAUSTION_KIND_INVALID'],
    ['a name of 10 MB', () => core.exhaustionKind({ name: huge } as never), 'EXHAUSTION_KIND_INVALID'],
  ],
  isBilledWhole: [
    [
      'a price that is none',
      () =>
        core.isBilledWhole({
          turn: 1,
          whole: [],
          parts: [],
          piece: { price: '1', left: 'NaN' },
          postings: [],
        }),
      'DECIMAL_INVALID',
    ],
  ],
  restOfEntry: [
    ['no parts', () => core.restOfEntry([]), 'BILL_INVALID'],
    ['nothing', () => core.restOfEntry(null as never), 'BILL_INVALID'],
    ['parts of two entries', () => core.restOfEntry([billedPart('a'), billedPart('b')]), 'BILL_INVALID'],
    ['a part twice', () => core.restOfEntry([billedPart('a'), billedPart('a')]), 'BILL_INVALID'],
    [
      'a price that is none',
      () => core.restOfEntry([{ ...billedPart('a'), piece: { price: 'NaN', taken: '1' } }]),
      'BILL_INVALID',
    ],
    ['no part at all', () => core.restOfEntry([{} as never]), 'BILL_INVALID'],
  ],
  applyCap: [
    ...badMoney((amount) => core.applyCap({ limit: amount, above: 'block' }, [{ key: 'a', amount }], amount)),
    [
      'two currencies',
      () => core.applyCap({ limit: one, above: 'block' }, [{ key: 'a', amount: of('1', 'USD') }], one),
      'CURRENCY_MISMATCH',
    ],
  ],
  billPeriod: [
    ...badInstants((at) => billed({ at })).map(([what, call]): Fault => [what, call, 'BILL_INVALID']),
    ['a misspelt key', () => billed({ wrok: [] }), 'BILL_INVALID'],
    ['a contract that is none', () => billed({ contract: { id: 'c_1' } }), 'BILL_INVALID'],
    ['a period that is none', () => billed({ contractPeriod: { period: march } }), 'BILL_INVALID'],
    ['a use of 10 MB', () => billed({ history: { allowances: { a: { used: huge } } } }), 'BILL_INVALID'],
    ['a contract twice', () => billed({}, { contracts: [{ ...contract, id: 'c_2' }] }), 'CONTRACTS_OVERLAP'],
    ['no calendar', () => billed({}, { rating: {} }), 'CALENDAR_INVALID'],
    ['an unknown language', () => billed({}, { locale: 'tlh' }), 'BILL_INVALID'],
    ['taxes that are none', () => billed({}, { taxCodes: [{ id: 'vat' }] }), 'TOTALS_INVALID'],
  ],
  carryOver: ['NaN', '1e3', huge].map((quantity) => [
    `a quantity of ${quantity.slice(0, 5)}`,
    () => core.carryOver(allowance, [{ period: '2026-01-01', quantity, carried: 0 }]),
    'DECIMAL_INVALID',
  ]),
  compileBilling: [
    ['nothing', () => core.compileBilling(undefined as never), 'BILL_INVALID'],
    ['a misspelt key', () => core.compileBilling({ rating: { calendar }, tax: [] } as never), 'BILL_INVALID'],
    ['no calendar', () => core.compileBilling({ rating: {} } as never), 'CALENDAR_INVALID'],
    ['no rating', () => core.compileBilling({} as never), 'BILL_INVALID'],
  ],
  contractCoverage: [
    [
      'two contracts for the same work',
      () => core.contractCoverage([contract, { ...contract, id: 'c_2' }]),
      'CONTRACTS_OVERLAP',
    ],
    ...badDates('CIVIL_DATE_INVALID', (date) =>
      core.contractCoverage([contract]).contractFor({ facts, start: null, date }),
    ).slice(0, -1),
    ...badInstants((start) =>
      core.contractCoverage([contract]).contractFor({ facts, start, date: '2026-03-02' }),
    ),
  ],
  contractFromPlan: [
    ...badDates('CONTRACT_INVALID', (start) => core.contractFromPlan(plan, { ...ofPlan, start })),
    ['nothing', () => core.contractFromPlan(plan, undefined as never), 'CONTRACT_INVALID'],
    ['a text', () => core.contractFromPlan(plan, 'c_2' as never), 'CONTRACT_INVALID'],
    ['an empty object', () => core.contractFromPlan(plan, {} as never), 'CONTRACT_INVALID'],
    ['no plan', () => core.contractFromPlan(undefined as never, ofPlan), 'PLAN_INVALID'],
    [
      'an unknown zone',
      () => core.contractFromPlan(plan, { ...ofPlan, zone: 'Mars/Olympus' }),
      'CONTRACT_INVALID',
    ],
    [
      'another currency',
      () => core.contractFromPlan(plan, { ...ofPlan, currency: 'USD' }),
      'CONTRACT_INVALID',
    ],
    [
      'components that are no list',
      () => core.contractFromPlan(plan, { ...ofPlan, components: huge as never }),
      'CONTRACT_INVALID',
    ],
    [
      'a component that is nothing',
      () => core.contractFromPlan(plan, { ...ofPlan, components: [undefined as never] }),
      'CONTRACT_INVALID',
    ],
  ],
  coveredDays: [
    ...badDates('CIVIL_DATE_INVALID', (from) => core.coveredDays(contract, { ...march, from })),
    ...badDates('CIVIL_DATE_INVALID', (to) => core.coveredDays(contract, { ...march, to })),
  ],
  crossedThresholds: ['NaN', '1e3', huge].flatMap((bad): readonly Fault[] => {
    const what = bad.slice(0, 5);
    return [
      [`a use of ${what}`, () => core.crossedThresholds({ used: bad, limit: '1' }), 'DECIMAL_INVALID'],
      [`a limit of ${what}`, () => core.crossedThresholds({ used: '1', limit: bad }), 'DECIMAL_INVALID'],
      [
        `a threshold of ${what}`,
        () => core.crossedThresholds({ used: '1', limit: '1' }, [bad]),
        'DECIMAL_INVALID',
      ],
    ];
  }),
  defineAllowance: [
    [
      'a quantity that is NaN',
      () => core.defineAllowance({ unit: 'hours', quantity: 'NaN' }, 'EUR'),
      'ALLOWANCE_INVALID',
    ],
    [
      'half a cent',
      () => core.defineAllowance({ unit: 'money', quantity: '0.005' }, 'EUR'),
      'ALLOWANCE_INVALID',
    ],
    [
      'an unknown currency',
      () => core.defineAllowance({ unit: 'money', quantity: '1' }, 'XXX'),
      'ALLOWANCE_INVALID',
    ],
    [
      'a quantity of 10 MB',
      () => core.defineAllowance({ unit: 'hours', quantity: huge }, 'EUR'),
      'ALLOWANCE_INVALID',
    ],
  ],
  defineContract: [
    ...badDates('CONTRACT_INVALID', (start) => core.defineContract({ ...contract, start })),
    ['an unknown zone', () => core.defineContract({ ...contract, zone: 'Mars/Olympus' }), 'CONTRACT_INVALID'],
    ['an unknown currency', () => core.defineContract({ ...contract, currency: 'XXX' }), 'CONTRACT_INVALID'],
    [
      'an end before its start',
      () => core.defineContract({ ...contract, end: '2025-01-01' }),
      'CONTRACT_INVALID',
    ],
    [
      'an unknown component kind',
      () => core.defineContract({ ...contract, components: [{ id: 'a', kind: 'constructor' }] }),
      'CONTRACT_INVALID',
    ],
  ],
  definePlan: [
    ['an unknown currency', () => core.definePlan({ ...plan, currency: huge }), 'PLAN_INVALID'],
    ['NaN months', () => core.definePlan({ ...plan, months: Number.NaN }), 'PLAN_INVALID'],
  ],
  inForceOn: badDates('CIVIL_DATE_INVALID', (date) => core.inForceOn(contract, date)),
  openAllowance: [
    ...badWork((given) => core.openAllowance(allowance, opening).draw(given)),
    [
      'a use that is NaN',
      () => core.openAllowance(allowance, { ...opening, used: 'NaN' }),
      'DECIMAL_INVALID',
    ],
    ['a use of 10 MB', () => core.openAllowance(allowance, { ...opening, used: huge }), 'DECIMAL_INVALID'],
    [
      'an unknown currency',
      () => core.openAllowance(allowance, { ...opening, currency: 'XXX' }),
      'CURRENCY_UNKNOWN',
    ],
    [
      'a share of no days',
      () => core.openAllowance(allowance, { ...opening, share: { covered: 0, full: 0 } }),
      'PERIOD_INVALID',
    ],
  ],
  partsOn: [
    ...badDates('CIVIL_DATE_INVALID', (date) => core.partsOn(contract, date)),
    [
      'an unknown component kind',
      () => core.partsOn({ ...contract, components: [{ id: 'a', kind: huge }] }, '2026-03-02'),
      'CONTRACT_INVALID',
    ],
  ],
  periodsDue: badDates('CIVIL_DATE_INVALID', (through) => core.periodsDue(contract, through)),
  prorate: [
    ['a price that is NaN', () => core.prorate('NaN', { covered: 1, full: 31 }, 'EUR'), 'DECIMAL_INVALID'],
    ['a price of 10 MB', () => core.prorate(huge, { covered: 1, full: 31 }, 'EUR'), 'DECIMAL_INVALID'],
    ['an unknown currency', () => core.prorate('1', { covered: 1, full: 31 }, 'XXX'), 'CURRENCY_UNKNOWN'],
    ...[
      { covered: 0, full: 0 },
      { covered: 32, full: 31 },
      { covered: -1, full: 31 },
      { covered: 0.5, full: 31 },
      { covered: Number.NaN, full: 31 },
    ].map(
      (share): Fault => [
        `${share.covered} of ${share.full} days`,
        () => core.prorate('1', share, 'EUR'),
        'PERIOD_INVALID',
      ],
    ),
  ],
  quotaAnswer: ['NaN', '1e3', huge].map((left) => [
    `${left.slice(0, 5)} left`,
    () => core.quotaAnswer([{ componentId: 'a', allowance, left }], facts),
    'DECIMAL_INVALID',
  ]),
  renewContract: [
    [
      'no end',
      () => core.renewContract({ ...contract, end: null }, 'c_2', { months: 12 }),
      'CONTRACT_INVALID',
    ],
    ['no months', () => core.renewContract(contract, 'c_2'), 'CONTRACT_INVALID'],
    ...[0, -1, 1.5, Number.NaN, 1201].map(
      (months): Fault => [
        `${months} months`,
        () => core.renewContract(contract, 'c_2', { months }),
        'CONTRACT_INVALID',
      ],
    ),
    ['an id that is empty', () => core.renewContract(contract, '', { months: 12 }), 'CONTRACT_INVALID'],
    ['an id of 10 MB', () => core.renewContract(contract, huge, { months: 12 }), 'CONTRACT_INVALID'],
  ],
  renewalTasks: badDates('CIVIL_DATE_INVALID', (date) => core.renewalTasks(contract, date)),
  termsOn: badDates('CIVIL_DATE_INVALID', (date) => core.termsOn(contract, date)),
  transitionContract: [
    ...badDates('CIVIL_DATE_INVALID', (on) => core.transitionContract(contract, { type: 'terminate', on })),
    ['what can not be done', () => core.transitionContract(contract, { type: 'activate' }), 'CONTRACT_STATE'],
    ['an unknown action', () => core.transitionContract(contract, { type: huge as never }), 'CONTRACT_STATE'],
    [
      'an end before the start',
      () => core.transitionContract(contract, { type: 'terminate', on: '2025-12-31' }),
      'CONTRACT_INVALID',
    ],
  ],
  trueUps: [
    ...badMoney((amount) => minimums(amount)),
    ['another currency', () => minimums(of('1', 'USD'), 'EUR'), 'CURRENCY_MISMATCH'],
  ],
};
