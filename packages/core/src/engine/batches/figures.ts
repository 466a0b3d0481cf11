import type { CustomerBill } from '../../bill/bill-customer.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { add, negate } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { workItemKey } from '../records/work.ts';
import type { WorkItem } from '../../work/work-item.ts';

/** What a batch comes to. */
export interface BatchFigures {
  readonly bills: number;
  /** Invoices and credit notes. */
  readonly drafts: number;
  /** Tickets, tasks and projects whose work is billed. */
  readonly workItems: number;
  /** The time that is charged or covered. */
  readonly billedSeconds: number;
  /** Entries that wait for a decision. */
  readonly blocked: number;
  /** Of the drafts, by currency; credit notes count below 0. */
  readonly amounts: readonly BatchAmounts[];
}

/** What drafts in one currency come to. */
export interface BatchAmounts {
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
}

/** What nothing comes to. */
export const noFigures: BatchFigures = {
  bills: 0,
  drafts: 0,
  workItems: 0,
  billedSeconds: 0,
  blocked: 0,
  amounts: [],
};

/** What the bills and drafts of one customer come to. */
export function figuresOf(
  bills: readonly CustomerBill[],
  drafts: readonly Invoice[],
  blocked: number,
): BatchFigures {
  const items = new Set<string>();
  const note = (item: Pick<WorkItem, 'kind' | 'id'> | null): void => {
    if (item !== null) items.add(workItemKey(item));
  };
  let billedSeconds = 0;
  for (const { bill } of bills) {
    for (const { workItem, billedSeconds: seconds } of bill.charges) {
      note(workItem);
      billedSeconds += seconds;
    }
    for (const { workItem, billedSeconds: seconds } of bill.covered) {
      note(workItem);
      billedSeconds += seconds;
    }
  }
  const amounts = drafts.map(amountsOf);
  return {
    bills: bills.length,
    drafts: drafts.length,
    workItems: items.size,
    billedSeconds,
    blocked,
    amounts: sumAmounts(amounts),
  };
}

/** What two customers come to together. Work items are of one customer each. */
export function addFigures(one: BatchFigures, other: BatchFigures): BatchFigures {
  return {
    bills: one.bills + other.bills,
    drafts: one.drafts + other.drafts,
    workItems: one.workItems + other.workItems,
    billedSeconds: one.billedSeconds + other.billedSeconds,
    blocked: one.blocked + other.blocked,
    amounts: sumAmounts([...one.amounts, ...other.amounts]),
  };
}

/** What a draft adds to a batch: a credit note takes away. */
export function amountsOf({ kind, content: { totals } }: Invoice): BatchAmounts {
  const { net, tax, total } = totals;
  if (kind === 'invoice') return { net, tax, total };
  return { net: negate(net), tax: negate(tax), total: negate(total) };
}

/** Amounts added up by currency, in alphabetical order. */
function sumAmounts(amounts: readonly BatchAmounts[]): readonly BatchAmounts[] {
  const sums = new Map<string, BatchAmounts>();
  for (const one of amounts) {
    const sum = sums.get(one.total.currency);
    sums.set(one.total.currency, sum === undefined ? one : addAmounts(sum, one));
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
}

/** Money added up by currency, in alphabetical order. */
export function sumMoney(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, Money>();
  for (const one of amounts) {
    const sum = sums.get(one.currency);
    sums.set(one.currency, sum === undefined ? one : add(sum, one));
  }
  return [...sums.values()].toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

const addAmounts = (one: BatchAmounts, other: BatchAmounts): BatchAmounts => ({
  net: add(one.net, other.net),
  tax: add(one.tax, other.tax),
  total: add(one.total, other.total),
});
