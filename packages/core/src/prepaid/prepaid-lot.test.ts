import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { boughtAt, hoursAccount, moneyAccount } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import { creditLot, prepaidLot } from './prepaid-lot.ts';

const purchase = { id: 'lot_1', quantity: '10', price: money('900.00', 'EUR'), purchasedAt: boughtAt };

test('a purchase makes a lot that can not be used yet', () => {
  expect(prepaidLot(hoursAccount(), { ...purchase, purchasedAt: '2026-05-01T11:00:00+02:00' })).toEqual({
    id: 'lot_1',
    accountId: 'hours',
    quantity: '36000',
    price: { amount: '900.00', currency: 'EUR' },
    purchasedAt: boughtAt,
    usableAt: null,
    expiresOn: null,
    priority: 0,
    sourceInvoiceId: null,
  });
});

test('R73: a lot is in the balance from the instant at which it becomes usable, not before', () => {
  const account = hoursAccount();
  const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-04T12:00:00.000Z');
  expect(lot.usableAt).toBe('2026-05-04T12:00:00.000Z');
  expect(posting).toMatchObject({ key: 'top-up:=lot_1', kind: 'top-up', amount: purchase.price });
  expect(balanceAt(account, [posting], '2026-05-04T11:59:59.999Z')).toBe('0');
  expect(balanceAt(account, [posting], '2026-05-04T12:00:00.000Z')).toBe('36000');
});

test('R73: a payment that is told twice makes a lot usable once', () => {
  const account = hoursAccount();
  const first = creditLot(account, prepaidLot(account, purchase), '2026-05-04T12:00:00.000Z');
  expect(creditLot(account, first.lot, '2026-05-05T12:00:00.000Z')).toEqual(first);
});

test('an account of money may get more than was paid, and gifts', () => {
  const bonus = { ...purchase, quantity: '110', price: money('100.00', 'EUR') };
  expect(prepaidLot(moneyAccount(), bonus).quantity).toBe('110.00');
  expect(prepaidLot(moneyAccount(), { ...purchase, price: null }).price).toBeNull();
});

test.each([
  ['nothing', { quantity: '0' }, 'quantity'],
  ['less than nothing', { quantity: '-1' }, 'quantity'],
  ['a tenth of a cent', { quantity: '0.001' }, 'quantity'],
  ['another currency', { price: money('900.00', 'USD') }, 'price: is not in EUR'],
  ['a negative price', { price: money('-1.00', 'EUR') }, 'price: must be 0 or more'],
  ['a last day that does not exist', { expiresOn: '2026-02-30' }, 'expiresOn'],
])('a purchase of %s is refused', (_, given, message) => {
  expect(() => prepaidLot(moneyAccount(), { ...purchase, ...given })).toThrow(
    `PREPAID_LOT_INVALID: ${message}`,
  );
});
