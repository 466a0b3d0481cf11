import { reversePosting } from '../../prepaid/reverse.ts';
import { asJson } from '../as-json.ts';
import {
  accountRecords,
  billedPeriodRecords,
  billRecords,
  claimRecords,
  postingRecords,
  type StoredBill,
} from '../records/billing.ts';
import { type RecordedWork, workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { appendPostings } from './append-postings.ts';

/**
 * Releases a bill: what it claimed, drew and counted is open again, and nothing else (R84). A bill that was released
 * before stays as it is. The caller holds the customer's lock.
 */
export async function releaseBill(unit: Unit, id: string): Promise<void> {
  const stored = await unit.load(billRecords, id);
  if (stored.releasedAt !== null) return;
  await unit.dropAll(claimRecords, await unit.all(claimRecords, { index: ['owner', id] }));
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
  const ids = bill.claims.flatMap(({ kind, id }) =>
    kind === 'entry' || kind === 'expense' || kind === 'product' ? [workRecordId(kind, id)] : [],
  );
  const shared = new Set(bill.billedParts.map(({ entryId }) => entryId));
  const opened: RecordedWork[] = [];
  for (const record of await unit.findAll(workRecords, [...new Set(ids)])) {
    if (record === null) continue;
    const { kind, work } = record;
    const isShared = kind === 'entry' && shared.has(work.id);
    const other = isShared ? await otherOwner(unit, billId, bill.customerId, work.id) : null;
    opened.push({ ...record, billId: other, isPartlyOpen: other !== null });
  }
  await unit.saveAll(workRecords, opened);
  const left = await unit.findAll(workRecords, leftOut);
  const own = left.filter((record) => record?.leftOutBy === billId).filter((record) => record !== null);
  await unit.saveAll(
    workRecords,
    own.map((record) => ({ ...record, leftOutBy: null })),
  );
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
