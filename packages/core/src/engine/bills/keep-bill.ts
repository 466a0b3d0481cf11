import type { CustomerBill } from '../../bill/bill-customer.ts';
import type { Bill } from '../../bill/bill.ts';
import type { Claim } from '../../bill/bill-claims.ts';
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
  await takeClaims(unit, id, claims);
  await appendPostings(unit, id, bill.postings);
  const leftOutIds = leftOut.map((one) => workRecordId(one.kind, one.id));
  await markWork(unit, id, { bill, leftOutIds, known });
  const sequence = await nextSequence(unit, customerId);
  const frame = { madeAt: unit.at, releasedAt: null, leftOut: leftOutIds };
  const stored: StoredBill = { id, sequence, bill, ...belongs, ...frame };
  await unit.add(billRecords, stored);
  await keepPeriod(unit, stored);
  for (const { componentId, thresholdsCrossed, unit: counts, used, limit } of bill.allowances) {
    const use = { contractId, componentId, period: period.from, unit: counts, used, limit };
    for (const threshold of thresholdsCrossed) await tellThreshold(unit, { ...use, threshold });
  }
  unit.note({
    action: 'bill.keep',
    subject: { kind: 'bill', id },
    before: null,
    after: asJson({ contractId, customerId, period, ...belongs, total: totals.total, claims: claims.length }),
  });
  return stored;
}

/** One claim for everything that is consumed, so that nobody consumes it twice (R91). */
async function takeClaims(unit: Unit, owner: string, claims: readonly Claim[]): Promise<void> {
  const taken = await unit.addAll(
    claimRecords,
    claims.map((claim) => ({ claim, owner })),
  );
  const claim = claims[taken.indexOf(false)];
  if (claim === undefined) return;
  const known = await unit.load(claimRecords, claimKey(claim));
  throw new BillingError('ALREADY_BILLED', { kind: claim.kind, id: claim.id, billId: known.owner });
}

type Marks = Partial<Pick<RecordedWork, 'billId' | 'isPartlyOpen' | 'leftOutBy'>>;

/** Marks the work that the bill has taken, and what it has left out for good. */
async function markWork(
  unit: Unit,
  billId: string,
  given: { bill: Bill; leftOutIds: readonly string[]; known: Map<string, RecordedWork> },
): Promise<void> {
  const { bill, leftOutIds, known } = given;
  const waiting = new Set(bill.blocked.map(({ entryId }) => entryId));
  const marks = new Map<string, Marks>();
  for (const { kind, id } of bill.claims) {
    if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
    const isPartlyOpen = kind === 'entry' && waiting.has(id);
    marks.set(workRecordId(kind, id), { billId, isPartlyOpen });
  }
  for (const id of leftOutIds) marks.set(id, { ...marks.get(id), leftOutBy: billId });
  const unknown = [...marks.keys()].filter((id) => !known.has(id));
  for (const record of await unit.loadAll(workRecords, unknown)) known.set(workRecords.id(record), record);
  const marked: RecordedWork[] = [];
  for (const [id, own] of marks) {
    // Both are of one kind: marks have no work.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const record = { ...known.get(id), ...own } as RecordedWork;
    known.set(id, record);
    marked.push(record);
  }
  await unit.saveAll(workRecords, marked);
}

async function keepPeriod(unit: Unit, { id, sequence, bill, due }: StoredBill): Promise<void> {
  const { contractId, customerId, period, allowances, fees, incidents } = bill;
  const { days, minimums, caps, billedParts } = bill;
  const remembered = { allowances, fees, incidents, days, minimums, caps, billedParts };
  await unit.add(billedPeriodRecords, {
    id,
    sequence,
    contractId,
    customerId,
    period,
    ...remembered,
    due,
  });
}

async function nextSequence(unit: Unit, customerId: string): Promise<number> {
  const id = billCounterRecords.id({ customerId, last: 0 });
  const last = ((await unit.find(billCounterRecords, id))?.last ?? 0) + 1;
  await unit.save(billCounterRecords, { customerId, last });
  return last;
}
