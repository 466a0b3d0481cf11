import type { PrepaidUnit } from '../prepaid/ledger-quantity.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { type ExplainOptions, explanationError } from './explain.ts';
import { billWordsOf, requirePiece, writeMoney, writeQuantity } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence what a posting did to a prepaid account: what was bought, drawn, taken back, corrected, paid
 * back, moved or has expired, on which lot, and for which work. The account, or its unit and currency, says what its
 * quantities count. Parts of a second are not shown.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a posting and its account, or options that are no
 * object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, explainPosting, money, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const bought = prepaidLot(account, {
 *   id: 'lot_1', quantity: '10', price: money('900.00', 'EUR'), purchasedAt: '2026-05-01T09:00:00Z',
 * });
 * const { posting } = creditLot(account, bought, '2026-05-03T12:00:00.000Z');
 * console.log(explainPosting(posting, account));
 * // => 10 h bought as lot “lot_1” for EUR 900.00.
 * ```
 */
export function explainPosting(
  posting: PrepaidPosting,
  account: PrepaidUnit,
  options: ExplainOptions = {},
): string {
  const words = billWordsOf(options);
  requirePiece(posting, ['key', 'kind', 'quantity'], 'posting of a prepaid account');
  requirePiece(account, ['unit', 'currency'], 'prepaid account');
  const { kind, quantity, lotId, entryId, amount } = posting;
  if (!Object.hasOwn(words.postings, kind)) {
    throw explanationError(['piece', 'kind'], `is ${nameOfValue(kind)} that no posting has`);
  }
  // What was taken back or corrected has a sign that nobody could guess; what was drawn has not.
  const isSigned = kind === 'adjust' || kind === 'reversal';
  const size = isSigned ? quantity : quantity.replace(/^-/, '');
  return sentence(
    words.postings[kind]({
      quantity: writeQuantity(words, account.unit, size, account.currency ?? ''),
      lot: words.lot(lotId),
      entryId,
      amount: amount === null ? null : writeMoney(words, amount),
    }),
  );
}
