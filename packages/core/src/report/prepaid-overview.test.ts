import { expect, test } from 'vitest';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { prepaidOverview } from './prepaid-overview.ts';

const may = { from: '2026-05-01', to: '2026-06-01', zone: 'Europe/Berlin' };

test('the accounts of a customer are stated one by one and summed by unit and currency', () => {
  const accounts = [
    moneyAccount({ id: 'a' }),
    moneyAccount({ id: 'b' }),
    moneyAccount({ id: 'c', currency: 'USD' }),
    hoursAccount({ id: 'd' }),
    hoursAccount({ id: 'e', customerId: 'globex' }),
  ];
  const quantities = ['100.00', '50.00', '70.00', '10', '2'];
  const postings = accounts.flatMap(
    (account, place) => paidLots(account, { id: `lot_${account.id}`, quantity: quantities[place]! }).ledger,
  );
  const told = prepaidOverview(accounts.toReversed(), postings, may);
  expect(
    told.map(({ customerId, accounts: own }) => [customerId, own.map(({ accountId }) => accountId).join('')]),
  ).toEqual([
    ['acme', 'abcd'],
    ['globex', 'e'],
  ]);
  expect(told[0]?.totals).toEqual([
    { unit: 'hours', currency: null, opening: '0', closing: '36000' },
    { unit: 'money', currency: 'EUR', opening: '0.00', closing: '150.00' },
    { unit: 'money', currency: 'USD', opening: '0.00', closing: '70.00' },
  ]);
});
