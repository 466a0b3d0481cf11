import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import type { BandModifier, Combine } from '../../src/rating/band-modifier.ts';
import type { PriceBasis } from '../../src/rating/price-kind.ts';
import type { RateCard } from '../../src/rating/rate-card.ts';
import type { QuantityPolicy } from '../../src/quantity/quantity-policy.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { basisOf } from './price-basis.ts';
import type { ReadTime } from './read-entry.ts';
import { completePolicy } from './round-quantity.ts';
import { conditionFits, selectPrice, versionOn } from './select-price.ts';
import { own, type ReferenceTerms } from './terms.ts';

/** An entry that is valid and whose customer is known. */
export interface Work {
  readonly index: number;
  readonly entry: TimeEntry;
  readonly customerId: string;
  readonly time: ReadTime;
  readonly terms: ReferenceTerms;
}

/** What was decided for a piece of work before its seconds are counted. */
export interface WorkPrice {
  readonly basis: PriceBasis;
  readonly currency: string;
  readonly rateCardId: string | null;
  readonly rateCardVersion: string | null;
  readonly ruleId: string | null;
  /** Those whose `when` fits the work. */
  readonly modifiers: readonly BandModifier[];
  readonly combine: Combine;
  readonly quantity: QuantityPolicy;
}

export type NoPrice = 'no-rate' | 'rate-ambiguous' | 'no-work-item' | 'unbilled';

/** R40: the price a person set, else what the cards say. */
export function priceOf(work: Work, policy: RatingPolicy): WorkPrice | NoPrice {
  return work.entry.rate == null
    ? priceFromCards(work, work.terms.cards, policy)
    : priceFromPerson(work, policy);
}

/** The price by the rules of these cards alone. */
export function priceFromCards(
  work: Work,
  cards: readonly RateCard[],
  policy: RatingPolicy,
): WorkPrice | NoPrice {
  const { entry, customerId, time } = work;
  const selection = selectPrice(cards, time.date, entry, customerId);
  if (selection.status !== 'selected') return selection.status;
  const { card, version, rule } = selection;
  const basis = basisOf(rule.price, policy.priceKinds ?? []);
  if (basis.basis === 'unbilled') return 'unbilled';
  if (basis.basis === 'piece' && basis.once === 'work-item' && entry.workItem == null) return 'no-work-item';
  const modifiers = rule.modifiers ?? version.modifiers;
  return {
    basis,
    currency: card.currency,
    rateCardId: card.id,
    rateCardVersion: version.effectiveFrom,
    ruleId: rule.id,
    modifiers: modifiers.filter(({ when }) => when === undefined || conditionFits(when, entry, customerId)),
    combine: version.combine,
    quantity: quantityOf(rule.quantity, work, version.quantity, policy),
  };
}

function priceFromPerson(work: Work, policy: RatingPolicy): WorkPrice | NoPrice {
  const { entry, time, terms } = work;
  if (entry.rate == null) return 'no-rate';
  const inForce = terms.cards.map((card) => versionOn(card, time.date)).find((version) => version !== null);
  return {
    basis: { basis: 'hourly', rate: entry.rate.amount },
    currency: entry.rate.currency,
    rateCardId: null,
    rateCardVersion: null,
    ruleId: null,
    modifiers: [],
    combine: 'max',
    quantity: quantityOf(null, work, inForce?.quantity ?? null, policy),
  };
}

/** The first that has one: rule, service type, contract, customer, card. */
function quantityOf(
  ofRule: QuantityPolicy | null,
  { entry, terms }: Work,
  ofCard: QuantityPolicy | null,
  policy: RatingPolicy,
): QuantityPolicy {
  const serviceType = own(policy.serviceTypes, entry.serviceTypeId)?.quantity;
  const candidates = [ofRule, serviceType, terms.contractQuantity, terms.customerQuantity, ofCard];
  return completePolicy(candidates.find((candidate) => candidate != null) ?? {});
}
