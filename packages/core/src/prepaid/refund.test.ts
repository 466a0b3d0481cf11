import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { adjustLot } from './adjust.ts';
import { remainingOf } from './balance.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { openPool } from './prepaid-pool.ts';
import { refundLot } from './refund.ts';
import { reversePosting } from './reverse.ts';

const at = '2026-06-20T08:00:00.000Z';
const account = hoursAccount();
const bought = (price: string | null): { lot: PrepaidLot; ledger: readonly PrepaidPosting[] } => {
  const given = { id: 'A', price: price === null ? null : money(price, 'EUR') };
  const { lots, ledger } = paidLots(account, given);
  const [lot] = lots;
  if (lot === undefined) throw new Error('there is no lot');
  return { lot, ledger };
};

test('a refund pays back in proportion to the price, half-up', () => {
  const { lot, ledger } = bought('100.05');
  expect(
    refundLot(account, lot, ledger, { id: 'rf_1', quantity: '5', at, reason: 'moved away' }),
  ).toMatchObject({
    key: 'refund:=rf_1',
    kind: 'refund',
    lotId: 'A',
    quantity: '-18000',
    amount: money('50.03', 'EUR'),
    reason: 'moved away',
  });
});

test('all that is left is refunded when no quantity is given', () => {
  const { lot, ledger } = bought('900.00');
  const drawn = openPool(account, [lot], ledger, at).draw('4800', {
    entryId: 'te_1',
    part: null,
    workDate: '2026-06-10',
  });
  const refund = refundLot(account, lot, [...ledger, ...drawn.postings], { id: 'rf_1', quantity: null, at });
  expect(refund).toMatchObject({ quantity: '-31200', amount: money('780.00', 'EUR') });
});

test('refunds in parts give back the price, no more and no less', () => {
  const { lot, ledger } = bought('100.00');
  let now = ledger;
  const amounts = ['rf_1', 'rf_2', 'rf_3'].map((id) => {
    const quantity = id === 'rf_3' ? null : '3.3333';
    const refund = refundLot(account, lot, now, { id, quantity, at });
    now = [...now, refund];
    return refund.amount?.amount;
  });
  expect(amounts).toEqual(['33.33', '33.34', '33.33']);
  expect(remainingOf(account, lot, now)).toBe('0');
});

test('a refund that failed and was taken back can be paid again at the same price', () => {
  const { lot, ledger } = bought('100.00');
  const failed = refundLot(account, lot, ledger, { id: 'rf_1', quantity: null, at });
  const after = [...ledger, failed, ...reversePosting(account, [...ledger, failed], failed.key, { at })];
  expect(refundLot(account, lot, after, { id: 'rf_2', quantity: null, at }).amount?.amount).toBe('100.00');
});

test('the same refund is posted once', () => {
  const { lot, ledger } = bought('100.00');
  const refund = refundLot(account, lot, ledger, { id: 'rf_1', quantity: null, at });
  expect(
    refundLot(account, lot, [...ledger, refund], {
      id: 'rf_1',
      quantity: null,
      at: '2027-01-01T00:00:00.000Z',
    }),
  ).toBe(refund);
});

test('a gift is worth nothing, and hours that were added cost nothing', () => {
  const gift = bought(null);
  expect(refundLot(account, gift.lot, gift.ledger, { id: 'rf_1', quantity: null, at }).amount).toBeNull();
  const { lot, ledger } = bought('100.00');
  const added = adjustLot(account, lot, ledger, { id: 'ad_1', quantity: '5', at, reason: 'goodwill' });
  const refund = refundLot(account, lot, [...ledger, added], { id: 'rf_1', quantity: null, at });
  expect(refund).toMatchObject({ quantity: '-54000', amount: money('100.00', 'EUR') });
});

describe('refused is', () => {
  const { lot, ledger } = bought('100.00');

  test('more than is left', () => {
    expect(() => refundLot(account, lot, ledger, { id: 'rf_1', quantity: '10.0001', at })).toThrow(
      'PREPAID_SHORT: the lot "A" has 36000 left, 36000.36 was asked of it',
    );
  });

  test('nothing, less than nothing, and the rest of an empty lot', () => {
    for (const quantity of ['0', '-1']) {
      expect(() => refundLot(account, lot, ledger, { id: 'rf_1', quantity, at })).toThrow(
        'quantity: must be above 0',
      );
    }
    expect(() => refundLot(account, lot, [], { id: 'rf_1', quantity: null, at })).toThrow(
      'nothing is left of the lot "A"',
    );
  });
});

test('a bonus of money is refunded at what was paid', () => {
  const budget = moneyAccount();
  const { lots, ledger } = paidLots(budget, { id: 'A', quantity: '110', price: money('100.00', 'EUR') });
  const [lot] = lots;
  if (lot === undefined) throw new Error('there is no lot');
  const refund = refundLot(budget, lot, ledger, { id: 'rf_1', quantity: '55', at });
  expect(refund).toMatchObject({ quantity: '-55.00', amount: money('50.00', 'EUR') });
});
