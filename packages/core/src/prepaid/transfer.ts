import { inputError } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { textOfUnits, unitsOf } from './ledger-quantity.ts';
import { makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { priceOfPart } from './price-of-part.ts';
import { findPosting, type LotChange, readLotChange, unitsToTake } from './lot-change.ts';

/** From where and to where something is transferred. */
export interface TransferRoute {
  readonly from: PrepaidAccount;
  readonly to: PrepaidAccount;
  /** The id of the lot that it makes in the other account. */
  readonly newLotId: string;
}

/** What a transfer makes. */
export interface Transfer {
  /** The lot in the other account: with the share of the price, the expiry and the priority of the one it came from. */
  readonly lot: PrepaidLot;
  /** Out of the one account and into the other: to be saved together. */
  readonly postings: readonly [PrepaidPosting, PrepaidPosting];
}

/**
 * Moves all or a part of what is left of a lot to another account of the same customer, unit and currency. It becomes a
 * lot there, usable at once, and keeps its purchase time, expiry, priority and source invoice. Its price is the share of
 * the lot's, in proportion, rounded half-up: all parts that leave a lot cost together what the lot has cost. A transfer
 * that is in the ledger already comes back as it is.
 *
 * @param postings the ledger of the account that it leaves
 * @throws BillingError `PREPAID_POSTING_INVALID` when the accounts do not fit, the new lot has no id, or the quantity or `at`
 * of the change is none.
 * @throws BillingError `PREPAID_SHORT` when more is asked for than is left.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, money, prepaidLot, transferLot } from '@billwright/core';
 *
 * const from = definePrepaidAccount({ id: 'support', customerId: 'acme', unit: 'hours' });
 * const to = definePrepaidAccount({ id: 'projects', customerId: 'acme', unit: 'hours' });
 * const price = money('900.00', 'EUR');
 * const purchase = { id: 'lot_1', quantity: '10', price, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(from, prepaidLot(from, purchase), '2026-05-01T09:00:00.000Z');
 * const change = { id: 'tr_1', quantity: '4', at: '2026-06-01T08:00:00.000Z' };
 * const transfer = transferLot({ from, to, newLotId: 'lot_2' }, lot, [posting], change);
 * console.log(transfer.lot.id, transfer.lot.quantity, transfer.lot.price?.amount);
 * // => lot_2 14400 360.00
 * console.log(transfer.postings.map(({ accountId, quantity }) => `${accountId} ${quantity}`).join(', '));
 * // => support -14400, projects 14400
 * ```
 */
export function transferLot(
  { from, to, newLotId }: TransferRoute,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
  change: LotChange,
): Transfer {
  const { id, quantity, at, reason } = readLotChange(change);
  requireSameKind(from, to);
  if (!idSchema.safeParse(newLotId).success) {
    throw inputError('PREPAID_POSTING_INVALID', [{ path: ['newLotId'], message: 'is no id' }]);
  }
  const outKey = postingKey('transfer-out', id);
  const known = findPosting(from, postings, outKey);
  const units =
    known === undefined ? unitsToTake(from, lot, postings, quantity) : -unitsOf(from, known.quantity);
  const price = known === undefined ? priceOfPart(from, lot, postings, units) : known.amount;
  const shared = { at: known?.at ?? at, amount: price, reason };
  const out =
    known ?? makePosting(from, -units, { ...shared, key: outKey, lotId: lot.id, kind: 'transfer-out' });
  const key = postingKey('transfer-in', id);
  return {
    lot: {
      ...lot,
      id: newLotId,
      accountId: to.id,
      quantity: textOfUnits(to, units),
      price,
      usableAt: shared.at,
    },
    postings: [out, makePosting(to, units, { ...shared, key, lotId: newLotId, kind: 'transfer-in' })],
  };
}

function requireSameKind(from: PrepaidAccount, to: PrepaidAccount): void {
  if (from.id === to.id) throw routeError('is the account that it comes from');
  for (const field of ['customerId', 'unit', 'currency'] as const) {
    if (from[field] !== to[field]) {
      throw routeError(
        `has the ${field} "${to[field]}", the account that it comes from has "${from[field]}"`,
      );
    }
  }
}

const routeError = (message: string): Error =>
  inputError('PREPAID_POSTING_INVALID', [{ path: ['to'], message }]);
