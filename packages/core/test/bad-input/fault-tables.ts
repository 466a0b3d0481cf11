// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import type { CurrencyCode, Money } from '../../src/index.ts';
import { huge } from './refusal.ts';

/** A call that is refused, and the code of the refusal. */
export type Fault = readonly [what: string, call: () => unknown, code: string];

/** By the name of a function, what it refuses. */
export type FaultTables = Readonly<Record<string, readonly Fault[]>>;

/** An amount, unchecked. */
export const of = (amount: string, currency: CurrencyCode = 'EUR'): Money => ({ amount, currency });
/** One euro. */
export const one: Money = of('1.00');

/** What every function over an amount refuses. */
export const badMoney = (use: (amount: Money) => unknown): readonly Fault[] => [
  ['NaN', () => use(of('NaN')), 'MONEY_INVALID'],
  ['an exponent', () => use(of('1e3')), 'MONEY_INVALID'],
  ['a number', () => use({ ...one, amount: 1 as never }), 'MONEY_INVALID'],
  ['a comma', () => use(of('1,00')), 'MONEY_INVALID'],
  ['too many decimals', () => use(of('1.005')), 'MONEY_INVALID'],
  ['an amount of 10 MB', () => use(of(huge)), 'MONEY_INVALID'],
  ['an unknown currency', () => use(of('1.00', 'XXX')), 'CURRENCY_UNKNOWN'],
  ['a currency of 10 MB', () => use(of('1.00', huge)), 'CURRENCY_UNKNOWN'],
];

/** What every function over civil dates refuses. */
export const badDates = (code: string, use: (date: string) => unknown): readonly Fault[] => [
  ['2026-02-30', () => use('2026-02-30'), code],
  ['no date', () => use('tomorrow'), code],
  ['a date of 10 MB', () => use(huge), code],
  ['a lone surrogate', () => use('2026-03-0\ud800'), code],
  ['a year too far', () => use('9999-12-31'), code],
];

/** What every function over instants refuses. */
export const badInstants = (use: (at: string) => unknown, code = 'INSTANT_INVALID'): readonly Fault[] => [
  ['no instant', () => use('tomorrow'), code],
  ['an instant without an offset', () => use('2026-06-30T08:00:00'), code],
  ['an instant that does not exist', () => use('2026-06-31T08:00:00Z'), code],
  ['an instant of 10 MB', () => use(huge), code],
];

/** A minute's work, as far as what covers it asks. */
export const work = {
  workItem: null,
  unit: 'hour',
  pieces: 0,
  unitPrice: '60',
  band: 'business',
  billedSeconds: 60,
} as const;

/** What every function that covers work refuses of it. */
export const badWork = (use: (given: typeof work) => unknown): readonly Fault[] => [
  ['seconds that are NaN', () => use({ ...work, billedSeconds: Number.NaN as never }), 'CHARGE_INVALID'],
  ['half a second', () => use({ ...work, billedSeconds: 0.5 as never }), 'CHARGE_INVALID'],
  ['negative seconds', () => use({ ...work, billedSeconds: -60 as never }), 'CHARGE_INVALID'],
  ['endless pieces', () => use({ ...work, pieces: Infinity as never }), 'CHARGE_INVALID'],
  ['a price that is NaN', () => use({ ...work, unitPrice: 'NaN' as never }), 'CHARGE_INVALID'],
  ['a price that is a number', () => use({ ...work, unitPrice: 60 as never }), 'CHARGE_INVALID'],
  ['a price of 10 MB', () => use({ ...work, unitPrice: huge as never }), 'CHARGE_INVALID'],
];
