import type { AnyBillingError } from '../errors/billing-error.ts';

/**
 * Why work can't be billed until somebody decides. A rater gives all but the last two: those come from the contract's
 * cap (R65) and from its allowance (R63).
 */
export type BlockReason =
  | 'invalid'
  | 'no-customer'
  | 'no-rate'
  | 'rate-ambiguous'
  | 'not-approved'
  | 'no-work-item'
  | 'over-cap'
  | 'quota'
  | OwnBlockReason;

/** A reason of an exhaustion policy of your own. */
export type OwnBlockReason = `own:${string}`;

/** Why work is not billed, on purpose. */
export type ExclusionReason = 'non-billable' | 'non-billable-rate' | 'no-time';

/** Work that can't be billed yet. It is never dropped: it comes back with every run until somebody decides (R6). */
export interface BlockedWork {
  /** Position in the list that was handed in. */
  readonly index: number;
  /** The entry's id, or `null` when the entry is too broken to have one. */
  readonly entryId: string | null;
  readonly customerId: string | null;
  readonly reason: BlockReason;
  /** Worked seconds, 0 where they can't be told. */
  readonly seconds: number;
  /** What exactly is wrong, for `invalid` and `rate-ambiguous`. */
  readonly error: AnyBillingError | null;
}

/** Work that is left out of billing on purpose. */
export interface ExcludedWork {
  readonly index: number;
  readonly entryId: string;
  readonly customerId: string;
  readonly reason: ExclusionReason;
  readonly seconds: number;
}

/** Something that was decided for the caller and that a person may want to see. */
export interface RatingWarning {
  readonly entryId: string;
  readonly code: 'wall-clock-ambiguous' | 'wall-clock-skipped';
  readonly field: 'start' | 'end';
  /** The instant that was used. */
  readonly instant: string;
}
