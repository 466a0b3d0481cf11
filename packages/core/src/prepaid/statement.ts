import { type CivilDate, civilDate, civilDateOf } from '../time/civil-date.ts';
import { instantToSeconds } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { zoneTable } from '../time/zone.ts';
import { sumUnits } from './balance.ts';
import { groupPostings } from './group-postings.ts';
import { type LedgerQuantity, textOfUnits } from './ledger-quantity.ts';
import { byInstant, type PostingKind, postingKinds, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';

/** A sum over the postings of one kind. */
export interface KindTotal {
  readonly kind: PostingKind;
  readonly quantity: LedgerQuantity;
}

/** What a time entry has drawn in the period, less what came back: below 0 for work that was paid. */
export interface StatedEntry {
  readonly entryId: string;
  readonly workDate: CivilDate | null;
  readonly quantity: LedgerQuantity;
}

/** Opening, changes and closing. Opening and the changes sum to closing. */
export interface StatedBalance {
  readonly opening: LedgerQuantity;
  /** In the order of the kinds; kinds without a posting are left out. */
  readonly byKind: readonly KindTotal[];
  readonly closing: LedgerQuantity;
}

/** A lot's part of a statement, or that of the overdraft, whose `lotId` is `null`. */
export interface StatedLot extends StatedBalance {
  readonly lotId: string | null;
}

/** What happened to a prepaid account in a period. The lots sum to the account. */
export interface PrepaidStatement extends StatedBalance {
  readonly accountId: string;
  readonly period: Period;
  /** By work date, then id. They sum to the draws and their reversals. */
  readonly entries: readonly StatedEntry[];
  /** Every lot that had something or changed, by its first posting; the overdraft among them. */
  readonly lots: readonly StatedLot[];
  /** The postings of the period, by instant and key. */
  readonly postings: readonly PrepaidPosting[];
}

/**
 * The statement of a prepaid account over a period of civil days. A posting is of the day that its instant has in the
 * period's zone. The closing balance of one period is the opening balance of the next.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when a posting's quantity is not one of this account's ledger.
 * @throws BillingError `ZONE_UNKNOWN` when the period's zone is not an IANA time zone.
 * @throws BillingError `CIVIL_DATE_INVALID` when the period's `from` or `to` is not a civil date.
 * @example
 * ```ts
 * import {
 *   creditLot, definePrepaidAccount, openPool, period, prepaidLot, prepaidStatement,
 * } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const pool = openPool(account, [lot], [posting], '2026-06-30T08:00:00.000Z');
 * const { postings } = pool.draw('5400', { entryId: 'te_1', part: 'business', workDate: '2026-06-10' });
 *
 * const june = period('2026-06-01', '2026-07-01', 'Europe/Berlin');
 * const { opening, closing, entries } = prepaidStatement(account, [posting, ...postings], june);
 * console.log(opening, entries.map(({ entryId, quantity }) => `${entryId} ${quantity}`).join(), closing);
 * // => 36000 te_1 -5400 30600
 * ```
 */
export function prepaidStatement(
  account: PrepaidAccount,
  postings: readonly PrepaidPosting[],
  period: Period,
): PrepaidStatement {
  const table = zoneTable(period.zone);
  const [from, to] = [civilDate(period.from), civilDate(period.to)];
  const dateOf = ({ at }: PrepaidPosting): CivilDate => civilDateOf(localDayOf(instantToSeconds(at), table));
  const own = postings.filter(({ accountId }) => accountId === account.id).toSorted(byInstant);
  const known = own.filter((posting) => dateOf(posting) < to);
  const within = new Set(known.filter((posting) => dateOf(posting) >= from));
  const lots = [...groupPostings(known, ({ lotId }) => lotId)].map(([lotId, its]) => ({
    lotId,
    ...balances(account, its, within),
  }));
  return {
    accountId: account.id,
    period,
    ...balances(account, known, within),
    entries: entriesOf(account, within),
    lots: lots.filter(({ opening, byKind }) => byKind.length > 0 || /[1-9]/.test(opening)),
    postings: [...within],
  };
}

function balances(
  account: PrepaidAccount,
  known: readonly PrepaidPosting[],
  within: ReadonlySet<PrepaidPosting>,
): StatedBalance {
  const changes = groupPostings(
    known.filter((posting) => within.has(posting)),
    ({ kind }) => kind,
  );
  const before = known.filter((posting) => !within.has(posting));
  return {
    opening: textOfUnits(account, sumUnits(account, before)),
    byKind: postingKinds.flatMap((kind) => {
      const its = changes.get(kind);
      return its === undefined ? [] : [{ kind, quantity: textOfUnits(account, sumUnits(account, its)) }];
    }),
    closing: textOfUnits(account, sumUnits(account, known)),
  };
}

function entriesOf(account: PrepaidAccount, within: Iterable<PrepaidPosting>): readonly StatedEntry[] {
  const stated: StatedEntry[] = [];
  for (const [entryId, its] of groupPostings(within, (posting) => posting.entryId)) {
    if (entryId === null) continue;
    const workDate = its[0]?.workDate ?? null;
    stated.push({ entryId, workDate, quantity: textOfUnits(account, sumUnits(account, its)) });
  }
  return stated.toSorted(
    (one, other) => compare(one.workDate ?? '', other.workDate ?? '') || compare(one.entryId, other.entryId),
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
