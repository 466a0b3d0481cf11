import { cardsOf } from '../../cards-of.ts';
import { broken, holds, type Law, silent } from '../law.ts';
import { chargedEntries, rateCase, type RatingCase } from '../rating-case.ts';

/** Compares the currency of each charge with that of what decided its price. */
export const currencySafe: Law<RatingCase> = {
  name: 'currency-safe',
  says: 'A charge is in the currency of the card that decided, or of the rate that a person set.',
  exceptions: {},
  judge(given) {
    const rated = rateCase(given);
    const entries = chargedEntries(given, rated);
    for (const charge of rated.charges()) {
      const { entryId, rateCardId, currency } = charge;
      const expected =
        rateCardId === null
          ? [entries.get(entryId)?.rate?.currency]
          : cardsOf(given.policy).flatMap((card) => (card.id === rateCardId ? [card.currency] : []));
      if (expected.includes(currency)) continue;
      return broken({
        expected: expected.flatMap((one) => one ?? []).join(' or ') || 'no charge',
        found: currency,
        charges: [{ title: 'charge', charges: [charge] }],
      });
    }
    return rated.chargeCount === 0 ? silent : holds;
  },
};
