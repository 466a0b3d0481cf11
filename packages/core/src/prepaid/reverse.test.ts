import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { adjustLot } from './adjust.ts';
import { balanceAt } from './balance.ts';
import { drawsOf } from './draws.ts';
import { expiryDue } from './expiry.ts';
import type { PrepaidPosting } from './posting.ts';
import { openPool } from './prepaid-pool.ts';
import { refundLot } from './refund.ts';
import { reverseDraws, reversePosting } from './reverse.ts';

const at = '2026-06-20T08:00:00.000Z';
const later = '2026-07-02T08:00:00.000Z';
const account = moneyAccount();
const { lots, ledger } = paidLots(
  account,
  { id: 'A', quantity: '100', expiresOn: '2026-06-30' },
  { id: 'B', quantity: '200' },
);
const work = (entryId: string, part: string) => ({ entryId, part, workDate: '2026-06-10' });
const told = (postings: readonly PrepaidPosting[]): string[] =>
  postings.map(({ kind, lotId, quantity }) => `${kind} ${lotId ?? 'overdraft'} ${quantity}`);

const drawn = (() => {
  const pool = openPool(account, lots, ledger, at);
  return [
    ...ledger,
    ...pool.draw('80.00', work('te_1', 'business')).postings,
    ...pool.draw('50.00', work('te_2', 'business')).postings,
    ...pool.draw('5.00', work('te_2', 'night')).postings,
  ];
})();

describe('R76: editing or voiding drawn work reverses exactly its postings', () => {
  test('each draw comes back to the lot that it was taken from', () => {
    const reversals = reverseDraws(account, drawn, 'te_2', { at: later, reason: 'wrong customer' });
    expect(told(reversals)).toEqual(['reversal A 20.00', 'reversal B 30.00', 'reversal B 5.00']);
    expect(reversals[0]).toMatchObject({
      key: 'reversal:=draw%3A%3Dte_2%3A%3Dbusiness%3A%3DA%3A%3D0',
      reverses: 'draw:=te_2:=business:=A:=0',
      entryId: 'te_2',
      part: 'business',
      workDate: '2026-06-10',
      at: later,
      reason: 'wrong customer',
    });
    const after = [...drawn, ...reversals];
    expect(balanceAt(account, after, later)).toBe('220.00');
    expect(balanceAt(account, after, later, { entryId: 'te_2' })).toBe('0.00');
    expect(drawsOf(account, after, 'te_2')).toEqual([]);
    expect(drawsOf(account, after, 'te_1')).toHaveLength(1);
  });

  test('one part of an entry can be reversed alone', () => {
    expect(told(reverseDraws(account, drawn, 'te_2', { at }, 'night'))).toEqual(['reversal B 5.00']);
    expect(reverseDraws(account, drawn, 'te_2', { at }, null)).toEqual([]);
  });

  test('a second reversal posts nothing', () => {
    const after = [...drawn, ...reverseDraws(account, drawn, 'te_2', { at })];
    expect(reverseDraws(account, after, 'te_2', { at: later })).toEqual([]);
  });

  test('what is drawn anew has keys of its own', () => {
    let now: readonly PrepaidPosting[] = drawn;
    for (let edit = 0; edit < 3; edit += 1) {
      now = [...now, ...reverseDraws(account, now, 'te_2', { at }, 'business')];
      now = [...now, ...openPool(account, lots, now, at).draw('50.00', work('te_2', 'business')).postings];
    }
    expect(new Set(now.map(({ key }) => key)).size).toBe(now.length);
    expect(balanceAt(account, now, at)).toBe('165.00');
  });

  test('what comes back to a lot that has expired is drawn again for work in time, else it is breakage again', () => {
    const expired = [...drawn, ...expiryDue(account, lots, drawn, '2026-07-01', '2026-07-01T04:00:00.000Z')];
    const back = [...expired, ...reverseDraws(account, expired, 'te_2', { at: later }, 'business')];
    expect(balanceAt(account, back, later, { lotId: 'A' })).toBe('20.00');
    const anew = openPool(account, lots, back, later).draw('15.00', work('te_2', 'business')).postings;
    expect(told(anew)).toEqual(['draw A -15.00']);
    const due = expiryDue(account, lots, [...back, ...anew], '2026-07-02', later);
    expect(told(due)).toEqual(['expire A -5.00']);
    expect(expired.some(({ key }) => key === due[0]?.key)).toBe(false);
  });
});

describe('a posting is taken back by its key', () => {
  const [lot] = lots;
  if (lot === undefined) throw new Error('there is no lot');
  const note = { at: later };

  test('a draw, once', () => {
    const key = drawsOf(account, drawn, 'te_1')[0]?.key ?? '';
    const reversals = reversePosting(account, drawn, key, note);
    expect(told(reversals)).toEqual(['reversal A 80.00']);
    expect(reversals).toEqual(reverseDraws(account, drawn, 'te_1', note));
    expect(reversePosting(account, [...drawn, ...reversals], key, note)).toEqual([]);
  });

  test('a refund whose payment failed, and the money with it', () => {
    const refund = refundLot(account, lot, ledger, { id: 'rf_1', quantity: '50', at });
    const [reversal] = reversePosting(account, [...ledger, refund], refund.key, note);
    expect(reversal).toMatchObject({ quantity: '50.00', amount: money('-50.00', 'EUR') });
  });

  test('R75: an adjustment that was used up in the meantime stays', () => {
    const adjustment = adjustLot(account, lot, ledger, {
      id: 'ad_1',
      quantity: '30',
      at,
      reason: 'goodwill',
    });
    const before = [...ledger, adjustment];
    expect(told(reversePosting(account, before, adjustment.key, note))).toEqual(['reversal A -30.00']);
    const used = openPool(account, [lot], before, at).draw('101.00', work('te_9', 'business')).postings;
    expect(() => reversePosting(account, [...before, ...used], adjustment.key, note)).toThrow(
      'PREPAID_SHORT: the lot "A" has 29.00 left, 30.00 was asked of it',
    );
  });

  test('a top-up can not be, nor a posting that is not there or of another account', () => {
    expect(() => reversePosting(account, ledger, 'top-up:=A', note)).toThrow(
      'key: "top-up:=A" is of the kind "top-up": only draw, adjust, refund can be taken back',
    );
    expect(() => reversePosting(account, ledger, 'draw', note)).toThrow(
      '"draw" is no posting of the account "budget"',
    );
    expect(() => reversePosting(hoursAccount(), ledger, 'top-up:=A', note)).toThrow(
      'is no posting of the account',
    );
  });
});
