import type { RateCard } from '../rating/rate-card.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';

/** The cards of a policy: the default one, and those of customers and contracts. */
export function cardsOf(policy: RatingPolicy): readonly RateCard[] {
  const { customers = {}, contracts = {} } = policy;
  return [policy, ...Object.values(customers), ...Object.values(contracts)].flatMap(
    ({ rateCard }) => rateCard ?? [],
  );
}
