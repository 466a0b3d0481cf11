import { reversePosting } from '../../prepaid/reverse.ts';
import { asJson } from '../as-json.ts';
import { accountRecords, billRecords, claimRecords, claimKey, postingRecords } from '../records/billing.ts';
import { workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { appendPostings } from './append-postings.ts';

/**
 * Releases a bill: what it claimed, drew and counted is open again, and nothing else (R84). A bill that was released
 * before stays as it is. The caller holds the customer's lock.
 */
export async function releaseBill(unit: Unit, id: string): Promise<void> {
  const stored = await unit.load(billRecords, id);
  if (stored.releasedAt !== null) return;
  for (const { claim } of await unit.all(claimRecords, { index: ['owner', id] })) {
    await unit.drop(claimRecords, claimKey(claim));
  }
  await reverseOwn(unit, id);
  await unlockWork(unit, id);
  await unit.save(billRecords, { ...stored, releasedAt: unit.at });
  const subject = { kind: 'bill', id };
  unit.note({
    action: 'bill.release',
    subject,
    before: asJson({ invoiceId: stored.invoiceId }),
    after: null,
  });
}

/** Takes back what the bill itself drew. What a person chose before the bill stays drawn. */
async function reverseOwn(unit: Unit, billId: string): Promise<void> {
  const own = await unit.all(postingRecords, { index: ['owner', billId] });
  const accountIds = [...new Set(own.map(({ posting }) => posting.accountId))].toSorted();
  for (const accountId of accountIds) {
    await unit.lock(`account:${accountId}`);
    const account = await unit.load(accountRecords, accountId);
    const ledger = (await unit.all(postingRecords, { index: ['account', accountId] })).map(
      ({ posting }) => posting,
    );
    const keys = own
      .filter(({ posting }) => posting.accountId === accountId)
      .map(({ posting }) => posting.key);
    const reversals = keys.flatMap((key) => reversePosting(account, ledger, key, { at: unit.at }));
    await appendPostings(unit, billId, reversals);
  }
}

/** Opens the work that the bill had, as far as no other bill has it. */
async function unlockWork(unit: Unit, billId: string): Promise<void> {
  const { bill } = await unit.load(billRecords, billId);
  for (const { kind, id } of bill.claims) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    const record = await unit.find(workRecords, workRecordId(kind, id));
    if (record === null) continue;
    const isShared = bill.billedParts.some(({ entryId }) => entryId === id);
    const other = kind === 'entry' && isShared ? await otherOwner(unit, billId, bill.customerId, id) : null;
    await unit.save(workRecords, { ...record, billId: other, isPartlyOpen: other !== null });
  }
  for (const { entryId } of bill.excluded) {
    const record = await unit.find(workRecords, workRecordId('entry', entryId));
    if (record?.leftOutBy === billId) await unit.save(workRecords, { ...record, leftOutBy: null });
  }
}

/** Another bill that has a part of the entry, or `null`. */
async function otherOwner(
  unit: Unit,
  billId: string,
  customerId: string,
  entryId: string,
): Promise<string | null> {
  for await (const { id, bill } of unit.each(billRecords, {
    index: ['standing', customerId],
    descending: true,
  })) {
    const hasPart = bill.claims.some((claim) => claim.kind === 'entry' && claim.id === entryId);
    if (id !== billId && hasPart) return id;
  }
  return null;
}
