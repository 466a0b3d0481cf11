import { expect, test } from 'vitest';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import { expiryDue } from './expiry.ts';
import { openPool } from './prepaid-pool.ts';
import { reverseDraws } from './reverse.ts';

const account = hoursAccount();
const { lots, ledger } = paidLots(
  account,
  { id: 'B', expiresOn: '2026-06-30' },
  { id: 'A', expiresOn: '2026-05-31' },
  { id: 'C' },
);
const at = '2026-07-01T04:00:00.000Z';

test('R77: the rest of a lot is breakage on the day after its last one, not before', () => {
  expect(expiryDue(account, lots, ledger, '2026-05-31', at)).toEqual([]);
  const due = expiryDue(account, lots, ledger, '2026-06-01', at);
  expect(due).toMatchObject([{ key: 'expire:=A:=0', lotId: 'A', kind: 'expire', quantity: '-36000', at }]);
});

test('R77: a missed day is made up for, lots without an end never expire, and nothing is posted twice', () => {
  const due = expiryDue(account, lots, ledger, '2026-08-15', at);
  expect(due.map(({ lotId }) => lotId)).toEqual(['A', 'B']);
  expect(expiryDue(account, lots, [...ledger, ...due], '2026-08-16', at)).toEqual([]);
  expect(balanceAt(account, [...ledger, ...due], at)).toBe('36000');
});

test('R77: two runs at once make the same posting', () => {
  const [one, other] = ['2026-07-01T04:00:00.000Z', '2026-07-01T04:00:01.000Z'].map((instant) =>
    expiryDue(account, lots, ledger, '2026-07-01', instant).map(({ key }) => key),
  );
  expect(one).toEqual(other);
});

test('R76, R77: what a reversal brings back to an expired lot is breakage again, under a key of its own', () => {
  const pool = openPool(account, lots, ledger, '2026-05-30T00:00:00.000Z');
  const drawn = [
    ...ledger,
    ...pool.draw('3600', { entryId: 'te_1', part: null, workDate: '2026-05-20' }).postings,
  ];
  const expired = [...drawn, ...expiryDue(account, lots, drawn, '2026-06-01', at)];
  const back = [...expired, ...reverseDraws(account, expired, 'te_1', { at })];
  expect(expiryDue(account, lots, back, '2026-06-01', at)).toMatchObject([
    { key: 'expire:=A:=1', lotId: 'A', quantity: '-3600' },
  ]);
});

test('R77: a lot that was used up, or never paid, has no breakage', () => {
  const pool = openPool(account, lots, ledger, '2026-05-30T00:00:00.000Z');
  const drawn = pool.draw('36000', { entryId: 'te_1', part: null, workDate: '2026-05-20' }).postings;
  expect(expiryDue(account, lots, [...ledger, ...drawn], '2026-06-01', at)).toEqual([]);
  expect(expiryDue(account, lots, [], '2026-06-01', at)).toEqual([]);
});
