import { expect, test } from 'vitest';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { balanceAt } from './balance.ts';
import type { PrepaidPosting } from './posting.ts';
import { openPool } from './prepaid-pool.ts';
import { settleOverdraft } from './settle-overdraft.ts';

const at = '2026-06-20T08:00:00.000Z';
const later = '2026-07-02T08:00:00.000Z';
const account = hoursAccount({ overdraft: '5' });
const told = (postings: readonly PrepaidPosting[]): string[] =>
  postings.map(
    ({ kind, lotId, entryId, quantity }) => `${kind} ${entryId} ${lotId ?? 'overdraft'} ${quantity}`,
  );

const first = paidLots(account, { id: 'A', quantity: '1' });
const overdrawn = (() => {
  const pool = openPool(account, first.lots, first.ledger, at);
  return [
    ...first.ledger,
    ...pool.draw('5400', { entryId: 'te_1', part: null, workDate: '2026-06-12' }).postings,
    ...pool.draw('3600', { entryId: 'te_2', part: null, workDate: '2026-06-10' }).postings,
  ];
})();

/** The lots and the ledger after a second purchase. */
const after = (quantity: string, expiresOn: string | null = null) => {
  const second = paidLots(account, { id: 'B', quantity, expiresOn, purchasedAt: '2026-07-01T00:00:00Z' });
  return { lots: [...first.lots, ...second.lots], ledger: [...overdrawn, ...second.ledger] };
};

test('R75: a lot that is bought later takes over what was overdrawn, and the balance stays the same', () => {
  const { lots, ledger } = after('10');
  const settled = settleOverdraft(account, lots, ledger, later);
  expect(told(settled)).toEqual([
    'reversal te_2 overdraft 3600',
    'draw te_2 B -3600',
    'reversal te_1 A 3600',
    'reversal te_1 overdraft 1800',
    'draw te_1 A -3600',
    'draw te_1 B -1800',
  ]);
  const whole = [...ledger, ...settled];
  expect([balanceAt(account, ledger, later), balanceAt(account, whole, later)]).toEqual(['30600', '30600']);
  expect(balanceAt(account, whole, later, { lotId: null })).toBe('0');
  expect(settleOverdraft(account, lots, whole, later)).toEqual([]);
  expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
});

test('R75: a lot that is too small takes over the earliest work, and the rest stays overdrawn', () => {
  const { lots, ledger } = after('1.25');
  const whole = [...ledger, ...settleOverdraft(account, lots, ledger, later)];
  expect(balanceAt(account, whole, later, { lotId: null })).toBe('-900');
  expect(balanceAt(account, whole, later, { lotId: 'B' })).toBe('0');
  expect(settleOverdraft(account, lots, whole, later)).toEqual([]);
});

test('R70: a lot takes over no work after its last day', () => {
  const { lots, ledger } = after('10', '2026-06-11');
  expect(told(settleOverdraft(account, lots, ledger, later))).toEqual([
    'reversal te_2 overdraft 3600',
    'draw te_2 B -3600',
  ]);
});

test('without a lot that has something, nothing is posted', () => {
  expect(settleOverdraft(account, first.lots, overdrawn, later)).toEqual([]);
});
