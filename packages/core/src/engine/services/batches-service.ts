import { BillingError } from '../../errors/billing-error.ts';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { Money } from '../../money/money.ts';
import { type BatchRequest, readBatchRequest } from '../batches/batch-request.ts';
import { deleteBatch } from '../batches/delete-batch.ts';
import { distributeBatch, type DistributeOptions, stopBatch } from '../batches/distribute.ts';
import { sumMoney } from '../batches/figures.ts';
import { exportBatch, issueBatch, type QueueResult, sendBatch } from '../batches/pass-on.ts';
import { planBatch, type PlanOptions } from '../batches/plan-batch.ts';
import { type BatchPreview, type CustomerPreview, previewBatch, previewEach } from '../batches/preview.ts';
import { type BatchStep, runBatch, type RunOptions } from '../batches/run-batch.ts';
import type { IssueResult } from '../invoices/issue-invoices.ts';
import { type Page, type PageRequest, readAll, readPage } from '../page.ts';
import {
  type Batch,
  type BatchCustomer,
  batchCustomerRecords,
  batchRecords,
  type BatchState,
} from '../records/batches.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** What to bill, and the key of the run. */
export interface SaveRequest extends BatchRequest {
  /** The same for the same run, for example `2026-03`: saving again resumes it, and bills nothing twice. */
  readonly key: string;
}

/** A batch, and what became of its customers so far. */
export interface BatchOverview extends Batch {
  readonly counts: Readonly<Record<BatchCustomer['status'], number>>;
  /** What its drafts came to when they were made, by currency. */
  readonly amounts: readonly Money[];
}

/** Which batches to list. */
export interface BatchQuery extends PageRequest {
  readonly state?: BatchState | undefined;
}

/**
 * Bill runs of a tenant: everything that is due, of all customers, as drafts (R90 to R94).
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const desk = createBilling({ storage: memoryStorage() }).forTenant('acme-msp');
 * await desk.calendars.put({ id: 'berlin', calendar: { zone: 'Europe/Berlin', business: [] } });
 * await desk.rateCards.put({
 *   id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 * });
 * await desk.settings.put({
 *   seller: { name: 'Acme MSP' }, currency: 'EUR', zone: 'Europe/Berlin', rateCardId: 'standard', calendarId: 'berlin',
 * });
 * await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
 * const entry = { customerId: 'globex', agentId: 'ana', serviceTypeId: 'support' };
 * await desk.work.record([{ ...entry, id: 'te_1', date: '2026-03-02', minutes: 90 }]);
 *
 * const preview = await desk.batches.preview({ through: '2026-03-31' });
 * console.log(preview.figures.bills, preview.figures.amounts[0]?.total.amount);
 * // => 1 180.00
 * const batch = await desk.batches.save({ through: '2026-03-31', key: '2026-03' });
 * console.log(batch.state, batch.counts.invoiced);
 * // => saved 1
 * for (const { status } of await desk.batches.issue(batch.id)) console.log(status);
 * // => issued
 * ```
 */
export interface BatchesService {
  /**
   * What `save` would do, and nothing is written. For large desks, see `previewEach`.
   *
   * @throws BillingError `BATCH_INVALID`, `SETTINGS_MISSING`, or `NOT_FOUND` for a customer that is named and not there.
   */
  preview(request: BatchRequest): Promise<BatchPreview>;
  /** As `preview`, customer by customer as they are asked for. */
  previewEach(request: BatchRequest): AsyncGenerator<CustomerPreview, void, undefined>;
  /**
   * Drafts the invoices of everything that is due, and locks what they bill. One customer's failure stops no other: it
   * is an outcome of `customers(id)`. The same key again goes on where the first call was broken off.
   *
   * @throws BillingError `BATCH_INVALID`, `SETTINGS_MISSING`, `NOT_FOUND`.
   * @throws BillingError `KEY_REUSED` when the key was used for another request.
   */
  save(request: SaveRequest, options?: Omit<RunOptions, 'retryFailed'>): Promise<BatchOverview>;
  /** Writes a batch with its customers down and bills nothing: `run` or `distribute` does. Faults are those of `save`. */
  plan(request: SaveRequest, options?: Omit<PlanOptions, 'key'>): Promise<Batch>;
  /**
   * Bills the customers of a batch that are not done, and tells each as it goes. Any number of callers on any number of
   * machines may run the same batch, and any of them may die.
   *
   * @throws BillingError `NOT_FOUND`, or `BATCH_STATE` when the batch was deleted.
   */
  run(batchId: string, options?: RunOptions): AsyncGenerator<BatchStep, void, undefined>;
  /**
   * Hands the customers that are not done to the runner, whose workers are started with `billing.work()`. Should the call
   * be broken off, the tick goes on with it. Calling again does no harm, and goes on after `stop`.
   *
   * @returns how many
   * @throws BillingError `ENGINE_INVALID` without a runner, `NOT_FOUND`, `BATCH_STATE` when the batch was deleted.
   */
  distribute(batchId: string, options?: DistributeOptions): Promise<number>;
  /**
   * Takes a batch back from the runner: whoever is being billed right now is, and the others stay pending until `run` or
   * `distribute` is called. A batch that was not distributed is left as it is.
   *
   * @throws BillingError `ENGINE_INVALID` without a runner, `NOT_FOUND`.
   */
  stop(batchId: string, options?: Omit<WriteOptions, 'key'>): Promise<void>;
  /**
   * Deletes all drafts of a batch and releases exactly what they billed.
   *
   * @throws BillingError `NOT_FOUND`, or `BATCH_STATE` with the invoices that stand in the way.
   */
  delete(batchId: string, options?: WriteOptions): Promise<void>;
  /**
   * Issues all drafts of a batch, a result for each (R93). With ledgers in `autoExport`, copying follows by itself. What
   * was issued before is left alone: calling again issues what was refused.
   *
   * @throws BillingError `NOT_FOUND`, `SETTINGS_MISSING`.
   */
  issue(batchId: string, options?: Omit<WriteOptions, 'key'>): Promise<readonly IssueResult[]>;
  /**
   * Sends all invoices of a batch that were issued and not sent, a result for each. They are on their way when the call
   * returns. Those for which nobody knows an address are `copied` where a ledger sends, and else refused.
   *
   * @throws BillingError `NOT_FOUND`
   */
  send(batchId: string, options?: Omit<WriteOptions, 'key'>): Promise<readonly QueueResult[]>;
  /**
   * Copies all invoices of a batch that were issued to a ledger, a result for each; those that it has are left alone.
   *
   * @param connectorId default: the only ledger that there is
   * @throws BillingError `NOT_FOUND`
   */
  export(
    batchId: string,
    connectorId?: string,
    options?: Omit<WriteOptions, 'key'>,
  ): Promise<readonly QueueResult[]>;
  get(batchId: string): Promise<BatchOverview | null>;
  /** By the instant at which they were made. */
  list(query?: BatchQuery): Promise<Page<Batch>>;
  /** The customers of a batch with their outcomes, by id. */
  customers(batchId: string, request?: PageRequest): Promise<Page<BatchCustomer>>;
}

/** The service of batches. */
export function batchesService(scope: TenantScope): BatchesService {
  const get = async (batchId: string): Promise<BatchOverview | null> => {
    const batch = await scope.read((unit) => unit.find(batchRecords, batchId));
    if (batch === null) return null;
    const counts = { pending: 0, invoiced: 0, 'nothing-due': 0, blocked: 0, failed: 0, released: 0 };
    let amounts: readonly Money[] = [];
    for await (const row of readAll(scope, { from: batchCustomerRecords, index: ['batch', batchId] })) {
      counts[row.status] += 1;
      if (row.status !== 'released') amounts = sumMoney([...amounts, ...row.amounts]);
    }
    return { ...batch, counts, amounts };
  };
  const plan: BatchesService['plan'] = async ({ key, ...request }, options = {}) => {
    const read = readBatchRequest(request);
    return planBatch(scope, read, { ...options, key: parseInput('BATCH_INVALID', idSchema, key, ['key']) });
  };
  return {
    preview: async (request) => previewBatch(scope, readBatchRequest(request)),
    previewEach: (request) => previewEach(scope, readBatchRequest(request)),
    async save(request, options = {}) {
      const { atOnce: _, ...writing } = options;
      const { id, state } = await plan(request, writing);
      if (state === 'planning' || state === 'running')
        for await (const step of runBatch(scope, id, options)) void step;
      const saved = await get(id);
      if (saved === null) throw new BillingError('NOT_FOUND', { collection: 'batches', id });
      return saved;
    },
    plan,
    run: (batchId, options) => runBatch(scope, batchId, options),
    distribute: (batchId, options) => distributeBatch(scope, batchId, options),
    stop: (batchId, options = {}) => stopBatch(scope, batchId, options),
    delete: (batchId, options = {}) => deleteBatch(scope, batchId, options),
    issue: (batchId, options) => issueBatch(scope, batchId, options),
    send: (batchId, options) => sendBatch(scope, batchId, options),
    export: (batchId, connectorId, options) => exportBatch(scope, batchId, connectorId, options),
    get,
    list: ({ state, ...query } = {}) =>
      readPage(
        scope,
        { from: batchRecords, index: state === undefined ? undefined : ['state', state] },
        query,
      ),
    customers: (batchId, request) =>
      readPage(scope, { from: batchCustomerRecords, index: ['batch', batchId] }, request),
  };
}
