import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import { refundLot } from './refund.ts';
import { transferLot } from './transfer.ts';

const at = '2026-06-20T08:00:00.000Z';
const from = hoursAccount();
const to = hoursAccount({ id: 'projects' });
const { lots, ledger } = paidLots(from, {
  id: 'A',
  expiresOn: '2026-12-31',
  priority: 3,
  sourceInvoiceId: 'in_1',
});
const [lot] = lots;
if (lot === undefined) throw new Error('there is no lot');
const route = { from, to, newLotId: 'A2' };

test('a transfer makes a lot in the other account with the expiry, priority and share of the price', () => {
  const transfer = transferLot(route, lot, ledger, {
    id: 'tr_1',
    quantity: '2.5',
    at,
    reason: 'project work',
  });
  expect(transfer.lot).toEqual({
    ...lot,
    id: 'A2',
    accountId: 'projects',
    quantity: '9000',
    price: money('25.00', 'EUR'),
    usableAt: at,
  });
  expect(transfer.postings).toMatchObject([
    { key: 'transfer-out:=tr_1', accountId: 'hours', lotId: 'A', quantity: '-9000', reason: 'project work' },
    {
      key: 'transfer-in:=tr_1',
      accountId: 'projects',
      lotId: 'A2',
      quantity: '9000',
      reason: 'project work',
    },
  ]);
  const after = [...ledger, ...transfer.postings];
  expect([balanceAt(from, after, at), balanceAt(to, after, at)]).toEqual(['27000', '9000']);
});

test('the price of a lot is shared between what was transferred and what is refunded', () => {
  const { postings, lot: moved } = transferLot(route, lot, ledger, { id: 'tr_1', quantity: '3.3333', at });
  const after = [...ledger, ...postings];
  const here = refundLot(from, lot, after, { id: 'rf_1', quantity: null, at });
  const there = refundLot(to, moved, after, { id: 'rf_1', quantity: null, at });
  expect([here.amount?.amount, there.amount?.amount]).toEqual(['66.67', '33.33']);
});

test('the same transfer comes back as it is', () => {
  const transfer = transferLot(route, lot, ledger, { id: 'tr_1', quantity: null, at });
  const later = { id: 'tr_1', quantity: null, at: '2026-07-01T00:00:00.000Z' };
  expect(transferLot(route, lot, [...ledger, ...transfer.postings], later)).toEqual(transfer);
});

test.each([
  ['another customer', hoursAccount({ id: 'other', customerId: 'globex' }), 'has the customerId "globex"'],
  ['another unit', moneyAccount(), 'has the unit "money"'],
  ['the same account', from, 'to: is the account that it comes from'],
])('a transfer to %s is refused', (_, other, message) => {
  const change = { id: 'tr_1', quantity: null, at };
  expect(() => transferLot({ from, to: other, newLotId: 'A2' }, lot, ledger, change)).toThrow(message);
});

test('a transfer of euros to an account of dollars is refused', () => {
  const euros = moneyAccount();
  const dollars = moneyAccount({ id: 'dollars', currency: 'USD' });
  const bought = paidLots(euros, { id: 'A' });
  const [one] = bought.lots;
  if (one === undefined) throw new Error('there is no lot');
  const change = { id: 'tr_1', quantity: null, at };
  expect(() => transferLot({ from: euros, to: dollars, newLotId: 'B' }, one, bought.ledger, change)).toThrow(
    'has the currency "USD", the account that it comes from has "EUR"',
  );
});

test('R75: no more is transferred than is left', () => {
  expect(() => transferLot(route, lot, ledger, { id: 'tr_1', quantity: '11', at })).toThrow('PREPAID_SHORT');
});
