import { defineCalendar, defineRateCard, type PriceKind, type RatingPolicy } from '@billwright/core';
import type { CallOutPrice } from './call-out.ts';

const visit: CallOutPrice = { kind: 'call-out', firstHour: '150.00', later: '90.00' };

/** The desk's prices, with one of the two ways to price a visit. */
export function policyWith(callOut: PriceKind): RatingPolicy {
  const priceKinds = [callOut];
  return {
    calendar: defineCalendar({
      zone: 'Europe/Berlin',
      business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
      holidays: ['2026-12-25', '2026-12-26'],
    }),
    rateCard: defineRateCard(
      {
        id: 'standard',
        currency: 'EUR',
        rules: [
          { id: 'remote', price: { kind: 'hourly', rate: '90.00' } },
          {
            id: 'visit',
            when: { serviceType: 'on-site' },
            price: visit,
            quantity: { incrementMinutes: 30 },
            // A visit costs the same at any time: its first hour pays for the way.
            modifiers: [],
          },
        ],
        modifiers: [
          { band: 'after-hours', multiplier: '1.5' },
          { band: 'weekend', multiplier: '2' },
          { band: 'holiday', multiplier: '2' },
        ],
        quantity: { minimumMinutes: 15 },
      },
      { priceKinds },
    ),
    priceKinds,
  };
}
