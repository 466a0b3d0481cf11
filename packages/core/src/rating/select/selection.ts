import type { CurrencyCode } from '../../money/currency.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import type { BandModifier, Combine } from '../band-modifier.ts';
import type { ConditionFacts } from '../condition.ts';
import type { PriceBasis } from '../price-kind.ts';
import type { RateCard, RateCardVersion, RateRule } from '../rate-card.ts';
import type { QuantitySource } from '../trace-step.ts';

/** What decided the price: a rule of a card, or a person. */
export type PriceSource =
  | {
      readonly by: 'rule';
      readonly card: RateCard;
      readonly version: RateCardVersion;
      readonly rule: RateRule;
    }
  | { readonly by: 'person' };

/** Everything that one rule and its terms decide for an entry, before its time is looked at. */
export interface PricedSelection {
  readonly status: 'priced';
  readonly source: PriceSource;
  readonly basis: PriceBasis;
  readonly currency: CurrencyCode;
  readonly quantity: QuantityPolicy | null;
  readonly quantitySource: QuantitySource | null;
  /** Those whose `when` fits; which band they are for is asked for each part. */
  readonly modifiers: readonly BandModifier[];
  readonly combine: Combine;
  /** Tells selections of one quantity policy from those of another in groups that span entries. */
  readonly quantityId: number;
  /** One number for all selections of one rule in one version: tiers and days count across them. */
  readonly ruleId: number;
}

/** Why no price was found. */
export type UnpricedSelection =
  | { readonly status: 'no-rate' }
  | {
      readonly status: 'rate-ambiguous';
      readonly rateCardId: string;
      readonly ruleIds: readonly [string, string];
    };

/** What the terms say about an entry. */
export type Selection = PricedSelection | UnpricedSelection;

/** What a selection depends on, beside the terms. */
export interface SelectionFacts extends ConditionFacts {
  readonly date: string;
}
