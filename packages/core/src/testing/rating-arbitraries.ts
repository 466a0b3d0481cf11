import fc from 'fast-check';
import type { Calendar } from '../calendar/calendar.ts';
import type { RatingPolicy, RatingTerms } from '../rating/rating-policy.ts';
import { often } from './often.ts';
import { anyQuantityPolicy, anyRateCard } from './rate-card-arbitraries.ts';
import { smallWorld, workDates } from './small-world.ts';
import { anyCalendar, anyCivilDate } from './time-arbitraries.ts';

/**
 * A policy: a default card and cards of customers and contracts in several currencies, calendars in several zones,
 * quantity policies at every place that can have one, approval, and a cost book.
 */
export function anyRatingPolicy(): fc.Arbitrary<RatingPolicy> {
  const { customers, contracts, serviceTypes } = smallWorld;
  const quantityOfService = fc.record({ quantity: fc.option(anyQuantityPolicy()) });
  return fc.record(
    {
      rateCard: often(anyRateCard(), fc.constant(null)),
      calendar: anyWorkCalendar(),
      requireApproval: fc.boolean(),
      customers: fc.record(
        byKey(customers, (customer) => anyTerms(`card-of-${customer}`)),
        {
          requiredKeys: [],
        },
      ),
      contracts: fc.record(
        byKey(contracts, (contract) =>
          anyTerms(`card-of-${contract}`).map((terms) => ({
            ...terms,
            customerId: contract.replace('contract-of-', ''),
          })),
        ),
      ),
      serviceTypes: fc.record(
        byKey(serviceTypes, () => quantityOfService),
        { requiredKeys: [] },
      ),
      costBook: fc.option(anyRateCard({ id: 'cost', quantities: false })),
    },
    { requiredKeys: ['rateCard', 'calendar', 'contracts'] },
  );
}

/** A calendar with holidays on days on which there is work. */
function anyWorkCalendar(): fc.Arbitrary<Calendar> {
  return fc
    .tuple(anyCalendar(), fc.uniqueArray(anyCivilDate(workDates), { maxLength: 6 }))
    .map(([calendar, dates]) => ({ ...calendar, holidays: dates.map((date) => ({ date })) }));
}

function anyTerms(cardId: string): fc.Arbitrary<RatingTerms> {
  return fc.record(
    {
      rateCard: fc.option(anyRateCard({ id: cardId })),
      calendar: fc.option(anyWorkCalendar()),
      quantity: fc.option(anyQuantityPolicy()),
      requireApproval: fc.option(fc.boolean()),
    },
    { requiredKeys: [] },
  );
}

function byKey<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
}
