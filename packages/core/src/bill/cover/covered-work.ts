import type { Band } from '../../calendar/band.ts';
import type { AllowanceUse } from '../../contract/open-allowance.ts';
import type { Money } from '../../money/money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { WorkItem } from '../../work/work-item.ts';

/** Who pays for work that is not charged. */
export type CoveredBy =
  | { readonly kind: 'allowance'; readonly componentId: string; readonly accountId: null }
  | { readonly kind: 'pool'; readonly componentId: string; readonly accountId: string }
  /** The incident was billed before, and pays for all later work on it (R66). */
  | { readonly kind: 'incident'; readonly componentId: null; readonly accountId: null };

/** A part of an entry that costs nothing, because an allowance, a pool or an earlier incident pays for it. */
export interface CoveredWork {
  readonly entryId: string;
  readonly customerId: string;
  readonly agentId: string;
  readonly teamId: string | null;
  readonly serviceTypeId: string;
  readonly workItem: WorkItem | null;
  /** Civil date of the work in the contract's zone. */
  readonly date: CivilDate;
  readonly start: Instant | null;
  readonly band: Band;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
  readonly by: CoveredBy;
  /** What it used of an allowance, the oldest quantity first. */
  readonly uses: readonly AllowanceUse[];
  /** The keys of the postings that pay for it. */
  readonly postings: readonly string[];
  /** What was paid for it, where money pays; otherwise `null`. */
  readonly amount: Money | null;
}
