import type { AllowanceLot } from '../contract/carry-over.ts';
import type { Contract } from '../contract/contract.ts';
import type { ContractPeriod } from '../contract/contract-period.ts';
import type { MinimumBefore } from '../contract/minimum.ts';
import type { AllowanceUse } from '../contract/open-allowance.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../prepaid/prepaid-lot.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { BilledPart } from './billed-part.ts';

/** What one period of a contract is billed from. */
export interface BillFacts {
  readonly contract: Contract;
  /** One of the contract's periods, as {@link periodsDue} gives them. */
  readonly contractPeriod: ContractPeriod;
  /** The customer's work that was not billed before, whatever its date and its contract. */
  readonly work?: readonly TimeEntry[] | undefined;
  /** The customer's expenses that were not billed before. */
  readonly expenses?: readonly Expense[] | undefined;
  /** The customer's product charges that were not billed before. */
  readonly products?: readonly ProductCharge[] | undefined;
  /** What earlier bills left behind. Default: there were none. */
  readonly history?: BillHistory | undefined;
  /** The instant of billing: postings carry it, and prepaid lots count that are usable by then. */
  readonly at: Instant;
  /**
   * `all` (default) bills the whole period. `advance` bills only the fees that are due when the period begins; work is
   * left for later. `late` bills work that came in after the period was billed: no fees, and nothing is lifted to a minimum.
   */
  readonly due?: 'all' | 'advance' | 'late' | undefined;
  /** The customer's contracts, among which work finds its own. Default: those of the policy. */
  readonly contracts?: readonly Contract[] | undefined;
  /** Whether the contract takes what no other contract takes: the customer's default terms. Default: false. */
  readonly takesRest?: boolean | undefined;
}

/** What earlier bills of a contract left behind. What is left out is empty. */
export interface BillHistory {
  /** By the id of the component. */
  readonly allowances?: Readonly<Record<string, AllowanceHistory>> | undefined;
  readonly prepaid?: PrepaidHistory | undefined;
  readonly billedFees?: readonly FeeClaim[] | undefined;
  /**
   * The work items whose price per incident was billed before: later work on them costs nothing more (R66). One that was
   * billed several times stands here as often.
   */
  readonly billedIncidents?: readonly BilledIncident[] | undefined;
  /** The days whose price per day was billed before: other work of the agent on them costs nothing more. */
  readonly billedDays?: readonly BilledDay[] | undefined;
  /** What the bills that stand have taken of entries in `work` that they did not take whole. */
  readonly billedParts?: readonly BilledPart[] | undefined;
  /** What earlier bills of the same period came to under its minimums, by the id of the component. */
  readonly minimums?: Readonly<Record<string, MinimumHistory>> | undefined;
  /** What was billed under each cap before, by the id of its component: in this period, or in the contract's life. */
  readonly capped?: Readonly<Record<string, Money>> | undefined;
}

/** A work item whose price per incident was billed. */
export interface BilledIncident extends Pick<WorkItem, 'kind' | 'id'> {
  /**
   * The day of the work that carried the price, in the contract's zone: from it on, the days count after which the work
   * item is billed again. Not known: it never is.
   */
  readonly date?: CivilDate | null | undefined;
  /** Tells the times apart that a work item was billed: 0 for the first. Left out: its place in the list. */
  readonly turn?: number | undefined;
}

/** A day of an agent whose price was billed. */
export interface BilledDay {
  readonly agentId: string;
  /** In the calendar's zone. */
  readonly date: CivilDate;
  readonly rateCardId: string;
  readonly ruleId: string;
  /** The entry that carries the price. */
  readonly entryId: string;
}

/** What earlier bills of a period came to under a minimum, all that stand together. */
export interface MinimumHistory extends MinimumBefore {
  /** One more than the highest `turn` of these bills. */
  readonly turn: number;
}

/** Where an allowance stands before the bill. What is left out is empty. */
export interface AllowanceHistory {
  /** What the bill of the period before carries out. */
  readonly carriedIn?: readonly AllowanceLot[] | undefined;
  /** What earlier bills of the same period used, all that stand together. */
  readonly used?: DecimalString | undefined;
  /** What bills of later periods used of this period's quantities, where it is billed once more after them. */
  readonly usedLater?: readonly AllowanceUse[] | undefined;
  /** One more than the highest `turn` of these bills. Default: 0. */
  readonly turn?: number | undefined;
  /** The work items that this period or one before it has counted: later work on them uses nothing more (R66). */
  readonly incidents?: readonly string[] | undefined;
  /** The thresholds that were raised in the same period before. */
  readonly thresholdsRaised?: readonly DecimalString[] | undefined;
}

/** The customer's prepaid accounts with all their lots and postings. */
export interface PrepaidHistory {
  readonly accounts: readonly PrepaidAccount[];
  readonly lots: readonly PrepaidLot[];
  readonly postings: readonly PrepaidPosting[];
}

/** What tells a fee from all others of the contract: it is billed once. */
export interface FeeClaim {
  readonly key: string;
  /** The first day of the contract's period with which it is billed. */
  readonly period: CivilDate;
}
