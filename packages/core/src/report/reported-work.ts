import { compareText } from '../invoice/compare-text.ts';
import type { Money } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockReason, ExclusionReason } from '../rating/outcome.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { UnknownCost } from './unknown-cost.ts';

/** What bills made of a time entry. */
export interface BilledWork {
  /** Billed seconds that are charged, and those that an allowance or a pool paid for. */
  readonly chargedSeconds: number;
  readonly coveredSeconds: number;
  /** Its part of the lines (R53), before discounts: 0 for work that is covered. */
  readonly amount: Money;
  /** The same after discounts and without tax. */
  readonly net: Money;
}

/** A time entry as reports look at it: who did it when and for whom, what it is worth, what it cost, what became of it. */
export interface ReportedWork {
  readonly entryId: string;
  readonly customerId: string | null;
  /** The contract whose bill the entry takes part in, or `null` where no bill names it. */
  readonly contractId: string | null;
  readonly agentId: string;
  readonly teamId: string | null;
  readonly serviceTypeId: string;
  readonly workItem: WorkItem | null;
  /** Civil date of its start in the report's zone. */
  readonly date: CivilDate;
  readonly workedSeconds: number;
  /** What it is worth by the rating. None for work that waits, or is not billable. */
  readonly charges: readonly Charge[];
  /** Why it, or the part of it that a bill holds back, waits for a decision. */
  readonly blocked: BlockReason | null;
  /** Why it is not billable. */
  readonly excluded: ExclusionReason | null;
  /** What it cost, by the cost book. */
  readonly costs: readonly Charge[];
  /** Why its cost is not known, which is not a cost of 0 (R44). `null` where it is known. */
  readonly missingCost: UnknownCost['reason'] | null;
  /** What bills made of it, or `null` while it is on none. */
  readonly billed: BilledWork | null;
}

/** Work by date, then id. */
export function inOrderOfDays(work: readonly ReportedWork[]): readonly ReportedWork[] {
  return work.toSorted(
    (one, other) => compareText(one.date, other.date) || compareText(one.entryId, other.entryId),
  );
}
