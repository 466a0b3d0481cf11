import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import { unitsOf } from './ledger-quantity.ts';
import type { PostingKind, PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

const givenAway: ReadonlySet<PostingKind> = new Set(['refund', 'transfer-out']);

/**
 * The price of a part of a lot that leaves it, in proportion to the lot's price; `null` when it had none. What leaves in
 * several parts is rounded half-up together, so that all parts of a lot cost what the lot has cost; what an adjustment
 * has added to it costs nothing.
 */
export function priceOfPart(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
  units: bigint,
): Money | null {
  if (lot.price === null) return null;
  const { currency } = lot.price;
  const whole = unitsOf(account, lot.quantity);
  const left = postings.filter(
    ({ accountId, lotId, kind, amount }) =>
      accountId === account.id &&
      lotId === lot.id &&
      (givenAway.has(kind) || (kind === 'reversal' && amount !== null)),
  );
  const unitsBefore = left.reduce((sum, { quantity }) => sum - unitsOf(account, quantity), 0n);
  const paidBefore = left.reduce(
    (sum, { amount }) => sum + (amount === null ? 0n : toMinorUnits(amount)),
    0n,
  );
  const unitsAfter = unitsBefore + units < whole ? unitsBefore + units : whole;
  const together = divideRounded(toMinorUnits(lot.price) * unitsAfter, whole, 'half-up');
  return fromMinorUnits(together - paidBefore, currency);
}
