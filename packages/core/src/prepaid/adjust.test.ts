import { expect, test } from 'vitest';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { adjustLot } from './adjust.ts';

const at = '2026-06-20T08:00:00.000Z';
const account = hoursAccount();
const { lots, ledger } = paidLots(account, { id: 'A' });
const [lot] = lots;
if (lot === undefined) throw new Error('there is no lot');
const adjustment = { id: 'ad_1', at, reason: 'agreed by telephone' };

test.each([
  ['adds hours', '0.5', '1800'],
  ['takes hours away', '-0.5', '-1800'],
  ['takes away all that is left', null, '-36000'],
])('an adjustment %s', (_, quantity, posted) => {
  expect(adjustLot(account, lot, ledger, { ...adjustment, quantity })).toMatchObject({
    key: 'adjust:=ad_1',
    kind: 'adjust',
    lotId: 'A',
    quantity: posted,
    reason: 'agreed by telephone',
  });
});

test('the same adjustment is posted once', () => {
  const posting = adjustLot(account, lot, ledger, { ...adjustment, quantity: '1' });
  expect(adjustLot(account, lot, [...ledger, posting], { ...adjustment, quantity: '1' })).toBe(posting);
});

test.each([
  ['of nothing', { quantity: '0' }, 'quantity: is 0'],
  ['of less nothing', { quantity: '-0' }, 'quantity: must be above 0'],
  ['without a reason', { quantity: '1', reason: ' ' }, 'reason: is empty'],
  ['of more than is left', { quantity: '-10.5' }, 'the lot "A" has 36000 left, 37800 was asked of it'],
])('an adjustment %s is refused', (_, given, message) => {
  expect(() => adjustLot(account, lot, ledger, { ...adjustment, ...given })).toThrow(message);
});
