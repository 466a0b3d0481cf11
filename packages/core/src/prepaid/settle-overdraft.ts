import type { Instant } from '../time/instant.ts';
import { drawHistory, drawsOf } from './draws.ts';
import { textOfUnits, unitsOf } from './ledger-quantity.ts';
import { sumUnits } from './balance.ts';
import { byInstant, type DrawnWork, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { openPool } from './prepaid-pool.ts';
import { reverseDraws } from './reverse.ts';

/**
 * Moves what was overdrawn to lots that have something by now (R75), the earliest work first: the draws of the work are
 * taken back and drawn anew, so that the lot that paid for it is known and what expires of that lot is right. The
 * balance of the account does not change. Call it when a lot becomes usable.
 *
 * A `BilledPart` names the draws that pay for it: where one of them is moved, add the keys of the new draws to it,
 * or the bill of the entry's next part takes them up again. Whoever can't leaves such work out.
 *
 * @param settles says of work whether it is moved; default: all of it
 * @returns the postings to save, in their order; none when nothing is overdrawn or no lot has anything
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, openPool, prepaidLot, settleOverdraft } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours', overdraft: '2' });
 * const work = { entryId: 'te_1', part: 'business', workDate: '2026-06-10' };
 * const overdrawn = openPool(account, [], [], '2026-06-30T00:00:00.000Z').draw('3600', work).postings;
 *
 * const at = '2026-07-02T08:00:00.000Z';
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: at };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), at);
 * for (const { kind, lotId, quantity } of settleOverdraft(account, [lot], [...overdrawn, posting], at)) {
 *   console.log(kind, lotId, quantity);
 * }
 * // => reversal null 3600
 * // => draw lot_1 -3600
 * ```
 */
export function settleOverdraft(
  account: PrepaidAccount,
  lots: readonly PrepaidLot[],
  postings: readonly PrepaidPosting[],
  at: Instant,
  settles: (work: DrawnWork) => boolean = () => true,
): readonly PrepaidPosting[] {
  const made: PrepaidPosting[] = [];
  for (const work of overdrawnWork(account, postings).filter((one) => settles(one))) {
    const ledger = [...postings, ...made];
    if (unitsOf(account, openPool(account, lots, ledger, at).inLots(work.workDate)) <= 0n) continue;
    const draws = drawsOf(account, ledger, work.entryId, work.part);
    const need = textOfUnits(account, -sumUnits(account, draws));
    made.push(...reverseDraws(account, ledger, work.entryId, { at }, work.part));
    made.push(...openPool(account, lots, [...postings, ...made], at).draw(need, work).postings);
  }
  return made;
}

/** The work that stands in the overdraft, the earliest first. */
function overdrawnWork(account: PrepaidAccount, postings: readonly PrepaidPosting[]): readonly DrawnWork[] {
  return drawHistory(account, postings)
    .active.filter(({ lotId }) => lotId === null)
    .toSorted((one, other) => compareDates(one, other) || byInstant(one, other))
    .flatMap(({ entryId, part, workDate }) =>
      entryId === null || workDate === null ? [] : [{ entryId, part, workDate }],
    );
}

const compareDates = (one: PrepaidPosting, other: PrepaidPosting): number =>
  (one.workDate ?? '') < (other.workDate ?? '') ? -1 : one.workDate === other.workDate ? 0 : 1;
