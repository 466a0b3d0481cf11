import type { Band } from '../../calendar/band.ts';
import type { AllowanceUnit } from '../../contract/allowance.ts';
import type { AllowanceUse } from '../../contract/open-allowance.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import type { Money } from '../../money/money.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { ConditionFacts } from '../../rating/condition.ts';
import type { OwnBlockReason } from '../../rating/outcome.ts';
import type { PieceBasis } from '../../rating/price-kind.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { WorkItem } from '../../work/work-item.ts';
import type { CoveredBy } from './covered-work.ts';

/** A piece of work that looks for somebody to pay for it. */
export interface OpenWork {
  readonly entryId: string;
  /** Tells the pieces of one entry apart. */
  readonly part: string;
  readonly facts: ConditionFacts;
  readonly workItem: WorkItem | null;
  /** In the contract's zone. */
  readonly workDate: CivilDate;
  readonly band: Band;
  readonly unit: 'hour' | 'piece';
  readonly billedSeconds: number;
  readonly pieces: number;
  /** What has one price however long it takes; `null` for hours, and once prices are made. */
  readonly once: PieceBasis['once'] | null;
  /** After how many days a price per work item is due again, or `null` for never. */
  readonly reopenAfterDays: number | null;
  /** Not asked for by sources that need no price. */
  readonly unitPrice: DecimalString;
  readonly currency: CurrencyCode;
}

/** What a source pays of one piece of work. */
export interface SourceDraw {
  readonly coveredSeconds: number;
  readonly uses: readonly AllowanceUse[];
  readonly postings: readonly PrepaidPosting[];
  /** What was paid, where money pays. */
  readonly amount: Money | null;
  /** What is left to pay of a price per piece that was paid in part, or `null`. */
  readonly pieceLeft: DecimalString | null;
}

/** What is left of an allowance or a pool: seconds, incidents or an amount. */
export interface QuantityLeft {
  readonly unit: AllowanceUnit;
  readonly quantity: DecimalString;
}

/** What becomes of work that a source takes and can't pay for. */
export type Remainder =
  | { readonly kind: 'charge' }
  | { readonly kind: 'overage'; readonly componentId: string; readonly rate: DecimalString }
  | {
      readonly kind: 'factor';
      readonly componentId: string;
      /** The name of the exhaustion policy. */
      readonly policy: string;
      readonly factor: DecimalString;
    }
  | { readonly kind: 'block'; readonly reason: 'quota' | OwnBlockReason };

/** An allowance or a pool while one bill draws from it, in the order of work. */
export interface CoverSource {
  readonly by: CoveredBy;
  /** Whether it is drawn by what work costs, or by how much work there is. */
  readonly needsPrice: boolean;
  /** What is to become of work that it takes and can't pay for, or `null` when it has no say in that. */
  readonly remainder: Remainder | null;
  takes(work: OpenWork): boolean;
  draw(work: OpenWork): SourceDraw;
}

/** The draw that pays nothing. */
export const noDraw: SourceDraw = {
  coveredSeconds: 0,
  uses: [],
  postings: [],
  amount: null,
  pieceLeft: null,
};
