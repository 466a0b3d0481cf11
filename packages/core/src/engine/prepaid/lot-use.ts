import { BillingError } from '../../errors/billing-error.ts';
import { sumUnits } from '../../prepaid/balance.ts';
import { reversedKeys } from '../../prepaid/draws.ts';
import { textOfUnits, unitsOf } from '../../prepaid/ledger-quantity.ts';
import { postingKey, type PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';

/** The id of the adjustment that empties a lot whose payment failed, or whose invoice is void. */
export const takingBackId = (lotId: string, turn: number): string => `uncredit:${lotId}:${turn}`;

/** Whether a key is that of an adjustment that emptied a lot so. */
export const isTakingBack = (key: string): boolean => key.startsWith(postingKey('adjust', 'uncredit:'));

/** The adjustments that emptied a lot since its payment failed, and that nobody has reversed. */
export function takingsBack(
  account: PrepaidAccount,
  { id }: PrepaidLot,
  postings: readonly PrepaidPosting[],
): { readonly standing: readonly PrepaidPosting[]; readonly turn: number } {
  const beginning = postingKey('adjust', `uncredit:${id}:`);
  const reversed = reversedKeys(account, postings);
  const all = postings.filter(
    ({ accountId, lotId, key }) => accountId === account.id && lotId === id && key.startsWith(beginning),
  );
  return { standing: all.filter(({ key }) => !reversed.has(key)), turn: all.length };
}

/** What a lot will bring when it becomes usable, in whole steps: all of it, or what was taken back. */
export function unitsToCome(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
): bigint {
  const key = postingKey('top-up', lot.id);
  if (!postings.some((posting) => posting.key === key)) return unitsOf(account, lot.quantity);
  return -sumUnits(account, takingsBack(account, lot, postings).standing);
}

/**
 * Refuses to take a lot away of which something was drawn, refunded or transferred.
 *
 * @throws BillingError `PREPAID_SHORT`
 */
export function requireUnused(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
): void {
  const byKey = new Map(postings.map((posting) => [posting.key, posting.kind]));
  const uses = postings.filter(({ lotId, kind, reverses }) => {
    const of = reverses === null ? kind : byKey.get(reverses);
    return lotId === lot.id && (of === 'draw' || of === 'refund' || of === 'transfer-out');
  });
  const used = -sumUnits(account, uses);
  if (used === 0n) return;
  const left = textOfUnits(account, unitsOf(account, lot.quantity) - used);
  throw new BillingError('PREPAID_SHORT', { lotId: lot.id, needed: lot.quantity, left });
}
