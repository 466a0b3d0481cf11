import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type DecimalString, positiveDecimalSchema } from '../money/decimal-string.ts';
import { isNegative, type Money, moneySchema } from '../money/money.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type Instant, instant, instantSchema } from '../time/instant.ts';
import { type LedgerQuantity, textOfUnits, tooFine, unitsOf, wholeUnits } from './ledger-quantity.ts';
import { makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';

/** One purchase of a prepaid account. What is left of it is the sum of its postings. */
export interface PrepaidLot {
  readonly id: string;
  readonly accountId: string;
  /** What was bought, as the ledger counts it. */
  readonly quantity: LedgerQuantity;
  /** What was paid for it before tax, or `null` when it was given away. */
  readonly price: Money | null;
  readonly purchasedAt: Instant;
  /** Since when it can be used, or `null` while it waits for its payment or its issue (R73). */
  readonly usableAt: Instant | null;
  /** The last civil date of work that it can be used for, or `null` for no end. */
  readonly expiresOn: CivilDate | null;
  /** Lots of a lower number are drawn first. */
  readonly priority: number;
  readonly sourceInvoiceId: string | null;
}

/** A purchase as it is written down. */
export interface PrepaidPurchase {
  readonly id: string;
  /** Above 0, in hours or in the account's currency. */
  readonly quantity: DecimalString;
  /** Before tax; `null` for a gift. An account of money may hold more than was paid for it. */
  readonly price: Money | null;
  /** ISO 8601 with `Z` or an offset. */
  readonly purchasedAt: string;
  readonly expiresOn?: CivilDate | null | undefined;
  /** Default 0. */
  readonly priority?: number | undefined;
  readonly sourceInvoiceId?: string | null | undefined;
}

const purchaseSchema = z.strictObject({
  id: idSchema,
  quantity: positiveDecimalSchema,
  price: moneySchema.refine((price) => !isNegative(price), 'must be 0 or more').nullable(),
  purchasedAt: instantSchema,
  expiresOn: civilDateSchema.nullable().default(null),
  priority: z.int().default(0),
  sourceInvoiceId: idSchema.nullable().default(null),
});

/**
 * The lot that a purchase makes. It can't be used yet: {@link creditLot} follows when its invoice is paid or issued.
 *
 * @throws BillingError `PREPAID_LOT_INVALID` with every fault and its path: a quantity of 0 or finer than the ledger
 * counts, a price that is negative, or in another currency than the account of money.
 * @example
 * ```ts
 * import { definePrepaidAccount, money, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'support-hours', customerId: 'acme', unit: 'hours' });
 * const lot = prepaidLot(account, {
 *   id: 'lot_1', quantity: '10', price: money('900.00', 'EUR'), purchasedAt: '2026-05-01T09:00:00Z',
 * });
 * console.log(`${lot.quantity} seconds, usable: ${lot.usableAt !== null}`);
 * // => 36000 seconds, usable: false
 * ```
 */
export function prepaidLot(account: PrepaidAccount, purchase: PrepaidPurchase): PrepaidLot {
  const { quantity, ...bought } = parseInput('PREPAID_LOT_INVALID', purchaseSchema, purchase);
  const units = wholeUnits(account, quantity);
  if (units === null) throw inputError('PREPAID_LOT_INVALID', [{ path: ['quantity'], message: tooFine }]);
  if (account.currency !== null && bought.price !== null && bought.price.currency !== account.currency) {
    const message = `is not in ${account.currency}, the currency of the account`;
    throw inputError('PREPAID_LOT_INVALID', [{ path: ['price'], message }]);
  }
  return { ...bought, accountId: account.id, quantity: textOfUnits(account, units), usableAt: null };
}

/**
 * Makes a lot usable from an instant on, with the top-up posting that brings it into the account. Call it when the
 * lot's invoice is paid, or when it is issued, as the account's `usableFrom` says (R73). A lot that is usable already
 * stays as it is, and its posting is the same.
 *
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-04T12:00:00.000Z');
 * console.log(lot.usableAt, posting.kind, posting.quantity);
 * // => 2026-05-04T12:00:00.000Z top-up 36000
 * ```
 */
export function creditLot(
  account: PrepaidAccount,
  lot: PrepaidLot,
  at: Instant,
): { readonly lot: PrepaidLot; readonly posting: PrepaidPosting } {
  const usableAt = lot.usableAt ?? instant(at);
  const posting = makePosting(account, unitsOf(account, lot.quantity), {
    key: postingKey('top-up', lot.id),
    lotId: lot.id,
    kind: 'top-up',
    at: usableAt,
    amount: lot.price,
  });
  return { lot: { ...lot, usableAt }, posting };
}
