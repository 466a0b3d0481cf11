import type { Bill } from '../../bill/bill.ts';
import type { BillDue } from '../../bill/bills-due.ts';
import { BillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import { billRecords, claimKey, claimRecords, type StoredBill } from '../records/billing.ts';
import { workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { appendPostings } from './append-postings.ts';

/** A bill that is to be kept, and what it belongs to. */
export interface BillToKeep {
  readonly id: string;
  readonly bill: Bill;
  readonly due: BillDue['due'];
  readonly invoiceId: string | null;
  readonly batchId: string | null;
}

/**
 * Keeps a bill: takes a claim on everything that it consumes, writes its postings, and locks its work (R91). The caller
 * holds the customer's lock and has read the facts of the bill under it.
 *
 * @throws BillingError `ALREADY_BILLED` when something that it consumes has an owner; nothing of the bill is kept.
 */
export async function keepBill(unit: Unit, { id, bill, ...belongs }: BillToKeep): Promise<StoredBill> {
  for (const claim of bill.claims) {
    if (await unit.add(claimRecords, { claim, owner: id })) continue;
    const { owner } = await unit.load(claimRecords, claimKey(claim));
    throw new BillingError('ALREADY_BILLED', { kind: claim.kind, id: claim.id, billId: owner });
  }
  await appendPostings(unit, id, bill.postings);
  await lockWork(unit, id, bill);
  const sequence = (await lastSequence(unit, bill.customerId)) + 1;
  const stored: StoredBill = { id, sequence, bill, ...belongs, madeAt: unit.at, releasedAt: null };
  await unit.save(billRecords, stored);
  const { contractId, customerId, period, totals, claims } = bill;
  unit.note({
    action: 'bill.keep',
    subject: { kind: 'bill', id },
    before: null,
    after: asJson({ contractId, customerId, period, ...belongs, total: totals.total, claims: claims.length }),
  });
  return stored;
}

/** Marks the work that the bill has taken, and what it has left out for good. */
async function lockWork(unit: Unit, billId: string, { claims, blocked, excluded }: Bill): Promise<void> {
  const waiting = new Set(blocked.map(({ entryId }) => entryId));
  for (const { kind, id } of claims) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    const record = await unit.load(workRecords, workRecordId(kind, id));
    await unit.save(workRecords, { ...record, billId, isPartlyOpen: waiting.has(id) });
  }
  for (const { entryId } of excluded) {
    const record = await unit.load(workRecords, workRecordId('entry', entryId));
    await unit.save(workRecords, { ...record, leftOutBy: billId });
  }
}

async function lastSequence(unit: Unit, customerId: string): Promise<number> {
  const [last] = await unit.some(billRecords, {
    index: ['customer', customerId],
    descending: true,
    limit: 1,
  });
  return last?.sequence ?? 0;
}
