import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.ts';
import type { CurrencyCode, Money } from '../../src/index.ts';
import { exampleCharge } from '../../src/testing/charge-fixture.ts';
import { hourlyCard, openOnWeekdays } from '../rating/desk.ts';
import { huge, refusalOf } from './refusal.ts';

type Fault = readonly [what: string, call: () => unknown, code: string];

const of = (amount: string, currency: CurrencyCode = 'EUR'): Money => ({ amount, currency });
const one = of('1.00');

/** What every function over an amount refuses. */
const badMoney = (use: (amount: Money) => unknown): readonly Fault[] => [
  ['NaN', () => use(of('NaN')), 'MONEY_INVALID'],
  ['an exponent', () => use(of('1e3')), 'MONEY_INVALID'],
  ['a number', () => use({ ...one, amount: 1 as never }), 'MONEY_INVALID'],
  ['a comma', () => use(of('1,00')), 'MONEY_INVALID'],
  ['too many decimals', () => use(of('1.005')), 'MONEY_INVALID'],
  ['an amount of 10 MB', () => use(of(huge)), 'MONEY_INVALID'],
  ['an unknown currency', () => use(of('1.00', 'XXX')), 'CURRENCY_UNKNOWN'],
  ['a currency of 10 MB', () => use(of('1.00', huge)), 'CURRENCY_UNKNOWN'],
];

/** What every function over charges refuses. */
const badCharges = (use: (charges: core.Charges) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'CHARGE_INVALID'],
  ['one charge', () => use(charge as never), 'CHARGE_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'CHARGE_INVALID'],
  ['a list with a hole', () => use([undefined as never]), 'CHARGE_INVALID'],
  ['a list of other things', () => use([licence as never]), 'CHARGE_INVALID'],
];

const badDates = (code: string, use: (date: string) => unknown): readonly Fault[] => [
  ['2026-02-30', () => use('2026-02-30'), code],
  ['no date', () => use('tomorrow'), code],
  ['a date of 10 MB', () => use(huge), code],
  ['a lone surrogate', () => use('2026-03-0\ud800'), code],
  ['a year too far', () => use('9999-12-31'), code],
];

const cycle = { frequency: 'monthly', every: 1, anchor: '2026-01-31', zone: 'Europe/Berlin' } as const;
const march = { from: '2026-03-01', to: '2026-04-01', zone: 'UTC' };
const badCycles = (use: (given: core.Cycle) => unknown): readonly Fault[] => [
  ['every 0 months', () => use({ ...cycle, every: 0 }), 'PERIOD_INVALID'],
  ['every NaN months', () => use({ ...cycle, every: Number.NaN }), 'PERIOD_INVALID'],
  ['an anchor that does not exist', () => use({ ...cycle, anchor: '2026-02-30' }), 'PERIOD_INVALID'],
  ['an unknown frequency', () => use({ ...cycle, frequency: 'daily' as never }), 'PERIOD_INVALID'],
  ['an unknown zone', () => use({ ...cycle, zone: 'Mars/Olympus' }), 'PERIOD_INVALID'],
];

const calendar = openOnWeekdays();
const vat = { id: 'vat', name: 'VAT', percent: '19' };
const line = { net: one, taxCodes: ['vat'] };
const taxes = (more: object) => () =>
  core.computeTaxes({
    lines: [line],
    taxCodes: [vat],
    currency: 'EUR',
    pricesIncludeTax: false,
    rounding: { level: 'document', mode: 'half-up' },
    ...more,
  });
const totals = (more: object) => () =>
  core.totalInvoice({ lines: [{ key: 'a', amount: one, taxCodes: [] }], currency: 'EUR', ...more });

const charge = exampleCharge();
const stranger = exampleCharge({ entryId: 'b', customerId: 'globex' });
const policy = core.linePolicy();
const [invoiceLine] = core.priceLines([charge], policy);
const train = core.expense({
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Train',
  amount: one,
  kind: 'billable',
});
const licence = core.productCharge({
  id: 'pc_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Licence',
  quantity: '1',
  unitPrice: '1',
  currency: 'EUR',
});
const others = { customerId: 'globex', id: 'other' };
const blocked = {
  index: 0,
  entryId: 'a',
  customerId: 'acme',
  reason: 'no-rate',
  seconds: 60,
  error: null,
} as const;
const excluded = { index: 0, entryId: 'a', customerId: 'acme', reason: 'no-time', seconds: 0 } as const;
const klingon = { locale: 'tlh' as never };

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
const work = {
  workItem: null,
  unit: 'hour',
  pieces: 0,
  unitPrice: '60',
  band: 'business',
  billedSeconds: 60,
} as const;
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

const now = '2026-06-30T08:00:00.000Z';
const account = core.definePrepaidAccount({
  id: 'hours',
  customerId: 'acme',
  unit: 'hours',
  overdraft: '1',
  topUp: { threshold: '2', by: '5', pricePerHour: of('90.00') },
});
const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: now };
const { lot, posting } = core.creditLot(account, core.prepaidLot(account, purchase), now);
const expiring = { ...lot, expiresOn: '2026-06-30' };
const june = core.period('2026-06-01', '2026-07-01', 'Europe/Berlin');
const pool = () => core.openPool(account, [lot], [posting], now);
const drawn = { entryId: 'te_1', part: 'business', workDate: '2026-06-10' };
const draw = { ...posting, ...drawn, key: 'draw', kind: 'draw', quantity: '-60', lotId: null } as const;
const euros = { id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR' } as const;
const change = { id: 'ch_1', quantity: '1', at: now };

/** The true-ups of January, when it came to an amount. */
const minimums = (amount: Money, currency = amount.currency) => {
  const { minimum } = core.partsOn(contract, '2026-01-01');
  const nobody = { agentId: null, teamId: null, serviceTypeId: null };
  return january && core.trueUps(minimum, { period: january, currency, chargeable: [{ ...nobody, amount }] });
};

/** What every function over prepaid accounts refuses of a ledger. */
const badLedger = (
  use: (postings: readonly core.PrepaidPosting[]) => unknown,
  about: core.PrepaidPosting = posting,
): readonly Fault[] => {
  const withQuantity = (quantity: unknown) => () => use([{ ...about, quantity: quantity as never }]);
  return [
    ['a posting of NaN', withQuantity('NaN'), 'PREPAID_POSTING_INVALID'],
    ['a posting with an exponent', withQuantity('1e3'), 'PREPAID_POSTING_INVALID'],
    ['a posting of a number', withQuantity(3600), 'PREPAID_POSTING_INVALID'],
    ['a posting without a quantity', withQuantity(undefined), 'PREPAID_POSTING_INVALID'],
    ['a posting finer than the ledger counts', withQuantity('0.00001'), 'PREPAID_POSTING_INVALID'],
    ['a posting of 10 MB', withQuantity(huge), 'PREPAID_POSTING_INVALID'],
  ];
};

const badInstants = (use: (at: string) => unknown, code = 'INSTANT_INVALID'): readonly Fault[] => [
  ['no instant', () => use('tomorrow'), code],
  ['an instant without an offset', () => use('2026-06-30T08:00:00'), code],
  ['an instant that does not exist', () => use('2026-06-31T08:00:00Z'), code],
  ['an instant of 10 MB', () => use(huge), code],
];

/** What every function that changes a lot refuses of the change. */
const badChanges = (use: (given: core.LotChange) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'PREPAID_POSTING_INVALID'],
  ['a quantity of 0', () => use({ ...change, quantity: '0' }), 'PREPAID_POSTING_INVALID'],
  ['a quantity that is NaN', () => use({ ...change, quantity: 'NaN' }), 'PREPAID_POSTING_INVALID'],
  ['a number', () => use({ ...change, quantity: 1 as never }), 'PREPAID_POSTING_INVALID'],
  ['a quantity of 10 MB', () => use({ ...change, quantity: huge }), 'PREPAID_POSTING_INVALID'],
  ['an id that is empty', () => use({ ...change, id: '' }), 'PREPAID_POSTING_INVALID'],
  ['a reason of 10 MB', () => use({ ...change, reason: huge }), 'PREPAID_POSTING_INVALID'],
  ...badInstants((at) => use({ ...change, at }), 'PREPAID_POSTING_INVALID'),
];

/** What every function that covers work refuses of it. */
const badWork = (use: (given: typeof work) => unknown): readonly Fault[] => [
  ['seconds that are NaN', () => use({ ...work, billedSeconds: Number.NaN as never }), 'CHARGE_INVALID'],
  ['half a second', () => use({ ...work, billedSeconds: 0.5 as never }), 'CHARGE_INVALID'],
  ['negative seconds', () => use({ ...work, billedSeconds: -60 as never }), 'CHARGE_INVALID'],
  ['endless pieces', () => use({ ...work, pieces: Infinity as never }), 'CHARGE_INVALID'],
  ['a price that is NaN', () => use({ ...work, unitPrice: 'NaN' as never }), 'CHARGE_INVALID'],
  ['a price that is a number', () => use({ ...work, unitPrice: 60 as never }), 'CHARGE_INVALID'],
  ['a price of 10 MB', () => use({ ...work, unitPrice: huge as never }), 'CHARGE_INVALID'],
];

/** Faults that the types allow: texts and numbers that are no dates, amounts, zones or policies. */
const faults: Readonly<Record<string, readonly Fault[]>> = {
  add: [
    ...badMoney((amount) => core.add(amount, amount)),
    ['two currencies', () => core.add(one, of('1', 'USD')), 'CURRENCY_MISMATCH'],
  ],
  addDays: [
    ...badDates('CIVIL_DATE_INVALID', (date) => core.addDays(date, 1)),
    ['NaN days', () => core.addDays('2026-03-02', Number.NaN), 'CIVIL_DATE_INVALID'],
    ['half a day', () => core.addDays('2026-03-02', 0.5), 'CIVIL_DATE_INVALID'],
    ['endless days', () => core.addDays('2026-03-02', Infinity), 'CIVIL_DATE_INVALID'],
  ],
  adjustLot: [
    ...badChanges((given) =>
      core.adjustLot(account, lot, [posting], { reason: 'goodwill', ...given } as never),
    ),
    [
      'no reason',
      () => core.adjustLot(account, lot, [posting], { ...change, reason: ' ' }),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'more than is left',
      () => core.adjustLot(account, lot, [posting], { ...change, quantity: '-11', reason: 'returned' }),
      'PREPAID_SHORT',
    ],
  ],
  allocate: [
    ...badMoney((amount) => core.allocate(amount, [1])),
    ['no part', () => core.allocate(one, []), 'ALLOCATION_INVALID'],
    ['no weight above 0', () => core.allocate(one, [0, 0]), 'ALLOCATION_INVALID'],
    ['a negative weight', () => core.allocate(one, [1, -1]), 'ALLOCATION_INVALID'],
    ['a weight that is NaN', () => core.allocate(one, [Number.NaN]), 'ALLOCATION_INVALID'],
    ['a weight of 10 MB', () => core.allocate(one, [huge]), 'ALLOCATION_INVALID'],
  ],
  allocateLine: [
    [
      'charges of another line',
      () => invoiceLine && core.allocateLine(invoiceLine, [exampleCharge({ entryId: 'other' })]),
      'ALLOCATION_INVALID',
    ],
    [
      'another currency',
      () => invoiceLine && core.allocateLine(invoiceLine, [exampleCharge({ currency: 'USD' })]),
      'CURRENCY_MISMATCH',
    ],
  ],
  applyCap: [
    ...badMoney((amount) => core.applyCap({ limit: amount, above: 'block' }, [{ key: 'a', amount }], amount)),
    [
      'two currencies',
      () => core.applyCap({ limit: one, above: 'block' }, [{ key: 'a', amount: of('1', 'USD') }], one),
      'CURRENCY_MISMATCH',
    ],
  ],
  balanceAt: [
    ...badLedger((postings) => core.balanceAt(account, postings, now)),
    ...badInstants((at) => core.balanceAt(account, [posting], at)),
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
  chargesByCustomer: badCharges(core.chargesByCustomer),
  chargesByLine: [
    ...badCharges((given) => core.chargesByLine(given, policy)),
    ['a charge twice', () => core.chargesByLine([charge, charge], policy), 'DUPLICATE_CHARGE'],
    ['two customers', () => core.chargesByLine([charge, stranger], policy), 'TOTALS_INVALID'],
    ['no policy', () => core.chargesByLine([charge], undefined as never), 'LINE_POLICY_INVALID'],
  ],
  civilDate: badDates('CIVIL_DATE_INVALID', core.civilDate),
  civilDateOf: [Number.NaN, 0.5, Infinity, -1e12].map((days) => [
    String(days),
    () => core.civilDateOf(days),
    'CIVIL_DATE_INVALID',
  ]),
  compare: [
    ...badMoney((amount) => core.compare(amount, amount)),
    ['two currencies', () => core.compare(one, of('1', 'USD')), 'CURRENCY_MISMATCH'],
  ],
  compileRater: [
    [
      'an unknown zone',
      () => core.compileRater({ calendar: { ...calendar, zone: 'Mars/Olympus' } }),
      'CALENDAR_INVALID',
    ],
    [
      'a card that contradicts itself',
      () =>
        core.compileRater({
          calendar,
          rateCard: {
            ...hourlyCard('1'),
            versions: [...hourlyCard('1').versions, ...hourlyCard('2').versions],
          },
        }),
      'RATE_CARD_INVALID',
    ],
  ],
  computeTaxes: [
    ['an unknown tax code', taxes({ taxCodes: [] }), 'TAX_CODE_UNKNOWN'],
    ['a tax code twice', taxes({ taxCodes: [vat, vat] }), 'TOTALS_INVALID'],
    ['a percent that is no number', taxes({ taxCodes: [{ ...vat, percent: 'NaN' }] }), 'TOTALS_INVALID'],
    ['another currency', taxes({ currency: 'USD' }), 'CURRENCY_MISMATCH'],
    ['an amount that is none', taxes({ lines: [{ ...line, net: of('x') }] }), 'MONEY_INVALID'],
    [
      'an unknown rounding mode',
      taxes({ rounding: { level: 'document', mode: 'banker' } }),
      'TOTALS_INVALID',
    ],
    ['an unknown rounding level', taxes({ rounding: { level: 'page', mode: 'up' } }), 'TOTALS_INVALID'],
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
  coverCharge: [
    ...badWork((given) =>
      core.coverCharge(pool(), { ...drawn, ...given, date: '2026-06-10', currency: 'EUR' }),
    ),
    [
      'another currency',
      () => {
        const budget = core.definePrepaidAccount({ ...euros, overdraft: '1.00' });
        const charged = { ...drawn, ...work, date: '2026-06-10', currency: 'USD' };
        return core.coverCharge(core.openPool(budget, [], [], now), charged);
      },
      'CURRENCY_MISMATCH',
    ],
  ],
  coverageReport: [
    ...badCharges((charges) => core.coverageReport({ charges })).slice(1),
    ['nothing', () => core.coverageReport(undefined as never), 'COVERAGE_INVALID'],
    ['a list that is none', () => core.coverageReport({ blocked: huge as never }), 'COVERAGE_INVALID'],
    ['an entry that is nowhere', () => core.coverageReport({ entryCount: 1 }), 'COVERAGE_MISMATCH'],
    [
      'seconds that do not add up',
      () => core.coverageReport({ entryCount: 1, entrySeconds: 61, blocked: [blocked] }),
      'COVERAGE_MISMATCH',
    ],
  ],
  coveredDays: [
    ...badDates('CIVIL_DATE_INVALID', (from) => core.coveredDays(contract, { ...march, from })),
    ...badDates('CIVIL_DATE_INVALID', (to) => core.coveredDays(contract, { ...march, to })),
  ],
  creditLot: [
    ...badInstants((at) => core.creditLot(account, { ...lot, usableAt: null }, at)),
    [
      'a quantity that is NaN',
      () => core.creditLot(account, { ...lot, quantity: 'NaN' }, now),
      'PREPAID_POSTING_INVALID',
    ],
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
  cutIntoBands: [
    [
      'end before start',
      () => core.cutIntoBands(calendar, '2026-03-02T10:00:00Z', '2026-03-02T09:00:00Z'),
      'INSTANT_INVALID',
    ],
    ...badDates('INSTANT_INVALID', (text) => core.cutIntoBands(calendar, text, text)),
  ],
  dayNumber: badDates('CIVIL_DATE_INVALID', core.dayNumber),
  daysOf: badDates('CIVIL_DATE_INVALID', (from) => core.daysOf({ ...march, from })),
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
  defineCalendar: [
    [
      'an unknown zone',
      () => core.defineCalendar({ zone: 'Mars/Olympus', business: [] }),
      'CALENDAR_INVALID',
    ],
    ['a zone of 10 MB', () => core.defineCalendar({ zone: huge, business: [] }), 'CALENDAR_INVALID'],
    ['an offset as zone', () => core.defineCalendar({ zone: '+01:00', business: [] }), 'CALENDAR_INVALID'],
    ...badDates('CALENDAR_INVALID', (date) =>
      core.defineCalendar({ zone: 'UTC', business: [], holidays: [date] }),
    ),
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
  definePrepaidAccount: [
    [
      'an unknown currency',
      () => core.definePrepaidAccount({ ...euros, currency: 'XXX' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'hours with a currency',
      () => core.definePrepaidAccount({ ...euros, unit: 'hours' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'an overdraft that is NaN',
      () => core.definePrepaidAccount({ ...euros, overdraft: 'NaN' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'a negative overdraft',
      () => core.definePrepaidAccount({ ...euros, overdraft: '-1' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
  ],
  defineRateCard: [
    ['a rate that is NaN', () => hourlyCard('NaN'), 'RATE_CARD_INVALID'],
    ['a negative rate', () => hourlyCard('-1'), 'RATE_CARD_INVALID'],
    ['a rate of 10 MB', () => hourlyCard(huge), 'RATE_CARD_INVALID'],
  ],
  expiryDue: [
    ...badLedger((postings) => core.expiryDue(account, [expiring], postings, '2026-07-01', now)),
    ...badDates('CIVIL_DATE_INVALID', (today) => core.expiryDue(account, [expiring], [posting], today, now)),
    ...badInstants((at) => core.expiryDue(account, [expiring], [posting], '2026-07-01', at)),
  ],
  expense: badDates('EXPENSE_INVALID', (date) => core.expense({ ...train, date })),
  expenseLines: [
    ...badMoney((amount) => core.expenseLines([{ ...train, amount }])),
    ['two customers', () => core.expenseLines([train, { ...train, ...others }]), 'TOTALS_INVALID'],
    [
      'two currencies',
      () => core.expenseLines([train, { ...train, id: 'b', amount: of('1', 'USD') }]),
      'CURRENCY_MISMATCH',
    ],
  ],
  explain: [
    ['an unknown language', () => core.explain(charge, klingon), 'LOCALE_UNKNOWN'],
    ['a language that is no option', () => core.explain(charge, 'de' as never), 'EXPLANATION_INVALID'],
    ['nothing', () => core.explain(undefined as never), 'EXPLANATION_INVALID'],
    ['a line', () => core.explain(invoiceLine as never), 'EXPLANATION_INVALID'],
  ],
  explainBlocked: [
    ['an unknown language', () => core.explainBlocked(blocked, klingon), 'LOCALE_UNKNOWN'],
    ['excluded work', () => core.explainBlocked(excluded as never), 'EXPLANATION_INVALID'],
  ],
  explainExcluded: [
    ['an unknown language', () => core.explainExcluded(excluded, klingon), 'LOCALE_UNKNOWN'],
    ['blocked work', () => core.explainExcluded(blocked as never), 'EXPLANATION_INVALID'],
  ],
  explainLine: [
    [
      'an unknown language',
      () => invoiceLine && core.explainLine(invoiceLine, [charge], klingon),
      'LOCALE_UNKNOWN',
    ],
    ['no charges', () => invoiceLine && core.explainLine(invoiceLine, []), 'EXPLANATION_INVALID'],
    ['a charge', () => core.explainLine(charge as never, [charge]), 'EXPLANATION_INVALID'],
  ],
  formatMoney: [
    ['an unknown language', () => core.formatMoney(one, 'tlh' as never), 'LOCALE_UNKNOWN'],
    ['a language of 10 MB', () => core.formatMoney(one, huge as never), 'LOCALE_UNKNOWN'],
    [
      'the name of what every object has',
      () => core.formatMoney(one, 'constructor' as never),
      'LOCALE_UNKNOWN',
    ],
    ['NaN', () => core.formatMoney(of('NaN'), 'en'), 'DECIMAL_INVALID'],
    ['a number', () => core.formatMoney({ ...one, amount: 1.5 as never }, 'en'), 'MONEY_INVALID'],
    ['an unknown currency', () => core.formatMoney(of('1', 'XXX'), 'en'), 'CURRENCY_UNKNOWN'],
    ['nothing', () => core.formatMoney(undefined as never, 'en'), 'MONEY_INVALID'],
  ],
  formatNumber: [
    ['NaN', () => core.formatNumber('NaN', 'en'), 'DECIMAL_INVALID'],
    ['a number', () => core.formatNumber(1.5 as never, 'en'), 'DECIMAL_INVALID'],
    ['an exponent', () => core.formatNumber('1e3', 'de'), 'DECIMAL_INVALID'],
    ['an unknown language', () => core.formatNumber('1', 'tlh' as never), 'LOCALE_UNKNOWN'],
  ],
  fromLedgerQuantity: [
    ...badLedger(([given]) => core.fromLedgerQuantity(account, given?.quantity as never)),
    ...[Number.NaN, -1, 0.5, 1e6].map(
      (places): Fault => [
        `${places} places`,
        () => core.fromLedgerQuantity(account, '3600', places),
        'PREPAID_POSTING_INVALID',
      ],
    ),
  ],
  inForceOn: badDates('CIVIL_DATE_INVALID', (date) => core.inForceOn(contract, date)),
  instant: badDates('INSTANT_INVALID', (date) => core.instant(`${date}T09:00:00Z`)),
  instantFromWallClock: [
    ...badDates('INSTANT_INVALID', (date) => core.instantFromWallClock(`${date}T09:00`, 'UTC')),
    ['an unknown zone', () => core.instantFromWallClock('2026-03-02T09:00', 'Mars/Olympus'), 'ZONE_UNKNOWN'],
    ['a zone of 10 MB', () => core.instantFromWallClock('2026-03-02T09:00', huge), 'ZONE_UNKNOWN'],
  ],
  instantToSeconds: badDates('INSTANT_INVALID', core.instantToSeconds),
  isNegative: badMoney(core.isNegative),
  isZero: badMoney(core.isZero),
  linePolicy: [
    ['a scale of 7', () => core.linePolicy({ quantityScale: 7 }), 'LINE_POLICY_INVALID'],
    ['a scale that is NaN', () => core.linePolicy({ unitPriceScale: Number.NaN }), 'LINE_POLICY_INVALID'],
    ['a key twice', () => core.linePolicy({ groupBy: ['band', 'band'] }), 'LINE_POLICY_INVALID'],
  ],
  minorDigits: [
    ['an unknown currency', () => core.minorDigits('XXX'), 'CURRENCY_UNKNOWN'],
    ['small letters', () => core.minorDigits('eur'), 'CURRENCY_UNKNOWN'],
  ],
  money: badMoney(({ amount, currency }) => core.money(amount, currency)),
  multiply: [
    ['an amount that is none', () => core.multiply(of('NaN'), '2'), 'DECIMAL_INVALID'],
    ['a factor that is NaN', () => core.multiply(one, 'NaN'), 'DECIMAL_INVALID'],
    ['a factor of 10 MB', () => core.multiply(one, huge), 'DECIMAL_INVALID'],
    ['an unknown rounding mode', () => core.multiply(one, '2', 'banker' as never), 'DECIMAL_INVALID'],
    [
      'more than can be written',
      () => core.multiply(of('9'.repeat(30)), '9'.repeat(30)),
      'AMOUNT_OUT_OF_RANGE',
    ],
  ],
  negate: badMoney(core.negate),
  nextPeriod: [
    ...badDates('CIVIL_DATE_INVALID', (to) => core.nextPeriod(cycle, { ...march, to })),
    ...badCycles((given) => core.nextPeriod(given, march)),
  ],
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
  openPool: [
    ...badLedger((postings) => core.openPool(account, [lot], postings, now)),
    ...badInstants((at) => core.openPool(account, [lot], [posting], at)),
    ...badDates('CIVIL_DATE_INVALID', (workDate) => pool().draw('60', { ...drawn, workDate })),
    ...badDates('CIVIL_DATE_INVALID', (workDate) => pool().available(workDate)),
    ...badLedger(([given]) => pool().draw(given?.quantity as never, drawn)),
  ],
  partsOn: [
    ...badDates('CIVIL_DATE_INVALID', (date) => core.partsOn(contract, date)),
    [
      'an unknown component kind',
      () => core.partsOn({ ...contract, components: [{ id: 'a', kind: huge }] }, '2026-03-02'),
      'CONTRACT_INVALID',
    ],
  ],
  period: [
    ...badDates('PERIOD_INVALID', (date) => core.period(date, '2026-04-01', 'UTC')),
    ['an end before its begin', () => core.period('2026-04-01', '2026-03-01', 'UTC'), 'PERIOD_INVALID'],
    ['an unknown zone', () => core.period('2026-03-01', '2026-04-01', 'Mars/Olympus'), 'PERIOD_INVALID'],
  ],
  periodAt: [
    ...badDates('CIVIL_DATE_INVALID', (date) => core.periodAt(cycle, date)),
    ...badCycles((given) => core.periodAt(given, '2026-03-02')),
  ],
  periodContains: badDates('CIVIL_DATE_INVALID', (date) => core.periodContains(march, date)),
  periodsDue: badDates('CIVIL_DATE_INVALID', (through) => core.periodsDue(contract, through)),
  prepaidLot: [
    [
      'a quantity of 0',
      () => core.prepaidLot(account, { ...purchase, quantity: '0' }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a quantity that is NaN',
      () => core.prepaidLot(account, { ...purchase, quantity: 'NaN' }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a quantity of 10 MB',
      () => core.prepaidLot(account, { ...purchase, quantity: huge }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a price below 0',
      () => core.prepaidLot(account, { ...purchase, price: of('-1') }),
      'PREPAID_LOT_INVALID',
    ],
    ...badInstants(
      (purchasedAt) => core.prepaidLot(account, { ...purchase, purchasedAt }),
      'PREPAID_LOT_INVALID',
    ),
    ...badDates('PREPAID_LOT_INVALID', (expiresOn) => core.prepaidLot(account, { ...purchase, expiresOn })),
  ],
  prepaidStatement: [
    ...badLedger((postings) => core.prepaidStatement(account, postings, june)),
    ...badInstants((at) => core.prepaidStatement(account, [{ ...posting, at }], june)),
    ...badDates('CIVIL_DATE_INVALID', (to) => core.prepaidStatement(account, [posting], { ...june, to })),
    [
      'an unknown zone',
      () => core.prepaidStatement(account, [posting], { ...june, zone: 'Mars/Olympus' }),
      'ZONE_UNKNOWN',
    ],
  ],
  priceLines: [
    ...badCharges((given) => core.priceLines(given, policy)),
    ['a charge twice', () => core.priceLines([charge, charge], policy), 'DUPLICATE_CHARGE'],
    ['no policy', () => core.priceLines([charge], undefined as never), 'LINE_POLICY_INVALID'],
    [
      'two customers',
      () => core.priceLines([charge, exampleCharge({ ...others, entryId: 'b' })], policy),
      'TOTALS_INVALID',
    ],
    [
      'two currencies',
      () => core.priceLines([charge, exampleCharge({ entryId: 'b', currency: 'USD' })], policy),
      'CURRENCY_MISMATCH',
    ],
  ],
  productCharge: badDates('PRODUCT_CHARGE_INVALID', (date) => core.productCharge({ ...licence, date })),
  productLines: [
    ['two customers', () => core.productLines([licence, { ...licence, ...others }]), 'TOTALS_INVALID'],
    [
      'two currencies',
      () => core.productLines([licence, { ...licence, id: 'b', currency: 'USD' }]),
      'CURRENCY_MISMATCH',
    ],
    ['a quantity that is NaN', () => core.productLines([{ ...licence, quantity: 'NaN' }]), 'DECIMAL_INVALID'],
  ],
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
  quantityPolicy: [
    ['negative time', () => core.quantityPolicy({ minimumMinutes: -1 }), 'QUANTITY_POLICY_INVALID'],
    ['NaN', () => core.quantityPolicy({ incrementMinutes: Number.NaN }), 'QUANTITY_POLICY_INVALID'],
  ],
  quotaAnswer: ['NaN', '1e3', huge].map((left) => [
    `${left.slice(0, 5)} left`,
    () => core.quotaAnswer([{ componentId: 'a', allowance, left }], facts),
    'DECIMAL_INVALID',
  ]),
  refundLot: [
    ...badChanges((given) => core.refundLot(account, lot, [posting], given)),
    ...badLedger((postings) => core.refundLot(account, lot, postings, change)),
    [
      'more than is left',
      () => core.refundLot(account, lot, [posting], { ...change, quantity: '11' }),
      'PREPAID_SHORT',
    ],
  ],
  remainingOf: badLedger((postings) => core.remainingOf(account, lot, postings)),
  renewalTasks: badDates('CIVIL_DATE_INVALID', (date) => core.renewalTasks(contract, date)),
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
  resolveHolidays: [
    ...badDates('CIVIL_DATE_INVALID', (date) => core.resolveHolidays(() => [], date, '2027-01-01')),
    ...badDates('CALENDAR_INVALID', (date) => core.resolveHolidays(() => [date], '2026-01-01', '2027-01-01')),
    [
      'a source that gives no list',
      () => core.resolveHolidays(() => 'none' as never, '2026-01-01', '2027-01-01'),
      'CALENDAR_INVALID',
    ],
  ],
  reverseDraws: [
    ...badLedger((postings) => core.reverseDraws(account, postings, 'te_1', { at: now }), draw),
    ...badInstants((at) => core.reverseDraws(account, [draw], 'te_1', { at })),
  ],
  reversePosting: [
    ...badLedger((postings) => core.reversePosting(account, postings, 'draw', { at: now }), draw),
    ...badInstants((at) => core.reversePosting(account, [draw], 'draw', { at })),
    [
      'an unknown key',
      () => core.reversePosting(account, [draw], huge, { at: now }),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'a posting that is not taken back',
      () => core.reversePosting(account, [posting], posting.key, { at: now }),
      'PREPAID_POSTING_INVALID',
    ],
  ],
  roundMoney: [
    ['NaN', () => core.roundMoney('NaN', 'EUR'), 'DECIMAL_INVALID'],
    ['an exponent', () => core.roundMoney('1e3', 'EUR'), 'DECIMAL_INVALID'],
    ['an unknown currency', () => core.roundMoney('1', 'XXX'), 'CURRENCY_UNKNOWN'],
    ['an unknown rounding mode', () => core.roundMoney('9.995', 'EUR', 'banker' as never), 'DECIMAL_INVALID'],
  ],
  roundSeconds: [
    ['negative time', () => core.roundSeconds(-1, core.quantityPolicy({})), 'QUANTITY_POLICY_INVALID'],
    ['NaN', () => core.roundSeconds(Number.NaN, core.quantityPolicy({})), 'QUANTITY_POLICY_INVALID'],
  ],
  roundToStep: [
    ...badMoney((amount) => core.roundToStep(amount, '1')),
    ['a step of 0', () => core.roundToStep(one, '0'), 'DECIMAL_INVALID'],
    ['a negative step', () => core.roundToStep(one, '-0.05'), 'DECIMAL_INVALID'],
    ['a step finer than a cent', () => core.roundToStep(one, '0.001'), 'MONEY_INVALID'],
    ['an unknown rounding mode', () => core.roundToStep(one, '0.05', 'banker' as never), 'DECIMAL_INVALID'],
  ],
  secondsToInstant: [Number.NaN, -1, Infinity, 1e12].map((seconds) => [
    String(seconds),
    () => core.secondsToInstant(seconds),
    'INSTANT_INVALID',
  ]),
  settleOverdraft: [
    ...badLedger((postings) => core.settleOverdraft(account, [lot], postings, now), draw),
    ...badInstants((at) => core.settleOverdraft(account, [lot], [posting, draw], at)),
  ],
  subtract: [
    ...badMoney((amount) => core.subtract(amount, amount)),
    ['two currencies', () => core.subtract(one, of('1', 'USD')), 'CURRENCY_MISMATCH'],
  ],
  sum: [
    ...badMoney((amount) => core.sum([amount], amount.currency)),
    ['two currencies', () => core.sum([one], 'USD'), 'CURRENCY_MISMATCH'],
  ],
  termsOn: badDates('CIVIL_DATE_INVALID', (date) => core.termsOn(contract, date)),
  timeEntry: badDates('TIME_ENTRY_INVALID', (date) =>
    core.timeEntry({ id: 'a', agentId: 'b', serviceTypeId: 'c', date, minutes: 1 }),
  ),
  toLedgerQuantity: [
    ['NaN', () => core.toLedgerQuantity(account, 'NaN'), 'DECIMAL_INVALID'],
    ['a quantity of 10 MB', () => core.toLedgerQuantity(account, huge), 'DECIMAL_INVALID'],
    ['half a cent', () => core.toLedgerQuantity(euros, '0.005'), 'PREPAID_POSTING_INVALID'],
    [
      'an unknown currency',
      () => core.toLedgerQuantity({ ...euros, currency: 'XXX' }, '1'),
      'CURRENCY_UNKNOWN',
    ],
  ],
  topUpDue: [
    ...badLedger(([given]) =>
      core.topUpDue(account, { balance: given?.quantity as never, inFlight: '0', now }),
    ),
    ...badInstants((lastAt) =>
      core.topUpDue(account, { balance: '0', inFlight: '0', now, failures: { count: 1, lastAt } }),
    ),
    ...badInstants((at) =>
      core.topUpDue(account, { balance: '0', inFlight: '0', now: at, failures: { count: 1, lastAt: now } }),
    ),
  ],
  totalInvoice: [
    [
      'a discount above 100 percent',
      totals({ discounts: [{ id: 'a', description: 'b', percent: '101' }] }),
      'TOTALS_INVALID',
    ],
    [
      'an unknown tax code',
      totals({ lines: [{ key: 'a', amount: one, taxCodes: ['vat'] }] }),
      'TAX_CODE_UNKNOWN',
    ],
    [
      'an unknown rounding mode',
      totals({ taxRounding: { level: 'line', mode: 'banker' } }),
      'TOTALS_INVALID',
    ],
    ['another currency', totals({ currency: 'USD' }), 'CURRENCY_MISMATCH'],
    [
      'an amount that is none',
      totals({ lines: [{ key: 'a', amount: of('NaN'), taxCodes: [] }] }),
      'TOTALS_INVALID',
    ],
  ],
  transferLot: [
    ...badChanges((given) =>
      core.transferLot(
        { from: account, to: { ...account, id: 'b' }, newLotId: 'lot_2' },
        lot,
        [posting],
        given,
      ),
    ),
    [
      'the same account',
      () => core.transferLot({ from: account, to: account, newLotId: 'lot_2' }, lot, [posting], change),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'a new lot without an id',
      () =>
        core.transferLot(
          { from: account, to: { ...account, id: 'b' }, newLotId: '' },
          lot,
          [posting],
          change,
        ),
      'PREPAID_POSTING_INVALID',
    ],
  ],
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
  usableLots: [
    ...badDates('CIVIL_DATE_INVALID', (workDate) => core.usableLots(account, [lot], workDate, now)),
    ...badInstants((at) => core.usableLots(account, [lot], '2026-06-10', at)),
  ],
  zero: [
    ['an unknown currency', () => core.zero('XXX'), 'CURRENCY_UNKNOWN'],
    ['a currency of 10 MB', () => core.zero(huge), 'CURRENCY_UNKNOWN'],
  ],
};

/** Functions that have nothing to refuse, and why. */
const withoutFaults: Readonly<Record<string, string>> = {
  BillingError: 'it is what others refuse with',
  bandsOf: 'it lists what a calendar has, and calendars are checked when they are defined',
  componentKind: 'it returns what it is given',
  contractActions: 'it looks up a state of a contract, and contracts are checked when they are defined',
  currencyCodes: 'it takes nothing',
  drawsOf: 'it picks postings by their keys and reckons with none of them',
  formatPath: 'it writes any path',
  isBillingError: 'it is a question about any value',
  isCurrency: 'it is a question about any text',
  priceKind: 'it returns what it is given; defineRateCard and compileRater check it',
  takesWork: 'it is a question about work in any band',
};

test('each function that users can import has a table of faults, or a reason to have none', () => {
  const functions = Object.entries(core).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : [],
  );
  expect([...Object.keys(faults), ...Object.keys(withoutFaults)].toSorted()).toEqual(functions.toSorted());
});

const rows = Object.entries(faults).flatMap(([name, table]) =>
  table.map(([what, call, code]) => ({ name, what, call, code })),
);

describe('a fault that the types allow is refused with its code, a remedy and no megabytes', () => {
  test.each(rows)('$name: $what is $code', ({ call, code }) => {
    expect(refusalOf(call)).toMatchObject({ code, lacks: [] });
  });
});

test('what a function without faults says of odd values', () => {
  expect([core.isCurrency(huge), core.isCurrency('constructor'), core.isBillingError(huge)]).toEqual([
    false,
    false,
    false,
  ]);
  expect(core.formatPath(['__proto__', 0])).toBe('__proto__[0]');
});

test('an error of the caller, here of a source of holidays, is passed on as it is', () => {
  const source = (): never => {
    throw new RangeError('the list of holidays is not loaded');
  };
  expect(() => core.resolveHolidays(source, '2026-01-01', '2027-01-01')).toThrow(RangeError);
});
