import type { CustomerBill } from '../../bill/bill-customer.ts';
import type { Bill } from '../../bill/bill.ts';
import { BillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import { tellThreshold } from '../contracts/tell-threshold.ts';
import {
  billCounterRecords,
  billedPeriodRecords,
  billRecords,
  claimKey,
  claimRecords,
  type StoredBill,
} from '../records/billing.ts';
import { type RecordedWork, workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { appendPostings } from './append-postings.ts';

/** A bill that is to be kept, and what it belongs to. */
export interface BillToKeep extends CustomerBill {
  readonly id: string;
  readonly invoiceId: string | null;
  readonly batchId: string | null;
}

/**
 * Keeps a bill: takes a claim on everything that it consumes, writes its postings, and locks its work (R91). The caller
 * holds the customer's lock and has read the facts of the bill under it.
 *
 * @param known work records that this call has read, by their ids. They are kept up to date.
 * @throws BillingError `ALREADY_BILLED` when something that it consumes has an owner; nothing of the bill is kept.
 */
export async function keepBill(
  unit: Unit,
  { id, bill, leftOut, ...belongs }: BillToKeep,
  known = new Map<string, RecordedWork>(),
): Promise<StoredBill> {
  const { contractId, customerId, period, totals, claims } = bill;
  for (const claim of claims) {
    if (await unit.add(claimRecords, { claim, owner: id })) continue;
    const { owner } = await unit.load(claimRecords, claimKey(claim));
    throw new BillingError('ALREADY_BILLED', { kind: claim.kind, id: claim.id, billId: owner });
  }
  await appendPostings(unit, id, bill.postings);
  const leftOutIds = leftOut.map((one) => workRecordId(one.kind, one.id));
  await markWork(unit, id, { bill, leftOutIds, known });
  const sequence = await nextSequence(unit, customerId);
  const frame = { madeAt: unit.at, releasedAt: null, leftOut: leftOutIds };
  const stored: StoredBill = { id, sequence, bill, ...belongs, ...frame };
  await unit.add(billRecords, stored);
  await keepPeriod(unit, stored);
  for (const { componentId, thresholdsCrossed } of bill.allowances) {
    for (const threshold of thresholdsCrossed)
      await tellThreshold(unit, { contractId, componentId, period: period.from, threshold });
  }
  unit.note({
    action: 'bill.keep',
    subject: { kind: 'bill', id },
    before: null,
    after: asJson({ contractId, customerId, period, ...belongs, total: totals.total, claims: claims.length }),
  });
  return stored;
}

/** Marks the work that the bill has taken, and what it has left out for good. */
async function markWork(
  unit: Unit,
  billId: string,
  given: { bill: Bill; leftOutIds: readonly string[]; known: Map<string, RecordedWork> },
): Promise<void> {
  const { bill, leftOutIds, known } = given;
  const mark = async (recordId: string, marks: Partial<RecordedWork>): Promise<void> => {
    const record = known.get(recordId) ?? (await unit.load(workRecords, recordId));
    // Both are of one kind: marks have no work.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const marked = { ...record, ...marks } as RecordedWork;
    known.set(recordId, marked);
    await unit.save(workRecords, marked);
  };
  const waiting = new Set(bill.blocked.map(({ entryId }) => entryId));
  for (const { kind, id } of bill.claims) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    const isPartlyOpen = kind === 'entry' && waiting.has(id);
    await mark(workRecordId(kind, id), { billId, isPartlyOpen });
  }
  for (const id of leftOutIds) await mark(id, { leftOutBy: billId });
}

async function keepPeriod(unit: Unit, { id, sequence, bill, due }: StoredBill): Promise<void> {
  const { contractId, customerId, period, allowances, fees, incidents, caps, billedParts } = bill;
  const known = { contractId, customerId, period, allowances, fees, incidents, caps, billedParts };
  await unit.add(billedPeriodRecords, {
    id,
    sequence,
    ...known,
    due: due === 'advance' ? 'advance' : 'all',
  });
}

async function nextSequence(unit: Unit, customerId: string): Promise<number> {
  const id = billCounterRecords.id({ customerId, last: 0 });
  const last = ((await unit.find(billCounterRecords, id))?.last ?? 0) + 1;
  await unit.save(billCounterRecords, { customerId, last });
  return last;
}
