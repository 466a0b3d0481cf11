import { inputError } from '../errors/parse-input.ts';
import { type CivilDate, dayNumber } from '../time/civil-date.ts';
import { type Instant, instant } from '../time/instant.ts';
import { sumUnits } from './balance.ts';
import { drawHistory, workKey } from './draws.ts';
import { groupPostings } from './group-postings.ts';
import { type LedgerQuantity, textOfUnits, unitsOf, unitsOfWritten } from './ledger-quantity.ts';
import { inDrawOrder, isCredited, isValidOn } from './lot-order.ts';
import { type DrawnWork, extendKey, makePosting, postingKey, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { type OpenLot, openLot, type TakenUnits, takeFrom } from './open-lot.ts';

/** What one draw took. */
export interface PoolDraw {
  /** What the ledger takes up: one draw for each lot, and the return of breakage that the work came in time for. */
  readonly postings: readonly PrepaidPosting[];
  readonly drawn: LedgerQuantity;
  /** What the pool did not have. */
  readonly short: LedgerQuantity;
}

/** A prepaid account at an instant, to draw from. It remembers what was drawn from it; nothing is stored. */
export interface PrepaidPool {
  readonly account: PrepaidAccount;
  /**
   * What the lots have for work on a civil date.
   *
   * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
   */
  inLots(workDate: CivilDate): LedgerQuantity;
  /**
   * What the lots have for work on a civil date, and the overdraft that is not used.
   *
   * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
   */
  available(workDate: CivilDate): LedgerQuantity;
  /**
   * Takes what the work needs, or all there is: from the lots in their order (R70), then from the overdraft (R75).
   * Nothing is needed, nothing is posted.
   *
   * @throws BillingError `PREPAID_POSTING_INVALID` when a draw of the same work stands, or the need is no quantity of
   * this ledger.
   * @throws BillingError `CIVIL_DATE_INVALID` when the date of the work is not one.
   */
  draw(need: LedgerQuantity, work: DrawnWork): PoolDraw;
}

/**
 * Opens a prepaid account for drawing at an instant. All postings handed in count, so `at` is not before the last one;
 * lots that are not usable by then, and those of other accounts, have nothing.
 *
 * A lot whose rest was posted as expired still has that rest for work that was done in time: the draw then takes the
 * breakage back as far as it needs it. Months are billed when they are over, and work of the last day of a lot is
 * billed after the lot has expired.
 *
 * The overdraft is of the account, not of a lot: no lot goes below 0, and {@link settleOverdraft} moves what was
 * overdrawn to a lot that is bought later.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 * @throws BillingError `INSTANT_INVALID` when `at` is not an instant.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, money, openPool, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR' });
 * const bought = [
 *   { id: 'A', quantity: '100.00', price: money('100.00', 'EUR'), expiresOn: '2026-06-30' },
 *   { id: 'B', quantity: '200.00', price: money('200.00', 'EUR') },
 * ].map((purchase) => {
 *   const lot = prepaidLot(account, { ...purchase, purchasedAt: '2026-05-01T09:00:00Z' });
 *   return creditLot(account, lot, '2026-05-01T09:00:00.000Z');
 * });
 * const lots = bought.map(({ lot }) => lot);
 * const ledger = bought.map(({ posting }) => posting);
 *
 * const pool = openPool(account, lots, ledger, '2026-06-30T22:00:00.000Z');
 * pool.draw('80.00', { entryId: 'te_1', part: 'business', workDate: '2026-06-10' });
 * const second = pool.draw('50.00', { entryId: 'te_2', part: 'business', workDate: '2026-06-10' });
 * console.log(second.postings.map(({ lotId, quantity }) => `${lotId} ${quantity}`).join(', '));
 * // => A -20.00, B -30.00
 * console.log(pool.available('2026-07-01'));
 * // => 170.00
 * ```
 */
export function openPool(
  account: PrepaidAccount,
  lots: readonly PrepaidLot[],
  postings: readonly PrepaidPosting[],
  at: Instant,
): PrepaidPool {
  const now = instant(at);
  const own = postings.filter((posting) => posting.accountId === account.id);
  const byLot = groupPostings(own, ({ lotId }) => lotId);
  const sources = inDrawOrder(lots)
    .filter((lot) => lot.accountId === account.id && isCredited(lot, now))
    .map((lot) => openLot(account, lot, byLot.get(lot.id) ?? []));
  const { drawn, reversals } = drawHistory(account, own);
  const drawnWork = new Set(drawn);
  let overdraft = atLeastZero(
    unitsOfWritten(account, account.overdraft) + sumUnits(account, byLot.get(null) ?? []),
  );

  const unitsInLots = (workDate: CivilDate): bigint => {
    requireDate(workDate);
    return sources.reduce(
      (sum, source) => (isValidOn(source.lot, workDate) ? sum + unitsIn(source) : sum),
      0n,
    );
  };

  const take = (needed: bigint, workDate: CivilDate): readonly Taking[] => {
    requireDate(workDate);
    const takings: Taking[] = [];
    let rest = needed;
    for (const source of sources) {
      if (rest === 0n || !isValidOn(source.lot, workDate)) continue;
      const taking = takeFrom(source, rest);
      rest -= taking.units;
      if (taking.units > 0n) takings.push({ lotId: source.lot.id, ...taking });
    }
    const overdrawn = rest < overdraft ? rest : overdraft;
    overdraft -= overdrawn;
    if (overdrawn > 0n) takings.push({ lotId: null, units: overdrawn, restored: [] });
    return takings;
  };

  return {
    account,
    inLots: (workDate) => textOfUnits(account, unitsInLots(workDate)),
    available: (workDate) => textOfUnits(account, unitsInLots(workDate) + overdraft),
    draw(need, work) {
      const name = workKey(work);
      if (drawnWork.has(name)) throw drawnTwice(work);
      const needed = atLeastZero(unitsOf(account, need));
      const takings = take(needed, work.workDate);
      if (takings.length > 0) drawnWork.add(name);
      const took = takings.reduce((sum, { units }) => sum + units, 0n);
      return {
        postings: takings.flatMap((taking) => {
          const key = extendKey(name, taking.lotId, reversals.get(name) ?? 0);
          return postTaking(account, taking, { work, key, at: now });
        }),
        drawn: textOfUnits(account, took),
        short: textOfUnits(account, needed - took),
      };
    },
  };
}

/** What one draw took from one lot, or from the overdraft, which is `null`. */
interface Taking extends TakenUnits {
  readonly lotId: string | null;
}

function postTaking(
  account: PrepaidAccount,
  { lotId, units, restored }: Taking,
  { work, key, at }: { readonly work: DrawnWork; readonly key: string; readonly at: Instant },
): readonly PrepaidPosting[] {
  const reversals = restored.map((part) => {
    const about = { key: postingKey('reversal', part.key, key), reverses: part.key };
    return makePosting(account, part.units, { ...about, lotId, kind: 'reversal', at });
  });
  return [...reversals, makePosting(account, -units, { ...work, key, lotId, kind: 'draw', at })];
}

/** Refuses what is no civil date: as text it would still be before or after the last days of lots. */
function requireDate(workDate: CivilDate): void {
  dayNumber(workDate);
}

const atLeastZero = (units: bigint): bigint => (units > 0n ? units : 0n);

const unitsIn = ({ left, breakage }: OpenLot): bigint =>
  breakage.reduce((sum, { units }) => sum + units, left);

function drawnTwice({ entryId, part }: DrawnWork): Error {
  const what = part === null ? `entry "${entryId}"` : `"${part}" of the entry "${entryId}"`;
  const message = `${what} has drawn already: reverse its draws first`;
  return inputError('PREPAID_POSTING_INVALID', [{ path: ['entryId'], message }]);
}
