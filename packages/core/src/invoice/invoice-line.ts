import type { Band } from '../calendar/band.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { WorkItemKind } from '../work/work-item.ts';
import { compareText } from './compare-text.ts';

/**
 * What a line is for. `information` lines have an amount of 0 and say what was done but is paid for elsewhere.
 * `prepaid-work` is work that a prepaid account pays for after the totals: its tax is due with it.
 */
export type LineKind =
  | 'time'
  | 'piece'
  | 'incident'
  | 'recurring-fee'
  | 'true-up'
  | 'expense'
  | 'product'
  | 'top-up'
  | 'discount'
  | 'manual'
  | 'rounding'
  | 'prepaid-work'
  | 'information';

/** The ticket, task or project that a line is about. */
export interface LineWorkItem {
  readonly kind: WorkItemKind;
  readonly id: string;
  /** Its title in the earliest work of the line. */
  readonly title: string | null;
}

/**
 * What everything on the line has in common. A field that is missing was not asked for by the line policy; a field
 * that is `null` was, and the work has none.
 */
export interface LineGroup {
  readonly entryId?: string;
  readonly workItem?: LineWorkItem | null;
  readonly agentId?: string | null;
  readonly teamId?: string | null;
  readonly serviceTypeId?: string;
  readonly band?: Band;
  readonly expenseId?: string;
  readonly productChargeId?: string;
  /** The part of the contract that the line is from. */
  readonly componentId?: string;
  /** The prepaid account that paid for the work. */
  readonly accountId?: string;
}

/** One line of an invoice. Plain JSON. */
export interface InvoiceLine {
  readonly kind: LineKind;
  /** Tells the lines of one invoice apart. Made from the line's kind, group and exact unit price, never from chance. */
  readonly key: string;
  readonly group: LineGroup;
  /** What `quantity` counts. `lump`: the line is sold as one, 1 × its amount. */
  readonly unit: 'hour' | 'piece' | 'lump';
  readonly quantity: DecimalString;
  /** The price of one unit, with at least the currency's decimal places. */
  readonly unitPrice: DecimalString;
  /** Before discounts. It contains tax when prices do. */
  readonly amount: Money;
  /** The hours of work that is sold as a lump (R51), for the text of the line; otherwise `null`. */
  readonly hours: DecimalString | null;
  /** The number of pieces that are sold as a lump (R51), for the text of the line; otherwise `null`. */
  readonly pieces: DecimalString | null;
  /** The first day of work on the line. */
  readonly from: CivilDate;
  /** The last day of work on the line, inclusive. */
  readonly to: CivilDate;
  /** The time entries on the line, each once, sorted. */
  readonly entryIds: readonly string[];
  /** The taxes that the line bears, each once. */
  readonly taxCodes: readonly string[];
  readonly description: string | null;
}

/** Lines in the order of an invoice: by first work date, then by key (R52). */
export function inLineOrder(lines: readonly InvoiceLine[]): readonly InvoiceLine[] {
  return lines.toSorted((one, other) => compareText(one.from, other.from) || compareText(one.key, other.key));
}
