import type { Notation } from '../bill/words/notation.ts';
import type { GroupKey } from '../invoice/line-policy.ts';
import type { BlockReason, ExclusionReason, OwnBlockReason } from '../rating/outcome.ts';
import type { NotDue } from '../bill/bill-work.ts';
import type { Band } from '../calendar/band.ts';
import type { DifferencePart } from './difference-piece.ts';
import type { ReasonCode } from './difference-reason.ts';

/** What one language says of differences. The compiler asks for each part, code and reason. */
export interface DifferenceWords {
  readonly notation: Notation;
  readonly colon: string;
  readonly parts: { readonly [Part in DifferencePart]: string };
  readonly codes: { readonly [Code in ReasonCode]: string };
  readonly insteadOf: (after: string, before: string) => string;
  /** `EUR 20.00 more` */
  readonly more: (amount: string) => string;
  readonly less: (amount: string) => string;
  /** An empty list. */
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  readonly perHour: (price: string) => string;
  readonly perPiece: (price: string) => string;
  readonly inBand: (time: string, band: Band) => string;
  readonly by: (what: string, name: string) => string;
  /** The price of an incident, where that covers work. */
  readonly incident: string;
  readonly tier: (number: number, time: string) => string;
  readonly version: (rateCardId: string, version: string) => string;
  readonly ofContract: (contractId: string, from: string) => string;
  readonly groupBy: { readonly [Key in GroupKey]: string };
  readonly days: (covered: number, full: number) => string;
  readonly combine: { readonly [Combine in 'max' | 'sum' | 'product']: string };
  readonly rateInstead: (price: string) => string;
  readonly blocked: { readonly [Reason in Exclude<BlockReason, OwnBlockReason>]: string };
  readonly excluded: { readonly [Reason in ExclusionReason]: string };
  readonly notDue: { readonly [Reason in NotDue['reason']]: string };
  readonly taxLevel: { readonly [Level in 'document' | 'line']: string };
  readonly method: { readonly [Method in 'printed' | 'exact']: string };
  readonly places: (quantity: number, unitPrice: number) => string;
}
