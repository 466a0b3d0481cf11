import type { DrawnWork, PrepaidPosting } from '../../prepaid/posting.ts';
import { drawHistory } from '../../prepaid/draws.ts';
import { settleOverdraft } from '../../prepaid/settle-overdraft.ts';
import { appendPostings } from '../bills/append-postings.ts';
import type { StoredPosting } from '../records/billing.ts';
import { workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';

/**
 * Moves what was overdrawn to lots that have something by now (R75). Each posting belongs to what the overdrawn one was
 * made for, so releasing a bill gives back what it stands in after the move. Work of which a part still waits stays where
 * it is: its bill knows its draws by their keys. The caller holds the account's lock.
 */
export async function settleAccount(unit: Unit, accountId: string): Promise<void> {
  const { account, lots, stored, postings } = await readLedger(unit, accountId);
  const active = new Set(drawHistory(account, postings).active);
  const overdrawn = stored.filter(({ posting }) => posting.lotId === null && active.has(posting));
  if (overdrawn.length === 0) return;
  const waiting = new Set<string>();
  for (const { posting } of overdrawn) {
    const record = await unit.find(workRecords, workRecordId('entry', posting.entryId ?? ''));
    if (record?.isPartlyOpen === true) waiting.add(record.work.id);
  }
  const moved = settleOverdraft(account, lots, postings, unit.at, ({ entryId }) => !waiting.has(entryId));
  for (const posting of moved) await appendPostings(unit, ownerOf(overdrawn, posting), [posting]);
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
