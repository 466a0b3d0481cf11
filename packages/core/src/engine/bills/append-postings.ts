import { BillingError } from '../../errors/billing-error.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { postingRecords, type StoredPosting } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/**
 * Writes postings to the ends of the ledgers of their accounts. The caller holds the locks of the accounts, and has read
 * under them what the postings were made from.
 *
 * @throws BillingError `ALREADY_EXISTS` when a posting with the same key was written before.
 */
export async function appendPostings(
  unit: Unit,
  owner: string,
  postings: readonly PrepaidPosting[],
): Promise<void> {
  const lasts = new Map<string, number>();
  for (const { accountId } of postings)
    if (!lasts.has(accountId)) lasts.set(accountId, await lastSequence(unit, accountId));
  const rows = postings.map((posting): StoredPosting => {
    const sequence = (lasts.get(posting.accountId) ?? 0) + 1;
    lasts.set(posting.accountId, sequence);
    return { posting, sequence, owner };
  });
  const known = postings[(await unit.addAll(postingRecords, rows)).indexOf(false)];
  if (known === undefined) return;
  throw new BillingError('ALREADY_EXISTS', { collection: 'prepaid-postings', id: known.key });
}

async function lastSequence(unit: Unit, accountId: string): Promise<number> {
  const [last] = await unit.some(postingRecords, {
    index: ['account', accountId],
    descending: true,
    limit: 1,
  });
  return last?.sequence ?? 0;
}
