import { defineCalendar, defineRateCard, type RatingPolicy } from '@billwright/core';
import { generatedCalendars } from './calendars.ts';
import { customerIds } from './people.ts';
import { generatedRateCards } from './rate-cards.ts';
import { generatedZones } from './zones.ts';

/** Which card and calendar a customer has, by their places in the lists. */
export interface CustomerTerms {
  readonly card: number;
  readonly calendar: number;
  readonly requireApproval: boolean;
}

/** Customers side by side have different cards, zones and business hours. */
const customerTerms: readonly CustomerTerms[] = customerIds.map((_, index) => ({
  card: (index * 7) % generatedRateCards.length,
  calendar: (index * 5) % generatedCalendars.length,
  requireApproval: index % 10 === 0,
}));

/** The place of a customer's zone in the list of zones. */
export function zoneOfCustomer(customer: number): number {
  const calendars = generatedCalendars.length / generatedZones.length;
  return Math.floor((customerTerms[customer]?.calendar ?? 0) / calendars);
}

/** Everything that the policy is made of, as text: its fingerprint is taken from this. */
export const companyText: string = JSON.stringify([generatedRateCards, generatedCalendars, customerTerms]);

/** The terms of the company's first customers; the others would have the default card and calendar. */
export function companyPolicy(customers: number = customerIds.length): RatingPolicy {
  const cards = generatedRateCards.map((card) => defineRateCard(card));
  const calendars = generatedCalendars.map((calendar) => defineCalendar(calendar));
  const terms = customerTerms
    .slice(0, customers)
    .map(({ card, calendar, requireApproval }, index) => [
      customerIds[index],
      { rateCard: cards[card] ?? null, calendar: calendars[calendar] ?? null, requireApproval },
    ]);
  const [rateCard = null] = cards;
  const [calendar = defineCalendar({ zone: 'UTC', business: [] })] = calendars;
  return { rateCard, calendar, customers: Object.fromEntries(terms) };
}
