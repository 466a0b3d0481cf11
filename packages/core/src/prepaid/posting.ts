import type { Money } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { type LedgerQuantity, textOfUnits } from './ledger-quantity.ts';
import type { PrepaidAccount } from './prepaid-account.ts';

/** What changes a prepaid account, in the order in which a statement tells it. */
export const postingKinds = [
  'top-up',
  'transfer-in',
  'draw',
  'reversal',
  'adjust',
  'refund',
  'transfer-out',
  'expire',
] as const;

/** What changes a prepaid account. */
export type PostingKind = (typeof postingKinds)[number];

/** One change of a prepaid account. The ledger only grows: a posting is never changed and never taken away. */
export interface PrepaidPosting {
  /** Made from what the posting is about, unique in its account: saving it twice saves it once. */
  readonly key: string;
  readonly accountId: string;
  /** The lot that it changes, or `null` for the overdraft, which is of the account alone (R75). */
  readonly lotId: string | null;
  readonly kind: PostingKind;
  /** Above 0 into the account, below 0 out of it. */
  readonly quantity: LedgerQuantity;
  readonly at: Instant;
  /** The civil date of the work that it is about, or `null`. */
  readonly workDate: CivilDate | null;
  /** The time entry that it is about, or `null`. */
  readonly entryId: string | null;
  /** The part of the entry, for example its band, or `null`. */
  readonly part: string | null;
  /** The key of the posting that it takes back, or `null`. */
  readonly reverses: string | null;
  /** Money that goes with it: the price of a top-up, or of what is refunded or transferred. Otherwise `null`. */
  readonly amount: Money | null;
  /** Why, in the words of a person, or `null`. */
  readonly reason: string | null;
}

/** The work that draws: a part of a time entry, on the civil date of its start. */
export interface DrawnWork {
  readonly entryId: string;
  /** The part of the entry, for example its band, or `null` for all of it. */
  readonly part: string | null;
  readonly workDate: CivilDate;
}

type Essentials = Pick<PrepaidPosting, 'key' | 'lotId' | 'kind' | 'at'>;
type Details = Partial<
  Pick<PrepaidPosting, 'workDate' | 'entryId' | 'part' | 'reverses' | 'amount' | 'reason'>
>;

/** A posting of an account; what is left out is `null`. */
export function makePosting(
  account: PrepaidAccount,
  units: bigint,
  { key, lotId, kind, at, ...details }: Essentials & Details,
): PrepaidPosting {
  return {
    key,
    accountId: account.id,
    lotId,
    kind,
    quantity: textOfUnits(account, units),
    at,
    workDate: details.workDate ?? null,
    entryId: details.entryId ?? null,
    part: details.part ?? null,
    reverses: details.reverses ?? null,
    amount: details.amount ?? null,
    reason: details.reason ?? null,
  };
}

/** The key of a posting from what it is about. No two lists of parts have one key. */
export function postingKey(kind: PostingKind, ...about: readonly (string | number | null)[]): string {
  return extendKey(kind, ...about);
}

/** A key with more parts: the key of fewer parts and the rest make the key of all parts. */
export function extendKey(key: string, ...about: readonly (string | number | null)[]): string {
  let extended = key;
  for (const part of about) extended += part === null ? ':-' : `:=${encodeURIComponent(part)}`;
  return extended;
}

/** Orders postings by instant, then key. */
export function byInstant(one: PrepaidPosting, other: PrepaidPosting): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
