import fc from 'fast-check';
import { type Band, bandsOf } from '../calendar/band.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { BandModifier } from '../rating/band-modifier.ts';
import type { RateCard } from '../rating/rate-card.ts';
import type { ContractTerms, RatingPolicy, RatingTerms } from '../rating/rating-policy.ts';
import { often } from './often.ts';
import { anyQuantityPolicy } from './quantity-arbitraries.ts';
import { anyRateCard } from './rate-card-arbitraries.ts';
import { smallWorld, workDates } from './small-world.ts';
import { anyCalendar, anyCivilDate } from './time-arbitraries.ts';

/**
 * A policy: a default card and cards of customers and contracts in several currencies, calendars in several zones,
 * quantity policies at every place that can have one, approval, and a cost book.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { compileRater } from '@billwright/core';
 * import { anyRatingPolicy, anyWork } from '@billwright/core/testing';
 *
 * const anyCase = anyRatingPolicy().chain((policy) => fc.tuple(fc.constant(policy), anyWork(policy)));
 * fc.assert(
 *   fc.property(anyCase, ([policy, work]) => {
 *     const rated = compileRater(policy).rate(work, { faults: 'block' });
 *     const charged = new Set(Array.from(rated.charges(), ({ entryId }) => entryId)).size;
 *     return charged + rated.blocked.length + rated.excluded.length === work.length;
 *   }),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyRatingPolicy(): fc.Arbitrary<RatingPolicy> {
  const quantityOfService = fc.record({ quantity: fc.option(anyQuantityPolicy()) });
  return fc
    .record(
      {
        rateCard: often(anyRateCard({ bands }), fc.constant(null)),
        calendar: anyWorkCalendar(),
        requireApproval: fc.boolean(),
        customers: fc.record(
          {
            acme: anyTerms('card-of-acme'),
            globex: anyTerms('card-of-globex'),
            initech: anyTerms('card-of-initech'),
          },
          { requiredKeys: [] },
        ),
        contracts: fc.record({
          'contract-of-acme': anyContract('acme'),
          'contract-of-globex': anyContract('globex'),
        }),
        serviceTypes: fc.record(
          { support: quantityOfService, project: quantityOfService, travel: quantityOfService },
          { requiredKeys: [] },
        ),
        costBook: fc.option(anyRateCard({ id: 'cost', quantities: false, bands })),
      },
      { requiredKeys: ['rateCard', 'calendar', 'contracts'] },
    )
    .map(withKnownBands);
}

/** Extra ones among them. */
const { bands } = smallWorld;

/** A policy whose modifiers are for bands that some calendar of it has: others are refused. */
function withKnownBands(policy: RatingPolicy): RatingPolicy {
  const { customers = {}, contracts = {}, costBook = null } = policy;
  const calendars = [policy, ...Object.values(customers), ...Object.values(contracts)].flatMap(
    ({ calendar }) => calendar ?? [],
  );
  const known = new Set(calendars.flatMap(bandsOf));
  const narrowed = <Terms extends Pick<RatingTerms, 'rateCard'>>(terms: Terms): Terms =>
    terms.rateCard == null ? terms : { ...terms, rateCard: withBands(terms.rateCard, known) };
  return {
    ...narrowed(policy),
    customers: mapValues(customers, narrowed),
    contracts: mapValues(contracts, narrowed),
    costBook: costBook === null ? null : withBands(costBook, known),
  };
}

function withBands(card: RateCard, known: ReadonlySet<Band>): RateCard {
  const isKnown = ({ band }: BandModifier): boolean => known.has(band);
  const versions = card.versions.map(({ modifiers, rules, ...version }) => ({
    ...version,
    modifiers: modifiers.filter(isKnown),
    rules: rules.map((rule) => ({ ...rule, modifiers: rule.modifiers?.filter(isKnown) ?? null })),
  }));
  return { ...card, versions };
}

function mapValues<Value>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
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
      rateCard: fc.option(anyRateCard({ id: cardId, bands })),
      calendar: fc.option(anyWorkCalendar()),
      quantity: fc.option(anyQuantityPolicy()),
      requireApproval: fc.option(fc.boolean()),
    },
    { requiredKeys: [] },
  );
}

function anyContract(customerId: string): fc.Arbitrary<ContractTerms> {
  return anyTerms(`card-of-contract-of-${customerId}`).map((terms) => ({ ...terms, customerId }));
}
