import fc from 'fast-check';
import { type Calendar, defineCalendar } from '../calendar/calendar.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { BuiltInPrice } from '../rating/kinds/built-in-kinds.ts';
import type { RateCard, RateRuleInput } from '../rating/rate-card.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import type { ZoneId } from '../time/zone.ts';
import { anyQuantityPolicy } from './quantity-arbitraries.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** Open on weekdays, with holidays and hours of the night in some of the desks. Shrinks to 08:00 to 18:00. */
export function anyDeskCalendar(from: CivilDate): fc.Arbitrary<(zone: ZoneId) => Calendar> {
  const night = { name: 'night', from: '22:00', to: '06:00' };
  return fc
    .record({
      hours: fc.constantFrom(['08:00', '18:00'], ['09:00', '17:30'], ['06:00', '24:00'], ['20:00', '04:00']),
      bands: fc.constantFrom([], [night]),
      holidays: fc.uniqueArray(fc.nat({ max: 364 }), { maxLength: 3 }),
    })
    .map(
      ({ hours: [opens = '08:00', closes = '18:00'], bands, holidays }) =>
        (zone) =>
          defineCalendar({
            zone,
            business: [{ weekdays, from: opens, to: closes }],
            bands,
            holidays: holidays.map((day) => addDays(from, day)),
          }),
    );
}

/** A card that has a price for all work, in any currency. Shrinks to one price per hour. */
export function anyDeskCard(id: string, from: CivilDate): fc.Arbitrary<(currency: CurrencyCode) => RateCard> {
  const version = anyDeskVersion();
  const change = fc.record({ day: fc.integer({ min: 1, max: 300 }), version });
  return fc.tuple(version, fc.option(change, { freq: 3 })).map(
    ([first, later]) =>
      (currency) =>
        defineRateCard({
          id,
          currency,
          versions: [
            { effectiveFrom: '1970-01-01', ...first },
            ...(later === null ? [] : [{ effectiveFrom: addDays(from, later.day), ...later.version }]),
          ],
        }),
  );
}

function anyDeskVersion() {
  const rate = fc.constantFrom('120', '97.53', '75', '33.3333', '0');
  const prices = fc.record({
    project: some(
      fc.tuple(rate, rate).map(([first, later]) => ({
        kind: 'tiered',
        mode: 'graduated',
        tiers: [
          { upTo: '3', rate: first },
          { upTo: null, rate: later },
        ],
      })),
    ),
    travel: some(
      fc.record({
        kind: fc.constantFrom('fixed', 'daily', 'per-incident'),
        price: fc.constantFrom('45', '19.99'),
      }),
    ),
    training: some(fc.constant({ kind: 'non-billable' })),
  });
  const multiplier = fc.constantFrom('1.5', '2', '1.25');
  return fc
    .record({
      rate,
      prices,
      afterHours: fc.option(multiplier, { freq: 2 }),
      weekend: fc.option(multiplier, { freq: 2 }),
      quantity: fc.option(anyQuantityPolicy(), { freq: 2 }),
    })
    .map((made) => ({
      rules: [
        { id: 'standard', price: { kind: 'hourly', rate: made.rate } } satisfies RateRuleInput,
        ...Object.entries(made.prices).flatMap(([serviceType, price]): RateRuleInput[] =>
          price === null ? [] : [{ id: serviceType, when: { serviceType }, price }],
        ),
      ],
      modifiers: [
        ...(made.afterHours === null ? [] : [{ band: 'after-hours', multiplier: made.afterHours }]),
        ...(made.weekend === null ? [] : [{ band: 'weekend', multiplier: made.weekend }]),
      ],
      quantity: made.quantity,
    }));
}

const some = (price: fc.Arbitrary<BuiltInPrice>): fc.Arbitrary<BuiltInPrice | null> =>
  fc.option(price, { freq: 2 });
