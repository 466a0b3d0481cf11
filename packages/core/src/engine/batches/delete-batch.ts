import { BillingError } from '../../errors/billing-error.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { releaseBill } from '../bills/release-bill.ts';
import { releaseInvoice } from '../bills/release-invoice.ts';
import { cancelJobs } from './distribute.ts';
import { deleteDraft } from '../invoices/delete-draft.ts';
import { readAll } from '../page.ts';
import {
  type BatchCustomer,
  batchCustomerId,
  batchCustomerRecords,
  batchRecords,
} from '../records/batches.ts';
import { invoiceRecords } from '../records/billing.ts';
import { carriedRecords } from '../records/carried.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';

/**
 * Deletes the drafts of a batch and releases everything that it billed, customer by customer. Called again, it goes on
 * where it was broken off.
 *
 * @throws BillingError `BATCH_STATE` with what stands in the way: invoices that were issued, and invoices of later
 * batches that have taken what this one carried forward. What a batch with such an invoice has is left as it is.
 */
export async function deleteBatch(scope: TenantScope, batchId: string, options: WriteOptions): Promise<void> {
  const question = { method: 'batches.delete', given: batchId };
  const own = { ...options, key: undefined };
  const rows = { from: batchCustomerRecords, index: ['batch', batchId] } as const;
  const inTheWay: string[] = [];
  for await (const row of readAll(scope, rows))
    inTheWay.push(...(await scope.read((unit) => obstaclesOf(unit, row))));
  const isDone = await scope.write(question, own, async (unit) => {
    await unit.lock(`batch:${batchId}`);
    const batch = await unit.load(batchRecords, batchId);
    if (batch.state === 'deleted') return true;
    if (inTheWay.length > 0) throw obstructed(batchId, batch.state, inTheWay);
    await unit.save(batchRecords, { ...batch, state: 'deleting' });
    return false;
  });
  if (isDone) return;
  await cancelJobs(scope, batchId);
  // What a later customer's invoice took came from an earlier one of the same customer only, so the order is free.
  for await (const row of readAll(scope, rows)) {
    const left = await scope.write(question, own, (unit) => releaseCustomer(unit, row));
    inTheWay.push(...left);
  }
  await scope.write(question, own, async (unit) => {
    await unit.lock(`batch:${batchId}`);
    const batch = await unit.load(batchRecords, batchId);
    if (batch.state !== 'deleting') return;
    if (inTheWay.length > 0) {
      // Somebody issued an invoice in between: what is left of the batch is saved.
      await unit.save(batchRecords, { ...batch, state: 'saved' });
      return;
    }
    await unit.save(batchRecords, { ...batch, state: 'deleted' });
    unit.emit('batch.deleted', { batchId });
    unit.note({ action: 'batch.delete', subject: { kind: 'batch', id: batchId }, before: null, after: null });
  });
  if (inTheWay.length > 0) throw obstructed(batchId, 'saved', inTheWay);
}

/** Releases what a batch has of one customer, or tells what stands in the way and releases nothing. */
async function releaseCustomer(
  unit: Unit,
  { batchId, customerId }: BatchCustomer,
): Promise<readonly string[]> {
  await unit.lock(`customer:${customerId}`);
  const row = await unit.load(batchCustomerRecords, batchCustomerId({ batchId, customerId }));
  if (row.status === 'released') return [];
  const inTheWay = await obstaclesOf(unit, row);
  if (inTheWay.length > 0) return inTheWay;
  for (const id of row.billIds.toReversed()) await releaseBill(unit, id);
  for (const id of [...row.invoiceIds, ...row.carriedIds]) {
    const invoice = await unit.find(invoiceRecords, id);
    if (invoice?.settlement === 'draft') await deleteDraft(unit, id);
    else await releaseInvoice(unit, id);
  }
  for (const id of row.carriedIds) await unit.drop(carriedRecords, id);
  await unit.save(batchCustomerRecords, { ...row, status: 'released' });
  return [];
}

/** The invoices that keep a customer's part of a batch from being released. */
async function obstaclesOf(unit: Unit, row: BatchCustomer): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of row.invoiceIds) {
    const invoice = await unit.find(invoiceRecords, id);
    if (invoice !== null && !isOver(invoice)) found.push(id);
  }
  for (const id of row.carriedIds) {
    const takenBy = (await unit.find(carriedRecords, id))?.takenBy ?? null;
    if (takenBy !== null) found.push(takenBy);
  }
  return found;
}

/** A draft without a number can be deleted, and a void invoice has released all that it had. */
const isOver = ({ settlement, issued }: Invoice): boolean =>
  (settlement === 'draft' && issued === null) || settlement === 'void';

const obstructed = (batchId: string, state: string, invoiceIds: readonly string[]): BillingError =>
  new BillingError('BATCH_STATE', { batchId, state, action: 'delete', invoiceIds });
