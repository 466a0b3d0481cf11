import type { Charge } from '../../../rating/charge.ts';
import type { RatingPolicy } from '../../../rating/rating-policy.ts';
import { cardsOf } from '../../cards-of.ts';

/** Says whether a charge is priced by the volume of all hours. */
export function isVolumeTier(policy: RatingPolicy, { rateCardId, rateCardVersion, ruleId }: Charge): boolean {
  return cardsOf(policy)
    .filter(({ id }) => id === rateCardId)
    .flatMap(({ versions }) => versions.filter(({ effectiveFrom }) => effectiveFrom === rateCardVersion))
    .flatMap(({ rules }) => rules.filter(({ id }) => id === ruleId))
    .some(({ price }) => price.kind === 'tiered' && 'mode' in price && price.mode === 'volume');
}
