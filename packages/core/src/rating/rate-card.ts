import type { CurrencyCode } from '../money/currency.ts';
import type { QuantityPolicy, QuantityPolicyInput } from '../quantity/quantity-policy.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { BandModifier, BandModifierInput, Combine } from './band-modifier.ts';
import type { Condition, ConditionInput, SingleField } from './condition.ts';
import type { BuiltInPrice } from './kinds/built-in-kinds.ts';
import type { Price } from './price-kind.ts';

/** One price and the work that it is for. */
export interface RateRule {
  readonly id: string;
  readonly when: Condition;
  readonly price: Price;
  /** A higher one wins over everything else (R41). Default 0. */
  readonly priority: number;
  /** First civil date of work on which the rule holds, or `null`. */
  readonly validFrom: CivilDate | null;
  /** First civil date of work on which it no longer holds, or `null`. */
  readonly validUntil: CivilDate | null;
  /** Instead of the card's modifiers, or `null` for the card's. An empty list: no modifiers. */
  readonly modifiers: readonly BandModifier[] | null;
  /** Instead of every other quantity policy, or `null`. */
  readonly quantity: QuantityPolicy | null;
}

/** The prices that hold for work from a civil date on, until the next version begins. */
export interface RateCardVersion {
  readonly effectiveFrom: CivilDate;
  readonly rules: readonly RateRule[];
  readonly modifiers: readonly BandModifier[];
  readonly combine: Combine;
  readonly quantity: QuantityPolicy | null;
}

/** A dated set of rate rules in one currency (R40, R41). Made by {@link defineRateCard}. */
export interface RateCard {
  readonly id: string;
  readonly name: string | null;
  readonly currency: CurrencyCode;
  /** Which conditions weigh most, the weightiest first. */
  readonly levels: readonly SingleField[];
  /** By `effectiveFrom`, the earliest first. */
  readonly versions: readonly RateCardVersion[];
}

/** A {@link RateRule} as it is written down. */
export interface RateRuleInput {
  readonly id: string;
  readonly when?: ConditionInput | undefined;
  readonly price: BuiltInPrice | Price;
  readonly priority?: number | undefined;
  readonly validFrom?: CivilDate | null | undefined;
  readonly validUntil?: CivilDate | null | undefined;
  readonly modifiers?: readonly BandModifierInput[] | null | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

/** A {@link RateCardVersion} as it is written down. */
export interface RateCardVersionInput {
  readonly effectiveFrom: CivilDate;
  readonly rules: readonly RateRuleInput[];
  readonly modifiers?: readonly BandModifierInput[] | undefined;
  readonly combine?: Combine | undefined;
  readonly quantity?: QuantityPolicyInput | null | undefined;
}

interface RateCardHead {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly currency: string;
  readonly levels?: readonly SingleField[] | undefined;
}

/** A {@link RateCard} as it is written down: versions, or the rules of its only version, in force since 1970. */
export type RateCardInput = RateCardHead &
  ({ readonly versions: readonly RateCardVersionInput[] } | Omit<RateCardVersionInput, 'effectiveFrom'>);
