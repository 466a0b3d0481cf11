import { reversePosting } from '../../prepaid/reverse.ts';
import { asJson } from '../as-json.ts';
import {
  accountRecords,
  billedPeriodRecords,
  billRecords,
  claimKey,
  claimRecords,
  postingRecords,
  type StoredBill,
} from '../records/billing.ts';
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
  await unlockWork(unit, stored);
  await unit.drop(billedPeriodRecords, id);
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
  const posted = await unit.all(postingRecords, { index: ['owner', billId] });
  // Breakage that the bill took back from an expired lot is posted again when the lot is found expired.
  const own = posted.filter(({ posting }) => posting.kind === 'draw');
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
async function unlockWork(unit: Unit, { id: billId, bill, leftOut }: StoredBill): Promise<void> {
  const shared = new Set(bill.billedParts.map(({ entryId }) => entryId));
  for (const { kind, id } of bill.claims) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    const record = await unit.find(workRecords, workRecordId(kind, id));
    if (record === null) continue;
    const other =
      kind === 'entry' && shared.has(id) ? await otherOwner(unit, billId, bill.customerId, id) : null;
    await unit.save(workRecords, { ...record, billId: other, isPartlyOpen: other !== null });
  }
  for (const id of leftOut) {
    const record = await unit.find(workRecords, id);
    if (record?.leftOutBy === billId) await unit.save(workRecords, { ...record, leftOutBy: null });
  }
}

/** The last of the other bills that have a part of the entry, or `null`: those have claimed a turn of it. */
async function otherOwner(
  unit: Unit,
  billId: string,
  customerId: string,
  entryId: string,
): Promise<string | null> {
  const index = ['customer', customerId] as const;
  for await (const { id, billedParts } of unit.each(billedPeriodRecords, { index, descending: true }))
    if (id !== billId && billedParts.some((part) => part.entryId === entryId)) return id;
  return null;
}
