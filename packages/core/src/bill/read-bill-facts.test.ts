import { describe, expect, test } from 'vitest';
import { BillingError } from '../errors/billing-error.ts';
import type { InputDetails } from '../errors/codes.ts';
import { billOf, exampleContract, exampleRating, periodFrom, workOf } from '../testing/bill-fixture.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billPeriod } from './bill-period.ts';

const contract = exampleContract();
const contractPeriod = periodFrom(contract, '2026-03-01');
const facts = { contract, contractPeriod, at: '2026-04-01T08:00:00+02:00' };
const policy = { rating: exampleRating };

const pathsOf = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    if (error instanceof BillingError && error.code === 'BILL_INVALID') {
      return (error.details as InputDetails).issues.map(({ path }) => path.join('.'));
    }
    throw error;
  }
  return 'accepted';
};

describe('facts and policies that do not hold together are refused with the path to each fault', () => {
  test.each<[string, object, string]>([
    ['a misspelt key', { histroy: {} }, 'facts'],
    ['a contract that is none', { contract: { id: 'c_1' } }, 'facts.contract.customerId'],
    [
      'a period without days',
      { contractPeriod: { ...contractPeriod, covered: null } },
      'facts.contractPeriod.covered',
    ],
    ['an instant that is none', { at: 'now' }, 'facts.at'],
    ['work that is no list', { work: {} }, 'facts.work'],
    ['a history with a misspelt key', { history: { allowance: {} } }, 'facts.history'],
    ['a negative use', { history: { allowances: { a: { used: '-1' } } } }, 'facts.history.allowances.a.used'],
    [
      'an amount that is none',
      { history: { capped: { a: { amount: 'x', currency: 'EUR' } } } },
      'facts.history.capped.a.amount',
    ],
  ])('%s', (_what, fault, path) => {
    expect(pathsOf(() => billPeriod({ ...facts, ...fault }, policy))).toContain(path);
  });

  test('no facts, no policy, and a policy with a misspelt key', () => {
    expect(pathsOf(() => billPeriod(undefined as never, policy))).toEqual(['facts']);
    expect(pathsOf(() => billPeriod(facts, undefined as never))).toEqual(['policy']);
    expect(pathsOf(() => billPeriod(facts, { ...policy, taxes: [] } as never))).toEqual(['policy']);
  });

  test('a pool whose account is not there', () => {
    const pool = exampleContract({ components: [{ id: 'p', kind: 'pool', accountId: 'none' }] });
    expect(pathsOf(() => billOf(pool))).toEqual(['history.prepaid.accounts']);
  });

  test('R1: work in another currency than the contract', () => {
    const rateCard = defineRateCard({
      id: 'usd',
      currency: 'USD',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '100' } }],
    });
    const inDollars = { rating: { ...exampleRating, rateCard } };
    expect(() => billOf(contract, { work: [workOf(1)] }, inDollars)).toThrow('CURRENCY_MISMATCH');
    // Also where euros of an allowance would pay for all of it.
    const rich = exampleContract({
      components: [{ id: 'a', kind: 'allowance', unit: 'money', quantity: '900.00' }],
    });
    expect(() => billOf(rich, { work: [workOf(1)] }, inDollars)).toThrow('CURRENCY_MISMATCH');
  });
});

test('what is handed in stays as it is, and is not frozen', () => {
  const work = [workOf(1)];
  const own = { ...facts, work };
  const before = structuredClone(own);
  billPeriod(own, policy);
  expect(own).toEqual(before);
  expect([Object.isFrozen(own), Object.isFrozen(work), Object.isFrozen(work[0])]).toEqual([
    false,
    false,
    false,
  ]);
});
