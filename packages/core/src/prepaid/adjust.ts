import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { textSchema } from '../errors/text-schema.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Instant } from '../time/instant.ts';
import { unitsOfWritten } from './ledger-quantity.ts';
import { makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { findPosting, lotChangeFields, unitsToTake } from './lot-change.ts';

/** A correction by hand. */
export interface Adjustment {
  /** Its own id: the same one is posted once. */
  readonly id: string;
  /** In hours or in the account's currency; below 0 takes away. `null` takes away all that is left. */
  readonly quantity: DecimalString | null;
  readonly at: Instant;
  /** Why: a correction without a reason explains itself to nobody. */
  readonly reason: string;
}

const adjustmentSchema: z.ZodType<Adjustment, Adjustment> = z.strictObject({
  ...lotChangeFields,
  reason: textSchema(1000).refine((reason) => reason.trim() !== '', 'is empty'),
});

/**
 * Corrects a lot by hand: more, less, or nothing left, for example when its invoice is voided. An adjustment that is in
 * the ledger already comes back as it is.
 *
 * @throws BillingError `PREPAID_SHORT` when more is taken away than is left.
 * @throws BillingError `PREPAID_POSTING_INVALID` with the path to what is wrong with the adjustment: the quantity is 0 or
 * finer than the ledger counts, the reason is empty, `at` is no instant.
 * @example
 * ```ts
 * import { adjustLot, creditLot, definePrepaidAccount, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const goodwill = adjustLot(account, lot, [posting], {
 *   id: 'ad_1', quantity: '0.5', at: '2026-06-01T08:00:00.000Z', reason: 'goodwill',
 * });
 * console.log(goodwill.quantity);
 * // => 1800
 * ```
 */
export function adjustLot(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
  adjustment: Adjustment,
): PrepaidPosting {
  const { id, quantity, at, reason } = parseInput('PREPAID_POSTING_INVALID', adjustmentSchema, adjustment);
  const key = postingKey('adjust', id);
  const known = findPosting(account, postings, key);
  if (known !== undefined) return known;
  const adds = quantity !== null && !quantity.startsWith('-');
  const units = adds
    ? unitsToAdd(account, quantity)
    : -unitsToTake(account, lot, postings, quantity === null ? null : quantity.slice(1));
  return makePosting(account, units, { key, lotId: lot.id, kind: 'adjust', at, reason });
}

function unitsToAdd(account: PrepaidAccount, quantity: DecimalString): bigint {
  const units = unitsOfWritten(account, quantity);
  if (units > 0n) return units;
  throw inputError('PREPAID_POSTING_INVALID', [{ path: ['quantity'], message: 'is 0' }]);
}
