import { type Instant, instant } from '../time/instant.ts';
import { type LedgerQuantity, textOfUnits, unitsOf } from './ledger-quantity.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/** Which postings of an account count. Nothing named: all of them. */
export interface BalanceFilter {
  /** Those of one lot, or of the overdraft, which is `null`. */
  readonly lotId?: string | null | undefined;
  /** Those about one time entry: below 0 for what it has drawn. */
  readonly entryId?: string | undefined;
}

/**
 * What a prepaid account has at an instant: the sum of its postings until then, those of that instant included.
 * Postings of other accounts do not count, and their order does not matter.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @example
 * ```ts
 * import { balanceAt, creditLot, definePrepaidAccount, money, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR' });
 * const bought = prepaidLot(account, {
 *   id: 'lot_1', quantity: '100.00', price: money('100.00', 'EUR'), purchasedAt: '2026-05-01T09:00:00Z',
 * });
 * const { posting } = creditLot(account, bought, '2026-05-03T12:00:00.000Z');
 * console.log(balanceAt(account, [posting], '2026-05-02T00:00:00.000Z'));
 * // => 0.00
 * console.log(balanceAt(account, [posting], '2026-05-04T00:00:00.000Z'));
 * // => 100.00
 * ```
 */
export function balanceAt(
  account: PrepaidAccount,
  postings: readonly PrepaidPosting[],
  at: Instant,
  { lotId, entryId }: BalanceFilter = {},
): LedgerQuantity {
  const until = instant(at);
  const counted = postings.filter(
    (posting) =>
      posting.at <= until &&
      (lotId === undefined || posting.lotId === lotId) &&
      (entryId === undefined || posting.entryId === entryId),
  );
  return textOfUnits(account, sumUnits(account, counted));
}

/**
 * What is left of a lot, by all postings handed in.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 */
export function remainingOf(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
): LedgerQuantity {
  return textOfUnits(account, remainingUnits(account, lot.id, postings));
}

/** What is left of a lot, or how far the overdraft is used (`null`, 0 or less), in whole steps. */
export function remainingUnits(
  account: PrepaidAccount,
  lotId: string | null,
  postings: readonly PrepaidPosting[],
): bigint {
  return sumUnits(
    account,
    postings.filter((posting) => posting.lotId === lotId),
  );
}

/** The sum of an account's postings in whole steps. */
export function sumUnits(account: PrepaidAccount, postings: Iterable<PrepaidPosting>): bigint {
  let total = 0n;
  for (const { accountId, quantity } of postings) {
    if (accountId === account.id) total += unitsOf(account, quantity);
  }
  return total;
}
