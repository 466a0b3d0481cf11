import { expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { hoursAccount, moneyAccount } from '../testing/prepaid-fixture.ts';
import { definePrepaidAccount, type PrepaidAccountInput } from './prepaid-account.ts';

test('R73, R75, R78: by default an account is usable from payment, has no overdraft and is taxed with the top-up', () => {
  expect(moneyAccount()).toEqual({
    id: 'budget',
    customerId: 'acme',
    unit: 'money',
    currency: 'EUR',
    overdraft: '0',
    usableFrom: 'payment',
    tax: 'on-top-up',
    covers: {},
    burn: {},
    topUp: null,
  });
});

test('an account that was defined can be handed in again as it is', () => {
  const account = hoursAccount({
    covers: { serviceType: 'support' },
    burn: { 'after-hours': '1.500000' },
    topUp: { threshold: '5', to: '20', pricePerHour: { amount: '90', currency: 'EUR' } },
  });
  expect(definePrepaidAccount(account)).toEqual(account);
  expect(account.burn).toEqual({ 'after-hours': '1.5' });
  expect(account.topUp).toEqual({
    threshold: '5',
    by: null,
    to: '20',
    pricePerHour: { amount: '90.00', currency: 'EUR' },
    retryAfterHours: [1, 24, 72],
    invoice: 'issue',
  });
});

const perHour = { amount: '90.00', currency: 'EUR' };
const noPrice = { amount: '0.00', currency: 'EUR' };

test.each<[string, Partial<PrepaidAccountInput>, string[]]>([
  ['money without a currency', { currency: null }, ['currency']],
  ['hours with a currency', { unit: 'hours' }, ['currency']],
  ['an overdraft below 0', { overdraft: '-1' }, ['overdraft']],
  ['an overdraft of a tenth of a cent', { overdraft: '0.001' }, ['overdraft']],
  ['burn factors for money', { burn: { night: '2' } }, ['burn']],
  ['a burn factor of 0', { unit: 'hours', currency: null, burn: { night: '0' } }, ['burn', 'night']],
  [
    'a burn factor of 5 places',
    { unit: 'hours', currency: null, burn: { night: '1.00001' } },
    ['burn', 'night'],
  ],
  ['a top-up by and to', { topUp: { threshold: '1', by: '2', to: '3' } }, ['topUp', 'by']],
  ['a top-up by nothing', { topUp: { threshold: '1' } }, ['topUp', 'by']],
  ['a top-up to less than the threshold', { topUp: { threshold: '100', to: '99.99' } }, ['topUp', 'to']],
  ['a threshold of a tenth of a cent', { topUp: { threshold: '0.001', to: '1' } }, ['topUp', 'threshold']],
  [
    'a price per hour for money',
    { topUp: { threshold: '1', to: '2', pricePerHour: perHour } },
    ['topUp', 'pricePerHour'],
  ],
  [
    'hours that cost nothing',
    { unit: 'hours', currency: null, topUp: { threshold: '1', to: '2', pricePerHour: noPrice } },
    ['topUp', 'pricePerHour'],
  ],
  [
    'hours without a price',
    { unit: 'hours', currency: null, topUp: { threshold: '1', to: '2' } },
    ['topUp', 'pricePerHour'],
  ],
  [
    'hours that no line prints',
    { unit: 'hours', currency: null, topUp: { threshold: '1', by: '0.00005', pricePerHour: perHour } },
    ['topUp', 'by'],
  ],
  [
    'no wait after a failure',
    { topUp: { threshold: '1', to: '2', retryAfterHours: [] } },
    ['topUp', 'retryAfterHours'],
  ],
])('an account with %s is refused', (_, given, path) => {
  const error = thrownBy(() => moneyAccount(given));
  expect(
    isBillingError(error, 'PREPAID_ACCOUNT_INVALID') && error.details.issues.map((issue) => issue.path),
  ).toEqual([path]);
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
