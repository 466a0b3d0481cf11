import { BillingError, isBillingError } from '../../errors/billing-error.ts';
import { asJson } from '../as-json.ts';
import { keepBill } from '../bills/keep-bill.ts';
import type { TenantPolicy } from '../bills/tenant-policy.ts';
import { topUpAccountsOf } from '../prepaid/top-up-account.ts';
import {
  type Batch,
  type BatchCustomer,
  batchCustomerId,
  batchCustomerRecords,
  batchRecords,
} from '../records/batches.ts';
import { invoiceRecords } from '../records/billing.ts';
import { carriedRecords } from '../records/carried.ts';
import { workRecords } from '../records/work.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { failure, type Outcome, outcomeOf } from './outcome.ts';
import { failCustomer, saveOutcome } from './save-outcome.ts';
import { taxesOf } from './taxes-of.ts';
import { type CustomerState, lockStateOf, type WorkedOut, workOut } from './work-out.ts';

/** A batch that is being run, with what was read once for it. */
export interface BatchRun {
  readonly scope: TenantScope;
  readonly batch: Batch;
  readonly tenant: TenantPolicy;
  readonly options: Omit<WriteOptions, 'key'>;
  /** Whether the runner asks. What it was handed before the batch was stopped is then not billed. */
  readonly isDistributed?: boolean;
}

/**
 * Bills one customer of a batch in one transaction, once: whoever comes second gets what the first one left. What is
 * wrong with the customer becomes its outcome and stops nobody else (R92); what is wrong with the storage is thrown.
 */
export async function runCustomer(run: BatchRun, customerId: string): Promise<BatchCustomer> {
  const { scope, batch, tenant, options } = run;
  const { signal } = options;
  const question = { method: 'batches.run', given: null };
  const fail = (error: unknown): Promise<BatchCustomer> =>
    failCustomer(scope, { batchId: batch.id, customerId }, failure(error), options);
  let taxCodes: readonly TaxCode[] | undefined;
  try {
    const asked = { tenantId: scope.tenantId, customerId, on: batch.through };
    taxCodes = await taxesOf(scope.context.plugins, tenant.settings.taxCodes, asked, signal);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return fail(error);
  }
  try {
    return await scope.write(question, options, (unit) => billOne(unit, run, customerId, taxCodes));
  } catch (error) {
    if (!isBillingError(error) || error.code.startsWith('STORAGE_')) throw error;
    return fail(error);
  }
}

async function billOne(
  unit: Unit,
  { scope, batch, tenant, isDistributed = false }: BatchRun,
  customerId: string,
  taxCodes: readonly TaxCode[] | undefined,
): Promise<BatchCustomer> {
  const state = await lockStateOf(unit, customerId);
  const row = await unit.load(batchCustomerRecords, batchCustomerId({ batchId: batch.id, customerId }));
  const { state: now, distribution } = await unit.load(batchRecords, batch.id);
  if (row.status !== 'pending' || now !== 'running') return row;
  if (isDistributed && distribution?.state === 'stopped') return row;
  const { ids } = scope.context;
  let worked: WorkedOut;
  let outcome: Outcome;
  try {
    const nextId = (): string => ids.next('invoice');
    worked = workOut(state, { tenant, scope: batch, batchId: batch.id, at: unit.at, taxCodes, nextId });
    outcome = outcomeOf(worked);
  } catch (error) {
    // Nothing was written yet, so there is nothing to take back.
    return saveOutcome(unit, row, failure(error));
  }
  const billIds = await keepAll(unit, worked, state, { batchId: batch.id, nextId: () => ids.next('bill') });
  const hasDrawn = worked.drafts.bills.some(({ bill }) => bill.postings.length > 0);
  if (hasDrawn) await topUpAccountsOf(unit, scope.context, customerId);
  return saveOutcome(unit, row, outcome, {
    billIds,
    invoiceIds: worked.drafts.drafts.map(({ id }) => id),
    carriedIds: worked.drafts.carried.map(({ invoiceId }) => invoiceId),
  });
}

/** Writes the bills, the drafts, and what is carried. */
async function keepAll(
  unit: Unit,
  { drafts: { bills, drafts, carried, taken } }: WorkedOut,
  state: CustomerState,
  { batchId, nextId }: { readonly batchId: string; readonly nextId: () => string },
): Promise<readonly string[]> {
  const known = new Map(state.facts.open.map((record) => [workRecords.id(record), record]));
  const billIds: string[] = [];
  for (const placed of bills) {
    const { id } = await keepBill(unit, { ...placed, id: nextId(), batchId }, known);
    billIds.push(id);
  }
  for (const draft of drafts) {
    if (!(await unit.add(invoiceRecords, draft)))
      throw new BillingError('ALREADY_EXISTS', { collection: 'invoices', id: draft.id });
    unit.emit('invoice.drafted', { invoice: draft });
    const { kind, content } = draft;
    const { customerId, totals } = content;
    unit.note({
      action: 'invoice.draft',
      subject: { kind: 'invoice', id: draft.id },
      before: null,
      after: asJson({ kind, customerId, batchId, total: totals.total }),
    });
  }
  for (const one of carried)
    await unit.add(carriedRecords, { carried: one, takenBy: null, batchId, madeAt: unit.at });
  for (const one of state.carried) {
    const takenBy = taken.get(one.carried.invoiceId);
    if (takenBy !== undefined) await unit.save(carriedRecords, { ...one, takenBy });
  }
  return billIds;
}
