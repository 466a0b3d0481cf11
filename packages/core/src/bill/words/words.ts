import type {
  BlockedWork,
  BlockReason,
  ExcludedWork,
  ExclusionReason,
  OwnBlockReason,
} from '../../rating/outcome.ts';
import type { Charge } from '../../rating/charge.ts';
import type { TraceCode, TraceStep } from '../../rating/trace-step.ts';
import type { Notation } from './notation.ts';

/** The trace steps of one code. */
export type StepOf<Code extends TraceCode, Step = TraceStep> = Step extends { readonly code: TraceCode }
  ? Code extends Step['code']
    ? Step
    : never
  : never;

/** What a sentence about a line is put together from. */
export interface LineWords {
  /** `3 entries` */
  readonly entries: (count: number) => string;
  readonly perHour: (price: string) => string;
  readonly hours: (quantity: string) => string;
  /** What follows an amount that is not whole cents: `, rounded to EUR 25.00` */
  readonly roundedTo: (amount: string) => string;
  /** What follows when the line is sold as a lump: `, written as 1 × EUR 120.00 for 0.6667 h` */
  readonly lump: (amount: string, quantity: string) => string;
  /** What follows when rounding the printed numbers moved the amount: `; computed exactly it would be EUR 7.50` */
  readonly chargesComeTo: (amount: string) => string;
  /** Instead of a calculation, on a line whose price is on another one. */
  readonly chargedElsewhere: string;
  /** On a line that says what was covered: by what. */
  readonly coveredBy: (name: string) => string;
  /** The same, and how much of that is left. */
  readonly covered: (name: string, left: string) => string;
  /** On what is off work that lies within a minimum that an earlier bill has charged. */
  readonly minimumPaid: (name: string) => string;
  readonly colon: string;
}

/** Everything that one language must be able to say: the compiler asks for each code and each reason. */
export interface Words {
  readonly notation: Notation;
  readonly trace: { readonly [Code in TraceCode]: (step: StepOf<Code>, charge: Charge) => string };
  readonly blocked: {
    readonly [Reason in Exclude<BlockReason, OwnBlockReason>]: (work: BlockedWork) => string;
  };
  /** The same for a reason that is not built in, which comes in words. */
  readonly ownReason: (work: BlockedWork, reason: string) => string;
  readonly excluded: { readonly [Reason in ExclusionReason]: (work: ExcludedWork) => string };
  readonly line: LineWords;
}
