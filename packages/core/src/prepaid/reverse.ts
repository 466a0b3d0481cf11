import { inputError } from '../errors/parse-input.ts';
import { negate } from '../money/arithmetic.ts';
import { type Instant, instant } from '../time/instant.ts';
import { drawsOf, reversedKeys } from './draws.ts';
import { unitsOf } from './ledger-quantity.ts';
import { makePosting, postingKey, type PostingKind, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import { requireLeft } from './lot-change.ts';

/** When a reversal happens, and why. */
export interface ReversalNote {
  readonly at: Instant;
  readonly reason?: string | null | undefined;
}

/** What can be taken back by its key. A payment that failed is told by an `adjust`, a transfer by another transfer. */
const reversible: readonly PostingKind[] = ['draw', 'adjust', 'refund'];

/**
 * Takes back exactly what a time entry has drawn, or one part of it (R76): one reversal for each draw that stands, of
 * the same lot. Nothing stands, nothing is posted. Draw anew with a pool that knows these postings.
 *
 * What comes back to a lot that has expired in between can be drawn again for work that was done in time; what is not
 * drawn again is posted as breakage by the next {@link expiryDue}.
 *
 * @param part one part of the entry, for example a band; left out for all of them
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @example
 * ```ts
 * import {
 *   balanceAt, creditLot, definePrepaidAccount, openPool, prepaidLot, reverseDraws,
 * } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const pool = openPool(account, [lot], [posting], '2026-06-30T00:00:00.000Z');
 * const drawn = pool.draw('3600', { entryId: 'te_1', part: 'business', workDate: '2026-06-10' });
 * const ledger = [posting, ...drawn.postings];
 *
 * const at = '2026-07-02T08:00:00.000Z';
 * const reversals = reverseDraws(account, ledger, 'te_1', { at, reason: 'worked for another customer' });
 * console.log(balanceAt(account, [...ledger, ...reversals], at));
 * // => 36000
 * ```
 */
export function reverseDraws(
  account: PrepaidAccount,
  postings: readonly PrepaidPosting[],
  entryId: string,
  note: ReversalNote,
  part?: string | null,
): readonly PrepaidPosting[] {
  return drawsOf(account, postings, entryId, part).map((draw) => reversalOf(account, draw, note));
}

/**
 * Takes back one posting: a draw, an adjustment or a refund. A posting that was taken back stays so: nothing is posted
 * again.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when there is no such posting, or it is of another kind.
 * @throws BillingError `PREPAID_SHORT` when an adjustment brought in what is no longer there.
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, money, prepaidLot, refundLot, reversePosting } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR' });
 * const price = money('100.00', 'EUR');
 * const purchase = { id: 'lot_1', quantity: '100', price, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const at = '2026-06-01T08:00:00.000Z';
 * const refund = refundLot(account, lot, [posting], { id: 'rf_1', quantity: null, at });
 * const note = { at, reason: 'the bank sent it back' };
 * const reversals = reversePosting(account, [posting, refund], refund.key, note);
 * console.log(reversals.map(({ kind, quantity }) => `${kind} ${quantity}`).join());
 * // => reversal 100.00
 * console.log(reversePosting(account, [posting, refund, ...reversals], refund.key, note).length);
 * // => 0
 * ```
 */
export function reversePosting(
  account: PrepaidAccount,
  postings: readonly PrepaidPosting[],
  key: string,
  note: ReversalNote,
): readonly PrepaidPosting[] {
  const own = postings.filter(({ accountId }) => accountId === account.id);
  const posting = own.find((one) => one.key === key);
  if (posting === undefined) throw keyError(`"${key}" is no posting of the account "${account.id}"`);
  if (!reversible.includes(posting.kind)) {
    throw keyError(
      `"${key}" is of the kind "${posting.kind}": only ${reversible.join(', ')} can be taken back`,
    );
  }
  if (reversedKeys(account, own).has(key)) return [];
  if (posting.lotId !== null) requireLeft(account, posting.lotId, own, unitsOf(account, posting.quantity));
  return [reversalOf(account, posting, note)];
}

function reversalOf(
  account: PrepaidAccount,
  { key, lotId, quantity, workDate, entryId, part, amount }: PrepaidPosting,
  { at, reason = null }: ReversalNote,
): PrepaidPosting {
  return makePosting(account, -unitsOf(account, quantity), {
    key: postingKey('reversal', key),
    lotId,
    kind: 'reversal',
    at: instant(at),
    workDate,
    entryId,
    part,
    reverses: key,
    amount: amount === null ? null : negate(amount),
    reason: reason ?? null,
  });
}

const keyError = (message: string): Error =>
  inputError('PREPAID_POSTING_INVALID', [{ path: ['key'], message }]);
