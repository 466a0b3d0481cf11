import {
  type BillFacts,
  type BillPolicy,
  creditLot,
  defineCalendar,
  defineContract,
  definePrepaidAccount,
  defineRateCard,
  periodsDue,
  prepaidLot,
} from '@billwright/core';
import { generatedCalendars } from './calendars.ts';
import { generateWork } from './entries.ts';
import { generatedRateCards } from './rate-cards.ts';

/** One bill with much work on it. */
export interface LargeBill {
  readonly facts: BillFacts;
  readonly policy: BillPolicy;
}

const customerId = 'acme';
const zone = 'Europe/Berlin';
const firstDay = '2023-01-01';
const at = '2026-01-01T06:00:00.000Z';
const bands = { 'after-hours': '1.5', weekend: '2', holiday: '2.5' };

// In EUR, by quarters of an hour; the generator makes more cards than ten.
const quarterHourCard = generatedRateCards[10]!;
// The card names a band of the night, so its calendar has one; the generator makes one in each zone.
const nightCalendar = generatedCalendars.find((one) => one.zone === zone && one.bands !== undefined)!;

/**
 * The work of three years as one bill of one customer, in units of 15 minutes. An allowance of hours pays for about a
 * quarter of it, prepaid hours for another; the rest is priced. There is a fee, a minimum and a tax.
 */
export function largeBill(count: number): LargeBill {
  const contract = defineContract({
    id: 'c_1',
    customerId,
    currency: 'EUR',
    zone,
    state: 'active',
    start: firstDay,
    cycle: { frequency: 'yearly', every: 3 },
    taxCodes: ['vat'],
    components: [
      { id: 'included', kind: 'allowance', unit: 'hours', quantity: String(count * 0.3), burn: bands },
      { id: 'prepaid', kind: 'pool', accountId: 'hours' },
      { id: 'care', kind: 'recurring-fee', price: '500.00' },
      { id: 'least', kind: 'commitment', amount: '1000.00' },
    ],
  });
  // The cycle begins on the first day, so there is a period.
  const contractPeriod = periodsDue(contract, '2026-01-01')[0]!;
  return {
    facts: {
      contract,
      contractPeriod,
      work: generateWork(count).entries.map((entry) => ({ ...entry, customerId })),
      history: { prepaid: prepaidHours(count) },
      at,
    },
    policy: {
      rating: {
        rateCard: defineRateCard(quarterHourCard),
        calendar: defineCalendar(nightCalendar),
      },
      taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    },
  };
}

/** Hours in four lots, that run out while the bill draws from them. */
function prepaidHours(count: number): NonNullable<NonNullable<BillFacts['history']>['prepaid']> {
  const account = definePrepaidAccount({ id: 'hours', customerId, unit: 'hours', burn: bands });
  const credited = ['A', 'B', 'C', 'D'].map((id) => {
    const purchase = { id, quantity: String(Math.floor(count * 0.08)), price: null, purchasedAt: at };
    return creditLot(account, prepaidLot(account, purchase), at);
  });
  return {
    accounts: [account],
    lots: credited.map(({ lot }) => lot),
    postings: credited.map(({ posting }) => posting),
  };
}
