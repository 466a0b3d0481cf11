import type { Attachment } from '../../invoice/invoice.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Expense } from '../../work/expense.ts';
import type { ProductCharge } from '../../work/product-charge.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import type { WorkItem } from '../../work/work-item.ts';
import { collection } from '../collection.ts';

/** The three kinds of work that are recorded. */
export type WorkKind = 'entry' | 'expense' | 'product';

/** One piece of work of any kind. */
export type WorkFact =
  | { readonly kind: 'entry'; readonly work: TimeEntry }
  | { readonly kind: 'expense'; readonly work: Expense }
  | { readonly kind: 'product'; readonly work: ProductCharge };

/** Work as it was recorded, and who has it now. */
export type RecordedWork = {
  /** Whose bill it comes on (R11); `null` while nobody knows. */
  readonly customerId: string | null;
  readonly date: CivilDate;
  /** The bill that has taken it; work that a bill has can't be changed (R91). */
  readonly billId: string | null;
  /** Whether something of it waits for a decision although parts of it were billed. */
  readonly isPartlyOpen: boolean;
  /** The bill that left it out for good, for example because it is not billable; changing the work opens it again. */
  readonly leftOutBy: string | null;
  /** Its files, by reference. They go along with every invoice that bills something of it. */
  readonly attachments: readonly Attachment[];
} & WorkFact;

/** The id of a work record: kinds have ids of their own. */
export const workRecordId = (kind: WorkKind, id: string): string => `${kind}:${id}`;

/** The key of a work item in indexes. */
export const workItemKey = ({ kind, id }: Pick<WorkItem, 'kind' | 'id'>): string => `${kind}:${id}`;

/** The index key under which work without a customer is found. */
export const nobodysWork = '-';

/** Work by its civil date. `open` has what a bill can still take, by customer. */
export const workRecords = collection<RecordedWork, 'work'>({
  name: 'work',
  id: ({ kind, work }) => workRecordId(kind, work.id),
  order: ({ date }) => date,
  keys: (record) => {
    const { customerId, billId, isPartlyOpen, leftOutBy, work } = record;
    const customer = customerId ?? nobodysWork;
    const isOpen = isPartlyOpen || (billId === null && leftOutBy === null);
    return {
      customer,
      open: isOpen ? customer : null,
      'work-item': work.workItem == null ? null : workItemKey(work.workItem),
      agent: 'agentId' in work ? (work.agentId ?? null) : null,
    };
  },
});

/** Work that was just recorded: nobody has it. */
export function recordedWork(fact: WorkFact): RecordedWork {
  const { work } = fact;
  const requester = work.workItem?.requesterCustomerId ?? null;
  return {
    ...fact,
    customerId: work.customerId ?? requester,
    date: dateOf(fact),
    billId: null,
    isPartlyOpen: false,
    leftOutBy: null,
    attachments: [],
  };
}

/** The date by which lists are ordered: that of the start as it was written down. */
function dateOf({ work }: WorkFact): CivilDate {
  const text = work.date ?? ('start' in work ? work.start : null);
  return (text ?? '').slice(0, 10);
}
