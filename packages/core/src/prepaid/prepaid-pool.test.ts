import { describe, expect, test } from 'vitest';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import { expiryDue } from './expiry.ts';
import type { PrepaidPosting } from './posting.ts';
import { openPool } from './prepaid-pool.ts';

const at = '2026-07-02T08:00:00.000Z';
const work = (entryId: string, workDate = '2026-06-10') => ({ entryId, part: 'business', workDate });
const told = (postings: readonly PrepaidPosting[]): string[] =>
  postings.map(({ kind, lotId, quantity }) => `${kind} ${lotId ?? 'overdraft'} ${quantity}`);

describe('R70: two lots of 100.00 until the end of June and 200.00 without an end', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(
    account,
    { id: 'A', quantity: '100.00', expiresOn: '2026-06-30' },
    { id: 'B', quantity: '200.00' },
  );

  test('80.00 and 50.00 for work on 10 June take 80 of A, then 20 of A and 30 of B, and leave 170.00', () => {
    const pool = openPool(account, lots, ledger, at);
    const first = pool.draw('80.00', work('te_1'));
    const second = pool.draw('50.00', work('te_2'));
    expect([told(first.postings), told(second.postings)]).toEqual([
      ['draw A -80.00'],
      ['draw A -20.00', 'draw B -30.00'],
    ]);
    expect(balanceAt(account, [...ledger, ...first.postings, ...second.postings], at)).toBe('170.00');
  });

  test('for work on 1 July only B is usable', () => {
    const pool = openPool(account, lots, ledger, at);
    expect([pool.available('2026-06-30'), pool.available('2026-07-01')]).toEqual(['300.00', '200.00']);
    const { postings, drawn, short } = pool.draw('250.00', work('te_1', '2026-07-01'));
    expect([told(postings), drawn, short]).toEqual([['draw B -200.00'], '200.00', '50.00']);
  });

  test('work of June that is billed after A has expired still draws from A, and its breakage shrinks by that', () => {
    const expired = [
      ...ledger,
      ...expiryDue(account, lots, ledger, '2026-07-01', '2026-07-01T00:00:00.000Z'),
    ];
    expect(balanceAt(account, expired, at)).toBe('200.00');
    const pool = openPool(account, lots, expired, at);
    const june = pool.draw('30.00', work('te_1'));
    const july = pool.draw('10.00', work('te_2', '2026-07-01'));
    expect(told(june.postings)).toEqual(['reversal A 30.00', 'draw A -30.00']);
    expect(told(july.postings)).toEqual(['draw B -10.00']);
    expect(pool.available('2026-06-30')).toBe('260.00');
    const after = [...expired, ...june.postings, ...july.postings];
    expect(balanceAt(account, after, at)).toBe('190.00');
    expect(balanceAt(account, after, at, { entryId: 'te_1' })).toBe('-30.00');
    expect(expiryDue(account, lots, after, '2026-07-02', at)).toEqual([]);
    expect(openPool(account, lots, after, at).available('2026-06-30')).toBe('260.00');
  });
});

describe('R75: the pool never goes below zero unless an overdraft is agreed', () => {
  test('without one, what the lots do not have is short', () => {
    const account = hoursAccount();
    const { lots, ledger } = paidLots(account, { id: 'A', quantity: '1' });
    const pool = openPool(account, lots, ledger, at);
    expect(pool.draw('4000', work('te_1'))).toMatchObject({ drawn: '3600', short: '400' });
    expect(pool.draw('1', work('te_2'))).toEqual({ postings: [], drawn: '0', short: '1' });
  });

  test('with one, it is drawn after the lots, posted without a lot, and counts over all bills', () => {
    const account = hoursAccount({ overdraft: '0.5' });
    const { lots, ledger } = paidLots(account, { id: 'A', quantity: '1' });
    const first = openPool(account, lots, ledger, at).draw('4600', work('te_1'));
    expect(told(first.postings)).toEqual(['draw A -3600', 'draw overdraft -1000']);
    const next = openPool(account, lots, [...ledger, ...first.postings], at);
    expect([next.inLots('2026-06-10'), next.available('2026-06-10')]).toEqual(['0', '800']);
    expect(next.draw('900', work('te_2'))).toMatchObject({ drawn: '800', short: '100' });
    expect(next.available('2026-06-10')).toBe('0');
  });

  test('an overdraft that was lowered below what is used gives nothing', () => {
    const { ledger } = paidLots(hoursAccount(), { id: 'A' });
    const generous = openPool(hoursAccount({ overdraft: '1' }), [], ledger, at).draw('3600', work('te_1'));
    const pool = openPool(hoursAccount({ overdraft: '0.5' }), [], [...ledger, ...generous.postings], at);
    expect(pool.draw('60', work('te_2'))).toEqual({ postings: [], drawn: '0', short: '60' });
  });
});

test('R73: a lot whose invoice was not paid by then gives nothing', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A', purchasedAt: '2026-07-02T08:00:00.001Z' });
  expect(openPool(account, lots, ledger, at).draw('1.00', work('te_1'))).toMatchObject({ drawn: '0.00' });
});

test('work that has drawn draws again only when its draws were reversed', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A' });
  const pool = openPool(account, lots, ledger, at);
  const { postings } = pool.draw('1.00', work('te_1'));
  expect(() => pool.draw('1.00', work('te_1'))).toThrow('"business" of the entry "te_1" has drawn already');
  expect(() => openPool(account, lots, [...ledger, ...postings], at).draw('1.00', work('te_1'))).toThrow(
    'PREPAID_POSTING_INVALID',
  );
  expect(pool.draw('1.00', { ...work('te_1'), part: null })).toMatchObject({ drawn: '1.00' });
  expect(() => pool.draw('1.00', { ...work('te_1'), part: null })).toThrow('entry "te_1" has drawn already');
});

test('a need of nothing posts nothing, and may be told twice', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A' });
  const pool = openPool(account, lots, ledger, at);
  const nothing = { postings: [], drawn: '0.00', short: '0.00' };
  expect([pool.draw('0.00', work('te_1')), pool.draw('-1.00', work('te_1'))]).toEqual([nothing, nothing]);
});

test('postings and lots of other accounts do not count', () => {
  const account = moneyAccount();
  const own = paidLots(account, { id: 'A' });
  const other = paidLots(moneyAccount({ id: 'other' }), { id: 'A' }, { id: 'B' });
  const pool = openPool(account, [...own.lots, ...other.lots], [...own.ledger, ...other.ledger], at);
  expect(pool.available('2026-06-10')).toBe('10.00');
});
