import { inputError, parseInput, toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import type { PriceKind } from './price-kind.ts';
import { priceKindsSchema } from './price-kinds-schema.ts';
import type { RateCard, RateCardInput } from './rate-card.ts';
import { rateCardSchema } from './rate-card-schema.ts';

/**
 * Checks a rate card and fills in its defaults. The result is plain JSON: store it, and hand it in again as it is.
 *
 * Rates and prices are decimal strings of 0 or more in the card's currency. Leave `versions` out and write `rules`
 * (and `modifiers`, `combine`, `quantity`) on the card itself when it has never changed.
 *
 * @param options.priceKinds price kinds of your own, beside the built-in ones
 * @throws BillingError `RATE_CARD_INVALID` with every fault and its path: an unknown key or price kind, a rate that
 * is no decimal, two rules with one id, two versions from the same date, tiers out of order, two price kinds with one
 * name.
 * @example
 * ```ts
 * import { defineRateCard } from '@billwright/core';
 *
 * const card = defineRateCard({
 *   id: 'standard',
 *   currency: 'EUR',
 *   rules: [{ id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '120.00' } }],
 *   modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
 * });
 * console.log(card.versions[0]?.effectiveFrom); // => 1970-01-01
 * ```
 */
export function defineRateCard(
  input: RateCardInput | RateCard,
  options: { readonly priceKinds?: readonly PriceKind[] } = {},
): RateCard {
  const { priceKinds = [] } = options;
  const kinds = priceKindsSchema.safeParse(priceKinds, inPlainWords);
  if (!kinds.success)
    throw inputError('RATE_CARD_INVALID', toIssues(kinds.error, ['priceKinds']), kinds.error);
  return parseInput('RATE_CARD_INVALID', rateCardSchema(priceKinds), input);
}
