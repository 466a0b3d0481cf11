import { describe, expectTypeOf, test } from 'vitest';
import {
  type AnyBillingError,
  add,
  type BillingError,
  type Charge,
  compileRater,
  defineCalendar,
  defineRateCard,
  isBillingError,
  type Money,
  type RateCard,
  type TimeEntry,
  type TraceStep,
} from '../src/index.ts';

const calendar = defineCalendar({ zone: 'Europe/Berlin', business: [] });
const card = defineRateCard({ id: 'card', currency: 'EUR', rules: [] });

describe('money', () => {
  test('is a string with a currency, never a number', () => {
    expectTypeOf<Money['amount']>().toEqualTypeOf<string>();
    // @ts-expect-error an amount is no float
    add({ amount: 12.5, currency: 'EUR' }, { amount: '1.00', currency: 'EUR' });
    // @ts-expect-error an amount needs its currency
    add({ amount: '12.50' }, { amount: '1.00', currency: 'EUR' });
  });

  test('can not be changed', () => {
    const price: Money = { amount: '1.00', currency: 'EUR' };
    // @ts-expect-error values are read-only
    price.amount = '2.00';
  });
});

describe('rate cards', () => {
  test('a built-in price has its own fields', () => {
    defineRateCard({
      id: 'a',
      currency: 'EUR',
      rules: [{ id: 'r', price: { kind: 'hourly', rate: '120.00' } }],
    });
    // @ts-expect-error a rate is a decimal string
    defineRateCard({ id: 'a', currency: 'EUR', rules: [{ id: 'r', price: { kind: 'hourly', rate: 120 } }] });
    // @ts-expect-error a misspelt direction
    defineRateCard({ id: 'a', currency: 'EUR', rules: [], quantity: { direction: 'upp' } });
    // @ts-expect-error a card has rules, or versions with rules
    defineRateCard({ id: 'a', currency: 'EUR' });
  });

  test('a finished card is read-only and can be handed in again', () => {
    expectTypeOf(defineRateCard(card)).toEqualTypeOf<RateCard>();
    // @ts-expect-error a card is not changed, a version is added
    card.currency = 'USD';
  });
});

describe('time entries', () => {
  const facts = { id: 'te_1', agentId: 'ana', serviceTypeId: 'support' };

  test('are timed or untimed, not both and not neither', () => {
    expectTypeOf({
      ...facts,
      start: '2026-03-02T09:00:00Z',
      end: '2026-03-02T10:00:00Z',
    }).toExtend<TimeEntry>();
    expectTypeOf({ ...facts, date: '2026-03-02', minutes: 30 }).toExtend<TimeEntry>();
    expectTypeOf({
      ...facts,
      date: '2026-03-02',
      minutes: 30,
      start: '2026-03-02T09:00:00Z',
    }).not.toExtend<TimeEntry>();
    expectTypeOf(facts).not.toExtend<TimeEntry>();
  });

  test('an absent value may be left out, undefined or null', () => {
    expectTypeOf({ ...facts, date: '2026-03-02', minutes: 30, teamId: undefined }).toExtend<TimeEntry>();
    expectTypeOf({ ...facts, date: '2026-03-02', minutes: 30, teamId: null }).toExtend<TimeEntry>();
  });
});

describe('rating', () => {
  const rated = compileRater({ calendar, rateCard: card }).rate([]);

  test('gives charges whose trace is told apart by code', () => {
    expectTypeOf(rated.charge(0)).toEqualTypeOf<Charge>();
    expectTypeOf<Extract<TraceStep, { code: 'tier' }>>().toHaveProperty('beforeSeconds');
    // @ts-expect-error without a cost book there is no cost
    rated.cost.charges();
  });

  test('a policy needs a calendar', () => {
    // @ts-expect-error bands can't be told without one
    compileRater({ rateCard: card });
  });
});

describe('errors', () => {
  test('details are typed by the code', () => {
    const error: unknown = null;
    if (isBillingError(error, 'RATE_AMBIGUOUS')) {
      expectTypeOf(error.details.ruleIds).toEqualTypeOf<readonly [string, string]>();
    }
    // @ts-expect-error a misspelt code
    isBillingError(error, 'RATE_AMBIGIOUS');
  });

  test('a switch over the code narrows the details', () => {
    expectTypeOf<Extract<AnyBillingError, { code: 'ZONE_UNKNOWN' }>>().toEqualTypeOf<
      BillingError<'ZONE_UNKNOWN'>
    >();
  });
});
