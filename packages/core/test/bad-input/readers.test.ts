import { describe, expect, test } from 'vitest';
import {
  civilDate,
  compileRater,
  contractFromPlan,
  defineAllowance,
  defineCalendar,
  defineContract,
  definePlan,
  definePrepaidAccount,
  defineRateCard,
  expense,
  instant,
  linePolicy,
  manualInvoice,
  manualLine,
  period,
  prepaidLot,
  productCharge,
  quantityPolicy,
  readInvoice,
  timeEntry,
} from '../../src/index.ts';
import * as core from '../../src/index.ts';
import { cardOf, hourlyCard, openOnWeekdays, untimed } from '../rating/desk.ts';
import { garbage, refusalOf } from './refusal.ts';

const calendar = openOnWeekdays();
const rateCard = hourlyCard('120.00');
const rater = compileRater({ calendar, rateCard });
const plan = definePlan({ id: 'silver', currency: 'EUR', cycle: { frequency: 'monthly' }, months: 12 });
const ofPlan = { id: 'c_1', customerId: 'acme', zone: 'UTC', start: '2026-01-01' };
const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });

// What takes data as it comes from a file, a form or a database. `accepts`: garbage that is none to this reader.
interface Reader {
  readonly name: string;
  readonly code: string;
  readonly read: (input: never) => unknown;
  /** What is garbage to others, but not to this one. */
  readonly accepts?: readonly string[];
}

// Every field of theirs has a default.
const accepts = ['an empty object', 'an object without prototype'];

const readers: readonly Reader[] = [
  { name: 'civilDate', code: 'CIVIL_DATE_INVALID', read: civilDate },
  { name: 'instant', code: 'INSTANT_INVALID', read: instant },
  { name: 'period', code: 'PERIOD_INVALID', read: (input) => period(input, '2026-03-01', 'UTC') },
  { name: 'timeEntry', code: 'TIME_ENTRY_INVALID', read: timeEntry },
  { name: 'expense', code: 'EXPENSE_INVALID', read: expense },
  { name: 'productCharge', code: 'PRODUCT_CHARGE_INVALID', read: productCharge },
  { name: 'quantityPolicy', code: 'QUANTITY_POLICY_INVALID', read: quantityPolicy, accepts },
  { name: 'linePolicy', code: 'LINE_POLICY_INVALID', read: linePolicy, accepts },
  { name: 'manualInvoice', code: 'INVOICE_INVALID', read: manualInvoice },
  { name: 'manualLine', code: 'INVOICE_INVALID', read: manualLine },
  { name: 'readInvoice', code: 'INVOICE_INVALID', read: readInvoice },
  { name: 'defineCalendar', code: 'CALENDAR_INVALID', read: defineCalendar },
  { name: 'defineRateCard', code: 'RATE_CARD_INVALID', read: defineRateCard },
  { name: 'defineAllowance', code: 'ALLOWANCE_INVALID', read: (input) => defineAllowance(input, 'EUR') },
  { name: 'defineContract', code: 'CONTRACT_INVALID', read: defineContract },
  { name: 'definePlan', code: 'PLAN_INVALID', read: definePlan },
  { name: 'the plan of a contract', code: 'PLAN_INVALID', read: (input) => contractFromPlan(input, ofPlan) },
  {
    name: 'the contract of a plan',
    code: 'CONTRACT_INVALID',
    read: (input) => contractFromPlan(plan, input),
  },
  {
    name: 'the components of a contract of a plan',
    code: 'CONTRACT_INVALID',
    read: (components) => contractFromPlan(plan, { ...ofPlan, components }),
    accepts: ['null', 'a list'],
  },
  { name: 'definePrepaidAccount', code: 'PREPAID_ACCOUNT_INVALID', read: definePrepaidAccount },
  { name: 'prepaidLot', code: 'PREPAID_LOT_INVALID', read: (input) => prepaidLot(account, input) },
  {
    name: 'the condition of a rule',
    code: 'RATE_CARD_INVALID',
    read: (when) => cardOf([{ id: 'a', when, price: { kind: 'hourly', rate: '1' } }]),
    accepts,
  },
  {
    name: 'the calendar of a rater',
    code: 'CALENDAR_INVALID',
    read: (input) => compileRater({ calendar: input }),
  },
  {
    name: 'the cost book of a rater',
    code: 'RATE_CARD_INVALID',
    read: (costBook) => compileRater({ calendar, costBook }),
    accepts: ['null'],
  },
  {
    name: 'the terms of a customer',
    code: 'RATING_POLICY_INVALID',
    read: (acme) => compileRater({ calendar, customers: { acme } }),
    accepts,
  },
  { name: 'the entry of a rater', code: 'TIME_ENTRY_INVALID', read: (input) => rater.rate([input]) },
  {
    name: 'the options of a rater',
    code: 'RATING_POLICY_INVALID',
    read: (input) => rater.rate([], input),
    accepts,
  },
];

describe.each(readers)('$name', ({ code, read, accepts: fine = [] }) => {
  const refused = garbage.filter(([what]) => !fine.includes(what));

  test.each(refused)('refuses %s, with a path, a remedy and no megabytes', (_what, value) => {
    expect(refusalOf(() => read(value as never))).toMatchObject({ code, lacks: [] });
  });

  test('passes on the error of a getter or a proxy of the caller, as it is', () => {
    const own = new Error('the caller failed');
    const fail = (): never => {
      throw own;
    };
    const proxy = new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail });
    let caught: unknown = null;
    try {
      read(proxy as never);
    } catch (error) {
      caught = error;
    }
    // Where a text belongs, an object is refused before anybody looks into it.
    expect(caught === own || core.isBillingError(caught)).toBe(true);
  });
});

describe('a rater', () => {
  const work = [untimed(3600, { id: 'a' }), untimed(1800, { id: 'b' })];
  const bytes = (): string => JSON.stringify([...rater.rate(work).charges()]);

  const unlike = garbage.filter(([, value]) => !Array.isArray(value));
  test.each(unlike)('of %s is refused as a policy, and as a list of entries', (_, value) => {
    expect(refusalOf(() => compileRater(value as never))).toMatchObject({ lacks: [] });
    expect(refusalOf(() => rater.rate(value as never))).toMatchObject({
      code: 'TIME_ENTRY_INVALID',
      paths: ['(input)'],
      lacks: [],
    });
  });

  test('gives the same result before and after everything that it refused', () => {
    const before = bytes();
    for (const [, value] of garbage) {
      refusalOf(() => rater.rate([...work, value as never]));
      refusalOf(() => rater.rate(value as never));
      refusalOf(() => rater.rate(work, value as never));
      refusalOf(() => compileRater(value as never));
      rater.rate([value as never], { faults: 'block' });
    }
    expect(bytes()).toBe(before);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('id');
  });

  test('blocks garbage when faults are to block, and rates the work beside it', () => {
    const rated = rater.rate([...garbage.map(([, value]) => value as never), ...work], { faults: 'block' });
    expect([rated.chargeCount, rated.blocked.length]).toEqual([2, garbage.length]);
    expect(new Set(rated.blocked.map(({ reason }) => reason))).toEqual(new Set(['invalid']));
  });

  test.each([
    { faults: 'throws' },
    { faults: null },
    { contract: 'x' },
    { contractId: 7 },
    { contractId: 'nobody' },
  ])('with the options %j is refused', (options) => {
    expect(refusalOf(() => rater.rate(work, options as never))).toMatchObject({
      code: 'RATING_POLICY_INVALID',
      lacks: [],
    });
  });
});

const schemas = Object.entries(core).flatMap(([name, value]) =>
  typeof value === 'object' && 'safeParse' in value ? [[name, value] as const] : [],
);

describe.each(schemas)('%s', (name, schema) => {
  test('refuses garbage and throws at none', () => {
    const accepted = garbage.filter(([, value]) => schema.safeParse(value).success).map(([what]) => what);
    expect(accepted).toEqual(/Policy/.test(name) ? accepts : []);
  });
});
