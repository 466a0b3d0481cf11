import { defineCalendar, defineRateCard, type RatingPolicy, type TimeEntry } from '@billwright/core';

/** The zones that the organisations of the log are taken to be in; the log does not say. */
const zones = { A: 'America/New_York', B: 'America/Chicago', C: 'Asia/Kolkata', D: 'Europe/London' };

/** Terms for the log: a rate for each kind of work, nights and weekends dearer, quarters of an hour. */
export function realLogPolicy(entries: readonly TimeEntry[]): RatingPolicy {
  const serviceTypes = [...new Set(entries.map(({ serviceTypeId }) => serviceTypeId))].toSorted();
  const rateCard = defineRateCard({
    id: 'log',
    currency: 'USD',
    rules: serviceTypes.map((serviceType, step) => ({
      id: serviceType,
      when: { serviceType },
      price: { kind: 'hourly', rate: `${80 + step}.50` },
    })),
    modifiers: [
      { band: 'after-hours', multiplier: '1.5' },
      { band: 'weekend', multiplier: '2' },
    ],
    quantity: { incrementMinutes: 15 },
  });
  const calendars = Object.entries(zones).map(([customerId, zone]) => {
    const business = [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:00', to: '18:00' }];
    return [customerId, { calendar: defineCalendar({ id: customerId, zone, business }) }] as const;
  });
  return {
    rateCard,
    calendar: defineCalendar({ zone: 'UTC', business: [] }),
    customers: Object.fromEntries(calendars),
  };
}
