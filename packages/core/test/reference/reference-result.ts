import type { Decimal } from 'decimal.js';
import type { AnyBillingError } from '../../src/errors/billing-error.ts';
import type { BlockReason, ExclusionReason, RatingWarning } from '../../src/rating/outcome.ts';

/** A priced part of one entry, as the reference rater sees it. */
export interface ReferenceCharge {
  readonly entryId: string;
  readonly customerId: string;
  readonly date: string;
  readonly band: string;
  readonly unit: 'hour' | 'piece';
  readonly pieces: number;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
  readonly unitPrice: Decimal;
  /** 3600 times the amount: exact, where the amount itself may not end. */
  readonly amountTimes3600: Decimal;
  readonly currency: string;
  readonly rateCardId: string | null;
  readonly rateCardVersion: string | null;
  readonly ruleId: string | null;
}

export interface ReferenceBlocked {
  readonly index: number;
  readonly entryId: string | null;
  readonly customerId: string | null;
  readonly reason: BlockReason;
  readonly seconds: number;
  /** The code of the error that says what is wrong, for `invalid` and `rate-ambiguous`. */
  readonly errorCode: AnyBillingError['code'] | null;
}

export interface ReferenceExcluded {
  readonly index: number;
  readonly entryId: string;
  readonly customerId: string;
  readonly reason: ExclusionReason;
  readonly seconds: number;
}

export interface ReferenceCost {
  readonly charges: readonly ReferenceCharge[];
  /** In the order of work. */
  readonly missing: readonly {
    readonly entryId: string;
    readonly reason: 'no-rate' | 'rate-ambiguous' | 'no-work-item' | 'non-billable-rate';
    readonly seconds: number;
  }[];
}

export interface ReferenceResult {
  readonly entryCount: number;
  readonly charges: readonly ReferenceCharge[];
  readonly blocked: readonly ReferenceBlocked[];
  readonly excluded: readonly ReferenceExcluded[];
  readonly warnings: readonly RatingWarning[];
  readonly cost: ReferenceCost | null;
}
