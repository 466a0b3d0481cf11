import { type CivilDate, civilDate } from '../time/civil-date.ts';
import { type Instant, instant } from '../time/instant.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/** Lots in the order in which they are drawn (R70): priority, then expiry with none last, then purchase, then id. */
export function inDrawOrder(lots: readonly PrepaidLot[]): readonly PrepaidLot[] {
  return lots.toSorted(
    (one, other) =>
      one.priority - other.priority ||
      compare(one.expiresOn ?? never, other.expiresOn ?? never) ||
      compare(one.purchasedAt, other.purchasedAt) ||
      compare(one.id, other.id),
  );
}

/**
 * The lots that work on a civil date may draw from at an instant, in the order in which they are drawn: those that are
 * paid for (or issued, R73) by then and whose last day is not before the work's.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` or `INSTANT_INVALID` when `workDate` or `at` is none.
 */
export function usableLots(
  account: { readonly id: string },
  lots: readonly PrepaidLot[],
  workDate: CivilDate,
  at: Instant,
): readonly PrepaidLot[] {
  const own = lots.filter((lot) => lot.accountId === account.id);
  const [day, now] = [civilDate(workDate), instant(at)];
  return inDrawOrder(own.filter((lot) => isCredited(lot, now) && isValidOn(lot, day)));
}

/** Whether a lot can be used at an instant: it was paid for, or issued, by then. */
export function isCredited({ usableAt }: PrepaidLot, at: Instant): boolean {
  return usableAt !== null && usableAt <= at;
}

/** Whether a lot is good for work on a civil date: its last day is not before it. */
export function isValidOn({ expiresOn }: PrepaidLot, workDate: CivilDate): boolean {
  return expiresOn === null || workDate <= expiresOn;
}

// Sorts after every date.
const never = '~';

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
