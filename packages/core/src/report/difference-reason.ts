import type { Band } from '../calendar/band.ts';
import type { DayShare } from '../contract/prorate.ts';
import type { CoveredBy } from '../bill/cover/covered-work.ts';
import type { NotDue } from '../bill/bill-work.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { BandModifier, Combine } from '../rating/band-modifier.ts';
import type { BlockReason, ExclusionReason } from '../rating/outcome.ts';
import type { TaxRounding } from '../tax/compute-tax.ts';
import type { CivilDate } from '../time/civil-date.ts';

/**
 * What decided an amount, by the code of the reason that it is when it differs. Lists are in a fixed order and hold each
 * thing once; an empty list says that nothing of the kind took part.
 */
export interface ReasonValues {
  /** Whether the thing is known at all. */
  readonly presence: boolean;
  /** The bills that it is on, by contract and first day. */
  readonly bill: readonly { readonly contractId: string; readonly period: CivilDate }[];
  /** Why it is on none. */
  readonly 'not-due': readonly Pick<NotDue, 'reason' | 'contractId'>[];
  readonly blocked: readonly { readonly reason: BlockReason; readonly seconds: number }[];
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly seconds: number }[];
  /** Billed seconds that somebody else pays for. */
  readonly covered: readonly { readonly by: CoveredBy; readonly band: Band; readonly seconds: number }[];
  readonly currency: readonly CurrencyCode[];
  readonly 'rate-card': readonly { readonly rateCardId: string; readonly version: CivilDate | null }[];
  readonly rule: readonly string[];
  /** The allowances above which it is charged: at their rate, or at the usual price times a factor. */
  readonly overage: readonly { readonly componentId: string; readonly factor: DecimalString | null }[];
  /** Prices before modifiers. */
  readonly rate: readonly RateValue[];
  /** Billed seconds in each tier, counted from 0. */
  readonly tier: readonly { readonly step: number; readonly seconds: number }[];
  readonly modifiers: readonly {
    readonly band: Band;
    readonly combine: Combine;
    readonly modifiers: readonly BandModifier[];
  }[];
  /** Worked seconds. */
  readonly band: readonly BandTime[];
  /** Billed seconds. */
  readonly 'billed-time': readonly BandTime[];
  /** How many pieces are charged. */
  readonly pieces: number;
  readonly 'line-policy': readonly LinePolicy[];
  /** Its shares of its lines: they are rounded, and shared by what else is on them. */
  readonly 'line-rounding': readonly Money[];
  readonly 'fee-price': RateValue;
  readonly 'fee-quantity': DecimalString;
  readonly 'fee-days': DayShare;
  /** What was promised. */
  readonly minimum: Money;
  /** What the work of a minimum came to. */
  readonly chargeable: Money;
  readonly 'cap-limit': Money;
  /** What came to a cap in this bill: what it took, and what is billed under it in the end. */
  readonly 'under-cap': Money;
  /** What a discount is taken off. */
  readonly 'discount-base': Money;
  /** A discount is a percentage or an amount; an amount takes no more than there is. */
  readonly 'discount-terms': { readonly percent: DecimalString | null; readonly amount: Money | null };
  readonly 'tax-percent': DecimalString;
  readonly 'tax-base': Money;
  /** Whether prices contain tax, so that it adds nothing to them. */
  readonly 'tax-included': boolean;
  readonly 'tax-rounding': TaxRounding;
  /** The smallest coin, or `null` for none. */
  readonly 'rounding-step': DecimalString | null;
  /** The total before it is rounded to the smallest coin. */
  readonly 'rounding-base': Money;
  /** The amount, where nothing else that is known of it differs. */
  readonly amount: Money;
}

/** A price for an hour or a piece. */
export interface RateValue {
  readonly unit: 'hour' | 'piece';
  readonly price: DecimalString;
  readonly currency: CurrencyCode;
}

/** Seconds in a band, or in all of them, which is `null`. */
export interface BandTime {
  readonly band: Band | null;
  readonly seconds: number;
}

/** Names one kind of reason. Codes are public and only change with a major version. */
export type ReasonCode = keyof ReasonValues;

/** Why an amount differs: what decided it, before and after. */
export type DifferenceReason = {
  readonly [Code in ReasonCode]: {
    readonly code: Code;
    readonly before: ReasonValues[Code];
    readonly after: ReasonValues[Code];
  };
}[ReasonCode];

/** Some of what decided an amount. */
export type Deciding = { readonly [Code in ReasonCode]?: ReasonValues[Code] };

/** The order in which reasons are told: what became of it first, then prices, then times, then rounding. */
export const reasonCodes: readonly ReasonCode[] = [
  'presence',
  'bill',
  'not-due',
  'blocked',
  'excluded',
  'covered',
  'currency',
  'rate-card',
  'rule',
  'overage',
  'rate',
  'tier',
  'modifiers',
  'band',
  'billed-time',
  'pieces',
  'line-policy',
  'line-rounding',
  'fee-price',
  'fee-quantity',
  'fee-days',
  'minimum',
  'chargeable',
  'cap-limit',
  'under-cap',
  'discount-base',
  'discount-terms',
  'tax-percent',
  'tax-base',
  'tax-included',
  'tax-rounding',
  'rounding-step',
  'rounding-base',
  'amount',
];

/** What is known on both sides and differs. */
export function reasonsBetween(before: Deciding, after: Deciding): readonly DifferenceReason[] {
  return reasonCodes.flatMap((code) => {
    const [one, other] = [before[code], after[code]];
    if (one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other)) return [];
    // Both values are those of the code; only the compiler can't follow that they belong together.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return [{ code, before: one, after: other } as DifferenceReason];
  });
}
