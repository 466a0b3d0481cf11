import { type Biller, compileBilling } from '../../../src/bill/compile-billing.ts';
import { defineCalendar } from '../../../src/calendar/calendar.ts';
import type { BuiltInComponentInput } from '../../../src/contract/components/built-in-components.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { fromMinorUnits } from '../../../src/money/minor-units.ts';
import { defineRateCard } from '../../../src/rating/define-rate-card.ts';
import { hoursAccount, moneyAccount } from '../../../src/testing/prepaid-fixture.ts';
import { type Habits, overagePrice, prices, taxPercent, type Terms } from './terms.ts';

/** No clock is ever changed here, so that plain numbers can count its minutes. */
export const zone = 'Asia/Kolkata';

/** The two accounts from which the customer's work can be paid. */
export const accounts = {
  hours: hoursAccount({ burn: { weekend: '1.5' } }),
  budget: moneyAccount(),
} as const;

const perHour = (cents: number): string => fromMinorUnits(BigInt(cents), 'EUR').amount;

const calendar = defineCalendar({
  zone,
  business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
});
const rateCard = defineRateCard({
  id: 'standard',
  currency: 'EUR',
  rules: [{ id: 'any', price: { kind: 'hourly', rate: perHour(prices.business) } }],
  modifiers: [
    { band: 'after-hours', rate: perHour(prices['after-hours']) },
    { band: 'weekend', rate: perHour(prices.weekend) },
  ],
});

/** The components of a contract on these terms. */
export function componentsOf({
  payers,
  hours,
  carryOver,
  above,
  fee,
  minimum,
  cap,
}: Terms): BuiltInComponentInput[] {
  const payer = (id: Terms['payers'][number]): BuiltInComponentInput =>
    id === 'support'
      ? {
          id,
          kind: 'allowance',
          unit: 'hours',
          quantity: String(hours),
          covers: { when: { serviceType: 'support' } },
          burn: { 'after-hours': '1.5', weekend: '2' },
          carryOver:
            carryOver === null
              ? null
              : { maxPeriods: carryOver.maxPeriods, maxQuantity: String(carryOver.maxHours) },
          exhausted: above,
          overageRate: above === 'overage-rate' ? perHour(overagePrice) : null,
        }
      : { id, kind: 'pool', accountId: accounts[id].id };
  return [
    ...payers.map(payer),
    { id: 'fee', kind: 'recurring-fee', price: perHour(fee), billing: 'arrears' },
    ...(minimum === null ? [] : [{ id: 'least', kind: 'commitment' as const, amount: perHour(minimum) }]),
    ...(cap === null ? [] : [{ id: 'most', kind: 'cap' as const, amount: perHour(cap.cents), per: cap.per }]),
  ];
}

/** What bills a life by its habits, beside contracts that have ended. */
export const billerOf = ({ stepMinutes }: Habits, contracts: readonly Contract[]): Biller =>
  compileBilling({
    rating: {
      calendar,
      rateCard,
      customers: { acme: { quantity: { incrementMinutes: stepMinutes, scope: 'segment' } } },
    },
    contracts,
    taxCodes: [{ id: 'vat', name: 'VAT', percent: String(taxPercent) }],
  });
