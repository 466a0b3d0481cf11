import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.ts';
import { exampleCharge } from '../../src/testing/charge-fixture.ts';
import { hourlyCard, openOnWeekdays } from '../rating/desk.ts';
import { billRunFaults } from './bill-run-faults.ts';
import { contractFaults } from './contract-faults.ts';
import { badDates, badMoney, type Fault, type FaultTables, of, one } from './fault-tables.ts';
import { invoiceFaults } from './invoice-faults.ts';
import { invoiceLifeFaults } from './invoice-life-faults.ts';
import { masterDataFaults } from './master-data-faults.ts';
import { prepaidFaults } from './prepaid-faults.ts';
import { reportFaults } from './report-faults.ts';
import { huge, refusalOf } from './refusal.ts';
import { whatIfFaults } from './what-if-faults.ts';

/** What every function over charges refuses. */
const badCharges = (use: (charges: core.Charges) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'CHARGE_INVALID'],
  ['one charge', () => use(charge as never), 'CHARGE_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'CHARGE_INVALID'],
  ['a list with a hole', () => use([undefined as never]), 'CHARGE_INVALID'],
  ['a list of other things', () => use([licence as never]), 'CHARGE_INVALID'],
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

/** Faults that the types allow: texts and numbers that are no dates, amounts, zones or policies. */
const faults: FaultTables = {
  ...billRunFaults,
  ...contractFaults,
  ...invoiceFaults,
  ...invoiceLifeFaults,
  ...masterDataFaults,
  ...prepaidFaults,
  ...whatIfFaults,
  ...reportFaults,
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
  defineRateCard: [
    ['a rate that is NaN', () => hourlyCard('NaN'), 'RATE_CARD_INVALID'],
    ['a negative rate', () => hourlyCard('-1'), 'RATE_CARD_INVALID'],
    ['a rate of 10 MB', () => hourlyCard(huge), 'RATE_CARD_INVALID'],
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
  quantityPolicy: [
    ['negative time', () => core.quantityPolicy({ minimumMinutes: -1 }), 'QUANTITY_POLICY_INVALID'],
    ['NaN', () => core.quantityPolicy({ incrementMinutes: Number.NaN }), 'QUANTITY_POLICY_INVALID'],
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
  subtract: [
    ...badMoney((amount) => core.subtract(amount, amount)),
    ['two currencies', () => core.subtract(one, of('1', 'USD')), 'CURRENCY_MISMATCH'],
  ],
  sum: [
    ...badMoney((amount) => core.sum([amount], amount.currency)),
    ['two currencies', () => core.sum([one], 'USD'), 'CURRENCY_MISMATCH'],
  ],
  timeEntry: badDates('TIME_ENTRY_INVALID', (date) =>
    core.timeEntry({ id: 'a', agentId: 'b', serviceTypeId: 'c', date, minutes: 1 }),
  ),
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
  zero: [
    ['an unknown currency', () => core.zero('XXX'), 'CURRENCY_UNKNOWN'],
    ['a currency of 10 MB', () => core.zero(huge), 'CURRENCY_UNKNOWN'],
  ],
};

/** Functions that have nothing to refuse, and why. */
const withoutFaults: Readonly<Record<string, string>> = {
  BillingError: 'it is what others refuse with',
  bandsOf: 'it lists what a calendar has, and calendars are checked when they are defined',
  contractActions: 'it looks up a state of a contract, and contracts are checked when they are defined',
  currencyCodes: 'it takes nothing',
  drawsOf: 'it picks postings by their keys and reckons with none of them',
  formatPath: 'it writes any path',
  isBillingError: 'it is a question about any value',
  isCurrency: 'it is a question about any text',
  lineKeyOnInvoice: 'it puts a name before a key',
  openAmount: 'it reckons with an invoice, and those are checked when they are read',
  priceKind: 'it returns what it is given; defineRateCard and compileRater check it',
  taxTexts: 'it lists what a content has, and contents are checked when they are drafted or read',
  takesWork: 'it is a question about work in any band',
  verifyAudit: 'it answers later, and so it refuses; the tests of the audit log see that',
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
