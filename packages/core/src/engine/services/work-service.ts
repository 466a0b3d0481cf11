import type { CivilDate } from '../../time/civil-date.ts';
import { expense, type Expense } from '../../work/expense.ts';
import { productCharge, type ProductCharge } from '../../work/product-charge.ts';
import { type Approval, type TimeEntry, timeEntry } from '../../work/time-entry.ts';
import type { Attachment } from '../../invoice/invoice.ts';
import type { WorkItem } from '../../work/work-item.ts';
import { raiseQuotasOf } from '../contracts/raise-quotas.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import {
  nobodysWork,
  type RecordedWork,
  recordedWork,
  type WorkFact,
  workItemKey,
  type WorkKind,
  workRecordId,
  workRecords,
} from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';
import { addWork, lockCustomersOf } from '../work/add-work.ts';
import { attachToWork, detachFromWork } from '../work/attach-to-work.ts';
import { deleteWork, loadUnlocked, refreshDrawsOf, replaceWork } from '../work/change-work.ts';

/** Which work to list. At most one of customer, work item and agent. */
export interface WorkQuery extends PageRequest {
  /** `null`: work of which nobody knows the customer. */
  readonly customerId?: string | null | undefined;
  /** Only what no bill has taken. Needs a customer. */
  readonly isOpen?: boolean | undefined;
  readonly workItem?: Pick<WorkItem, 'kind' | 'id'> | undefined;
  readonly agentId?: string | undefined;
  /** The first day, inclusive. */
  readonly from?: CivilDate | undefined;
  /** The first day that counts no more. */
  readonly to?: CivilDate | undefined;
}

/** Work of a tenant: time, expenses, product charges. */
export interface WorkService {
  /**
   * Records time entries, all or none. An entry that is recorded already, just as it is, is left as it is.
   *
   * @throws BillingError `TIME_ENTRY_INVALID` with every fault and its path.
   * @throws BillingError `ALREADY_EXISTS` when an id has other content.
   * @throws BillingError `WORK_INVALID` when the agent, the team, the service type or the customer was retired by then.
   */
  record(entries: readonly TimeEntry[], options?: WriteOptions): Promise<readonly RecordedWork[]>;
  /** Records expenses, as `record` does; faults are `EXPENSE_INVALID`. */
  recordExpenses(expenses: readonly Expense[], options?: WriteOptions): Promise<readonly RecordedWork[]>;
  /** Records product charges, as `record` does; faults are `PRODUCT_CHARGE_INVALID`. */
  recordProducts(
    products: readonly ProductCharge[],
    options?: WriteOptions,
  ): Promise<readonly RecordedWork[]>;
  /**
   * Replaces a time entry. What it drew from a prepaid account is given back and drawn anew (R76).
   *
   * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has it.
   */
  edit(entry: TimeEntry, options?: WriteOptions): Promise<RecordedWork>;
  /**
   * Deletes work. What it drew from a prepaid account is given back.
   *
   * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has it.
   */
  delete(kind: WorkKind, id: string, options?: WriteOptions): Promise<void>;
  /** Says of time entries whether somebody released them for billing. */
  approve(ids: readonly string[], approval: Approval, options?: WriteOptions): Promise<void>;
  /**
   * Adds a file to work by reference, or replaces the one with its id. It prices nothing; it goes along with the invoice
   * that bills the work, and with that to mail and to ledgers. Editing the work keeps it.
   *
   * @throws BillingError `WORK_INVALID` with every fault and its path, also when the work has 50 files; `NOT_FOUND`;
   * `WORK_LOCKED` when a bill has it: attach to its draft instead.
   */
  attach(kind: WorkKind, id: string, attachment: Attachment, options?: WriteOptions): Promise<RecordedWork>;
  /**
   * Takes a file off work. One that is not there stays away.
   *
   * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has it.
   */
  detach(kind: WorkKind, id: string, attachmentId: string, options?: WriteOptions): Promise<RecordedWork>;
  get(kind: WorkKind, id: string): Promise<RecordedWork | null>;
  /** By date. */
  list(query?: WorkQuery): Promise<Page<RecordedWork>>;
  /** Whether something of a ticket, task or project is on an invoice. */
  isLocked(workItem: Pick<WorkItem, 'kind' | 'id'>): Promise<boolean>;
}

/** The service of work. */
export function workService(scope: TenantScope): WorkService {
  const record = async (facts: readonly WorkFact[], method: string, options: WriteOptions = {}) => {
    const works = await scope.write({ method, given: facts }, options, async (unit) => {
      await lockCustomersOf(
        unit,
        facts.map((fact) => recordedWork(fact)),
      );
      const recorded = await addWork(unit, facts);
      await refreshDrawsOf(unit, scope.context, recorded);
      unit.emit('work.recorded', { ids: facts.map(({ work }) => work.id) });
      return recorded;
    });
    await raiseQuotasOf(
      scope,
      works.flatMap(({ kind, customerId }) => (kind === 'entry' ? [customerId] : [])),
    );
    return works;
  };
  return {
    record: async (entries, options) =>
      record(
        entries.map((entry) => ({ kind: 'entry', work: timeEntry(entry) })),
        'work.record',
        options,
      ),
    recordExpenses: async (expenses, options) =>
      record(
        expenses.map((one) => ({ kind: 'expense', work: expense(one) })),
        'work.recordExpenses',
        options,
      ),
    recordProducts: async (products, options) =>
      record(
        products.map((one) => ({ kind: 'product', work: productCharge(one) })),
        'work.recordProducts',
        options,
      ),
    async edit(entry, options = {}) {
      const work = timeEntry(entry);
      return scope.write({ method: 'work.edit', given: entry }, options, (unit) =>
        replaceWork(unit, scope.context, { kind: 'entry', work }),
      );
    },
    async delete(kind, id, options = {}) {
      await scope.write({ method: 'work.delete', given: { kind, id } }, options, async (unit) => {
        await deleteWork(unit, scope.context, kind, id);
        return null;
      });
    },
    async approve(ids, approval, options = {}) {
      await scope.write({ method: 'work.approve', given: { ids, approval } }, options, async (unit) => {
        const known: RecordedWork[] = [];
        for (const id of ids) known.push(await unit.load(workRecords, workRecordId('entry', id)));
        await lockCustomersOf(unit, known);
        for (const id of ids) {
          const { work, kind } = await loadUnlocked(unit, 'entry', id);
          if (kind === 'entry') await replaceWork(unit, scope.context, { kind, work: { ...work, approval } });
        }
        return null;
      });
    },
    attach: (kind, id, attachment, options = {}) =>
      scope.write({ method: 'work.attach', given: { kind, id, attachment } }, options, (unit) =>
        attachToWork(unit, kind, id, attachment),
      ),
    detach: (kind, id, attachmentId, options = {}) =>
      scope.write({ method: 'work.detach', given: { kind, id, attachmentId } }, options, (unit) =>
        detachFromWork(unit, kind, id, attachmentId),
      ),
    get: (kind, id) => scope.read((unit) => unit.find(workRecords, workRecordId(kind, id))),
    list: ({ from, to, ...query } = {}) =>
      readPage(scope, { from: workRecords, range: { from, to }, index: indexOf(query) }, query),
    isLocked: (workItem) =>
      scope.read(async (unit) => {
        const index = ['work-item', workItemKey(workItem)] as const;
        for await (const { billId } of unit.each(workRecords, { index })) if (billId !== null) return true;
        return false;
      }),
  };
}

function indexOf({
  customerId,
  isOpen,
  workItem,
  agentId,
}: WorkQuery): readonly ['open' | 'customer' | 'work-item' | 'agent', string] | undefined {
  if (workItem !== undefined) return ['work-item', workItemKey(workItem)];
  if (agentId !== undefined) return ['agent', agentId];
  if (customerId === undefined) return undefined;
  return [isOpen === true ? 'open' : 'customer', customerId ?? nobodysWork];
}
