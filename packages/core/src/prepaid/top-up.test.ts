import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import { creditLot, prepaidLot } from './prepaid-lot.ts';
import { openPool } from './prepaid-pool.ts';
import { topUpDue } from './top-up.ts';

const now = '2026-06-10T12:00:00.000Z';
const filledTo = (to: string): PrepaidAccount => moneyAccount({ topUp: { threshold: '100.00', to } });
const filledBy = (by: string): PrepaidAccount => moneyAccount({ topUp: { threshold: '100.00', by } });
const due = (account: PrepaidAccount, balance: string, inFlight = '0'): string => {
  const decision = topUpDue(account, { balance, inFlight, now });
  return decision.status === 'due' ? decision.price.amount : decision.status;
};

test('R74: from 170.00 a draw of 90.00 leads to one top-up of 420.00, one of 30.00 to none, and payment to 470.00', () => {
  const account = filledTo('500.00');
  const { lots, ledger } = paidLots(account, { id: 'A', quantity: '170.00' });
  const drawn = (quantity: string, entryId: string, postings: readonly PrepaidPosting[]) => [
    ...postings,
    ...openPool(account, lots, postings, now).draw(quantity, { entryId, part: null, workDate: '2026-06-10' })
      .postings,
  ];
  const decide = (postings: readonly PrepaidPosting[], inFlight: string) =>
    topUpDue(account, { balance: balanceAt(account, postings, now), inFlight, now });

  expect(decide(ledger, '0.00').status).toBe('enough');
  const first = drawn('90.00', 'te_1', ledger);
  expect(balanceAt(account, first, now)).toBe('80.00');
  const decision = decide(first, '0.00');
  expect(decision).toEqual({ status: 'due', quantity: '420.00', price: money('420.00', 'EUR') });
  if (decision.status !== 'due') return;

  const waiting = prepaidLot(account, {
    id: 'B',
    purchasedAt: now,
    quantity: decision.quantity,
    price: decision.price,
  });
  const second = drawn('30.00', 'te_2', first);
  expect(balanceAt(account, second, now)).toBe('50.00');
  expect(decide(second, waiting.quantity).status).toBe('enough');

  const paid = [...second, creditLot(account, waiting, now).posting];
  expect(balanceAt(account, paid, now)).toBe('470.00');
  expect(decide(paid, '0.00').status).toBe('enough');
});

describe('R74: one top-up closes the whole gap', () => {
  test.each([
    ['to 500.00 from 99.99', filledTo('500.00'), '99.99', '0', '400.01'],
    ['to 500.00 from an overdraft', filledTo('500.00'), '-20.00', '0', '520.00'],
    ['to 500.00, counting what is in flight', filledTo('500.00'), '20.00', '50.00', '430.00'],
    ['to the threshold itself', filledTo('100.00'), '99.00', '0', '1.00'],
    ['by 50.00, once', filledBy('50.00'), '50.00', '0', '50.00'],
    ['by 50.00, as often as it takes', filledBy('50.00'), '49.99', '0', '100.00'],
    ['by 50.00, from an overdraft', filledBy('50.00'), '-10.00', '0', '150.00'],
  ])('%s', (_, account, balance, inFlight, amount) => {
    expect(due(account, balance, inFlight)).toBe(amount);
  });

  test.each([
    ['at the threshold', '100.00', '0'],
    ['with enough in flight', '0.00', '100.00'],
  ])('none is due %s', (_, balance, inFlight) => {
    expect(due(filledTo('500.00'), balance, inFlight)).toBe('enough');
  });
});

test('an account without a rule has always enough', () => {
  expect(due(moneyAccount(), '-1000.00')).toBe('enough');
});

test('R50, R74: hours are bought to 4 decimal places, rounded up, at their price per hour', () => {
  const pricePerHour = money('90.00', 'EUR');
  const account = hoursAccount({ topUp: { threshold: '5', to: '20', pricePerHour } });
  // 20 h less 4,800 s are 18.6666… h.
  expect(topUpDue(account, { balance: '4800', inFlight: '0', now })).toEqual({
    status: 'due',
    quantity: '18.6667',
    price: money('1680.00', 'EUR'),
  });
  expect(topUpDue(account, { balance: '3600', inFlight: '0', now })).toMatchObject({ quantity: '19' });
  expect(topUpDue({ ...account, overdraft: '1' }, { balance: '18000', inFlight: '0', now }).status).toBe(
    'enough',
  );
});

describe('R74: failed payments back off', () => {
  const account = moneyAccount({ topUp: { threshold: '100.00', to: '500.00', retryAfterHours: [1, 24] } });
  const facts = { balance: '80.00', inFlight: '0.00' };
  const lastAt = '2026-06-10T12:00:00.000Z';
  const at = (count: number, instant: string) =>
    topUpDue(account, { ...facts, now: instant, failures: { count, lastAt } });

  test.each([
    [1, '2026-06-10T13:00:00.000Z', '2026-06-10T12:59:59.999Z'],
    [2, '2026-06-11T12:00:00.000Z', '2026-06-11T11:59:59.999Z'],
    [9, '2026-06-11T12:00:00.000Z', '2026-06-11T11:59:59.999Z'],
  ])('after %i failures until %s', (count, until, before) => {
    expect(at(count, before)).toEqual({ status: 'waiting', until });
    expect(at(count, until).status).toBe('due');
  });

  test('and no failure, or a balance above the threshold, waits for nothing', () => {
    expect(at(0, lastAt).status).toBe('due');
    expect(topUpDue(account, { ...facts, now: lastAt, failures: null }).status).toBe('due');
    const enough = { balance: '100.00', inFlight: '0', now: lastAt, failures: { count: 1, lastAt } };
    expect(topUpDue(account, enough).status).toBe('enough');
  });
});
