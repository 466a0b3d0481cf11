import { expect, test } from 'vitest';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { inDrawOrder, usableLots } from './lot-order.ts';

const account = hoursAccount();
const late = '2026-12-01T00:00:00.000Z';
const idsOf = (lots: readonly { readonly id: string }[]): string[] => lots.map(({ id }) => id);

test('R70: lots are drawn by priority, then earliest expiry with none last, then purchase time, then id', () => {
  const { lots } = paidLots(
    account,
    { id: 'second of its time' },
    { id: 'first of its time' },
    { id: 'oldest', purchasedAt: '2026-04-30T09:00:00Z' },
    { id: 'expires later', expiresOn: '2026-12-31' },
    { id: 'expires first', expiresOn: '2026-06-30', purchasedAt: '2026-06-01T00:00:00Z' },
    { id: 'prior', priority: -1, purchasedAt: '2026-06-02T00:00:00Z' },
  );
  expect(idsOf(inDrawOrder(lots))).toEqual([
    'prior',
    'expires first',
    'expires later',
    'oldest',
    'first of its time',
    'second of its time',
  ]);
});

test('R70: a lot is good for work of its last day and not of the day after', () => {
  const { lots } = paidLots(account, { id: 'A', expiresOn: '2026-06-30' });
  expect(idsOf(usableLots(account, lots, '2026-06-30', late))).toEqual(['A']);
  expect(idsOf(usableLots(account, lots, '2026-07-01', late))).toEqual([]);
});

test('R73: a lot is usable at the instant of its payment, for work of any day before it too', () => {
  const { lots } = paidLots(account, { id: 'A', purchasedAt: '2026-06-10T12:00:00Z' });
  expect(idsOf(usableLots(account, lots, '2026-06-01', '2026-06-10T11:59:59.999Z'))).toEqual([]);
  expect(idsOf(usableLots(account, lots, '2026-06-01', '2026-06-10T12:00:00.000Z'))).toEqual(['A']);
});

test('R73: a lot that was not paid, or is of another account, is not usable', () => {
  const [paid] = paidLots(account, { id: 'A' }).lots;
  const other = paidLots(hoursAccount({ id: 'other' }), { id: 'B' }).lots;
  if (paid === undefined) throw new Error('there is no lot');
  expect(usableLots(account, [{ ...paid, usableAt: null }, ...other], '2026-06-01', late)).toEqual([]);
});
