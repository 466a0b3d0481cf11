import { BillingError } from '../../errors/billing-error.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { postingRecords } from '../records/billing.ts';
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
  const sequences = new Map<string, number>();
  for (const posting of postings) {
    const { accountId, key } = posting;
    const sequence = (sequences.get(accountId) ?? (await lastSequence(unit, accountId))) + 1;
    sequences.set(accountId, sequence);
    if (await unit.add(postingRecords, { posting, sequence, owner })) continue;
    throw new BillingError('ALREADY_EXISTS', { collection: 'prepaid-postings', id: key });
  }
}

async function lastSequence(unit: Unit, accountId: string): Promise<number> {
  const [last] = await unit.some(postingRecords, {
    index: ['account', accountId],
    descending: true,
    limit: 1,
  });
  return last?.sequence ?? 0;
}
