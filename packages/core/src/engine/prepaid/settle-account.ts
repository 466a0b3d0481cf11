import type { DrawnWork, PrepaidPosting } from '../../prepaid/posting.ts';
import { drawHistory } from '../../prepaid/draws.ts';
import { settleOverdraft } from '../../prepaid/settle-overdraft.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { billedPeriodRecords, type StoredPosting } from '../records/billing.ts';
import { workRecordId } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';

/**
 * Moves what was overdrawn to lots that have something by now (R75). Each posting belongs to what the overdrawn one was
 * made for, so releasing a bill gives back what it stands in after the move. The caller holds the locks of the customer
 * and of the account.
 */
export async function settleAccount(unit: Unit, accountId: string): Promise<void> {
  const { account, lots, stored, postings } = await readLedger(unit, accountId);
  const active = new Set(drawHistory(account, postings).active);
  const overdrawn = stored.filter(({ posting }) => posting.lotId === null && active.has(posting));
  if (overdrawn.length === 0) return;
  const moved = settleOverdraft(account, lots, postings, unit.at);
  for (const posting of moved) await appendPostings(unit, ownerOf(overdrawn, posting), [posting]);
  await rememberMoves(unit, account.customerId, moved);
}

/**
 * A bill that has taken a part of an entry knows its draws by their keys. What has become of them is no draw that the
 * bill of the next part may take up: one draw would pay for both parts.
 */
async function rememberMoves(
  unit: Unit,
  customerId: string,
  moved: readonly PrepaidPosting[],
): Promise<void> {
  if (moved.length === 0) return;
  const drawnAnew = (key: string): readonly string[] => {
    const taken = moved.find(({ reverses }) => reverses === key);
    if (taken === undefined) return [];
    return moved.flatMap((one) => (one.kind === 'draw' && nameOf(one) === nameOf(taken) ? [one.key] : []));
  };
  for (const period of await unit.all(billedPeriodRecords, { index: ['customer', customerId] })) {
    const isMoved = period.billedParts.some(({ postings }) =>
      postings.some((key) => drawnAnew(key).length > 0),
    );
    if (!isMoved) continue;
    const billedParts = period.billedParts.map((part) => ({
      ...part,
      postings: [...new Set(part.postings.flatMap((key) => [key, ...drawnAnew(key)]))],
    }));
    await unit.save(billedPeriodRecords, { ...period, billedParts });
  }
}

function ownerOf(overdrawn: readonly StoredPosting[], moved: PrepaidPosting): string {
  const name = nameOf(moved);
  const owner = overdrawn.find(({ posting }) => nameOf(posting) === name)?.owner;
  // What is moved was overdrawn; its entry is what made it otherwise.
  return owner ?? workRecordId('entry', moved.entryId ?? '');
}

// No id holds U+0000, so names can't run together.
const nameOf = ({ entryId, part }: Pick<DrawnWork, 'part'> & { readonly entryId: string | null }): string =>
  `${entryId}\0${part}`;
