import { type CivilDate, civilDate } from '../time/civil-date.ts';
import { type Instant, instant } from '../time/instant.ts';
import { remainingUnits } from './balance.ts';
import { inDrawOrder, isValidOn } from './lot-order.ts';
import { makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/**
 * The breakage that is due on a civil date (R77): the rest of each lot whose last day is over, posted once. On the last
 * day itself nothing is due. What comes back to such a lot later, because a draw was reversed, is due again.
 *
 * @param today the civil date where the customer is
 * @param at the instant of the postings
 * @throws BillingError `CIVIL_DATE_INVALID` or `INSTANT_INVALID` when `today` or `at` is none.
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, expiryDue, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const { lot, posting } = creditLot(
 *   account,
 *   prepaidLot(account, {
 *     id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z', expiresOn: '2026-06-30',
 *   }),
 *   '2026-05-01T09:00:00.000Z',
 * );
 * for (const today of ['2026-06-30', '2026-07-01']) {
 *   const due = expiryDue(account, [lot], [posting], today, `${today}T04:00:00.000Z`);
 *   console.log(`${today}: ${due.map(({ quantity }) => quantity).join() || 'nothing'}`);
 * }
 * // => 2026-06-30: nothing
 * // => 2026-07-01: -36000
 * ```
 */
export function expiryDue(
  account: PrepaidAccount,
  lots: readonly PrepaidLot[],
  postings: readonly PrepaidPosting[],
  today: CivilDate,
  at: Instant,
): readonly PrepaidPosting[] {
  const [day, now] = [civilDate(today), instant(at)];
  const over = inDrawOrder(lots).filter((lot) => lot.accountId === account.id && !isValidOn(lot, day));
  return over.flatMap(({ id: lotId }) => {
    const units = remainingUnits(account, lotId, postings);
    if (units <= 0n) return [];
    const before = postings.filter(
      (posting) => posting.accountId === account.id && posting.lotId === lotId && posting.kind === 'expire',
    );
    const key = postingKey('expire', lotId, before.length);
    return [makePosting(account, -units, { key, lotId, kind: 'expire', at: now })];
  });
}
