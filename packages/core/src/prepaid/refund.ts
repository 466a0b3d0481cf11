import { makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import { findPosting, type LotChange, readLotChange, unitsToTake } from './lot-change.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { priceOfPart } from './price-of-part.ts';

/**
 * Takes all or a part of what is left of a lot out of the account, to be paid back. The posting's `amount` is the money
 * to pay: in proportion to the lot's price, rounded half-up, never more than the price over several refunds; `null` when
 * the lot had no price. A refund that is in the ledger already comes back as it is.
 *
 * @throws BillingError `PREPAID_SHORT` when more is asked for than is left.
 * @throws BillingError `PREPAID_POSTING_INVALID` with the path to what is wrong with the change: the quantity is not above
 * 0 or finer than the ledger counts, `at` is no instant.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, money, prepaidLot, refundLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const { lot, posting } = creditLot(
 *   account,
 *   prepaidLot(account, {
 *     id: 'lot_1', quantity: '10', price: money('900.00', 'EUR'), purchasedAt: '2026-05-01T09:00:00Z',
 *   }),
 *   '2026-05-01T09:00:00.000Z',
 * );
 * const refund = refundLot(account, lot, [posting], { id: 'rf_1', quantity: '2.5', at: '2026-06-01T00:00:00.000Z' });
 * console.log(refund.quantity, refund.amount?.amount);
 * // => -9000 225.00
 * ```
 */
export function refundLot(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
  change: LotChange,
): PrepaidPosting {
  const { id, quantity, at, reason } = readLotChange(change);
  const key = postingKey('refund', id);
  const known = findPosting(account, postings, key);
  if (known !== undefined) return known;
  const units = unitsToTake(account, lot, postings, quantity);
  const amount = priceOfPart(account, lot, postings, units);
  return makePosting(account, -units, { key, lotId: lot.id, kind: 'refund', at, amount, reason });
}
