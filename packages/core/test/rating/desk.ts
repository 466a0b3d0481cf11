import { type Calendar, type CalendarInput, defineCalendar } from '../../src/calendar/calendar.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RateCard, RateCardVersionInput, RateRuleInput } from '../../src/rating/rate-card.ts';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import type { TimedEntry, TimeEntry, UntimedEntry } from '../../src/work/time-entry.ts';
import { Exact } from '../reference/exact.ts';
import { type PlainCharge, rateBoth } from './plain-result.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** A calendar that is open on weekdays between two times, 08:00 and 18:00 in Berlin unless told otherwise. */
export function openOnWeekdays({
  from = '08:00',
  to = '18:00',
  ...rest
}: Partial<CalendarInput> & { readonly from?: string; readonly to?: string } = {}): Calendar {
  return defineCalendar({ zone: 'Europe/Berlin', business: [{ weekdays, from, to }], ...rest });
}

type CardDetails = Partial<Omit<RateCardVersionInput, 'effectiveFrom' | 'rules'>> & {
  readonly currency?: string;
};

/** A card with one version. */
export function cardOf(rules: readonly RateRuleInput[], details: CardDetails = {}): RateCard {
  return defineRateCard({ id: 'standard', currency: 'EUR', rules, ...details });
}

/** A card with one rate for all work. */
export function hourlyCard(rate: string, details: CardDetails = {}): RateCard {
  return cardOf([{ id: 'any', price: { kind: 'hourly', rate } }], details);
}

/** A timed entry of Ana's for Acme. */
export function timed(start: string, end: string, more: Partial<TimedEntry> = {}): TimeEntry {
  return { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', start, end, ...more };
}

/** An untimed entry of Ana's for Acme, on Monday 2 March 2026. */
export function untimed(seconds: number, more: Partial<UntimedEntry> = {}): TimeEntry {
  const minutes = seconds / 60;
  return {
    id: 'te_1',
    customerId: 'acme',
    agentId: 'ana',
    serviceTypeId: 'support',
    date: '2026-03-02',
    minutes,
    ...more,
  };
}

/** The charges of entries, rated by both raters. */
export function chargesOf(policy: RatingPolicy, ...entries: readonly TimeEntry[]): readonly PlainCharge[] {
  return rateBoth(policy, entries).charges;
}

/** The sum of the exact amounts of charges. */
export function sumOf(charges: readonly PlainCharge[]): string {
  const times3600 = charges.map(({ unit, unitPrice, billedSeconds, pieces }) =>
    new Exact(unitPrice).times(unit === 'hour' ? billedSeconds : 3600 * pieces),
  );
  return Exact.sum(0, ...times3600)
    .dividedBy(3600)
    .toFixed();
}

/** Band and billed seconds of each charge. */
export function bandsOf(charges: readonly PlainCharge[]): readonly (readonly [string, number])[] {
  return charges.map(({ band, billedSeconds }) => [band, billedSeconds]);
}
