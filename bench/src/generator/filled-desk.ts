import { createBilling, type Desk, defineContract, type Storage, type TimeEntry } from '@billwright/core';
import { memoryStorage } from '@billwright/storage-memory';
import { generatedCalendars } from './calendars.ts';
import { agentIds, serviceTypeIds } from './people.ts';
import { Random } from './random.ts';
import { generatedRateCards } from './rate-cards.ts';

const zone = 'Europe/Berlin';
const at = '2026-04-01T06:00:00.000Z';

// In EUR, by quarters of an hour; its calendar has the band of the night that it names.
const rateCard = generatedRateCards[10]!;
const calendar = generatedCalendars.find((one) => one.zone === zone && one.bands !== undefined)!;

/** A month of many customers, each with as many entries, billed by the default terms. */
export interface MonthOfWork {
  readonly customers: readonly { readonly id: string; readonly work: readonly TimeEntry[] }[];
}

/** Work in March 2026, in quarters of an hour at any time of the day, four entries on a ticket. */
export function monthOfWork(customers: number, entries: number): MonthOfWork {
  const random = new Random(20_260_303);
  return {
    customers: Array.from({ length: customers }, (_, customer) => {
      const id = `customer_${String(customer).padStart(4, '0')}`;
      return { id, work: Array.from({ length: entries }, (__, index) => entryOf(random, id, index)) };
    }),
  };
}

function entryOf(random: Random, customerId: string, index: number): TimeEntry {
  const begin = Date.UTC(2026, 2, random.between(2, 30), random.below(22), random.below(4) * 15);
  return {
    id: `${customerId}_${String(index).padStart(4, '0')}`,
    customerId,
    agentId: agentIds[random.below(20)]!,
    serviceTypeId: serviceTypeIds[random.below(5)]!,
    workItem: { kind: 'ticket', id: `${customerId}_ticket_${index >> 2}` },
    start: new Date(begin).toISOString(),
    end: new Date(begin + random.between(1, 9) * 900_000).toISOString(),
  };
}

/** A desk over a memory storage that holds the work, with nothing billed. */
export async function filledDesk({ customers }: MonthOfWork): Promise<Desk> {
  const desk = await emptyDesk(memoryStorage(), 'desk');
  for (const { id, work } of customers) {
    await desk.customers.put({ id, party: { name: id } });
    await desk.work.record(work);
  }
  return desk;
}

/** The clock of every desk here. */
export const deskClock = { now: () => at };

/** A desk that is ready to bill, without customers. */
export async function emptyDesk(storage: Storage, tenantId: string): Promise<Desk> {
  const desk = createBilling({ storage, clock: deskClock }).forTenant(tenantId);
  await desk.calendars.put({ id: 'hours', calendar });
  await desk.rateCards.put(rateCard);
  await desk.settings.put({
    seller: { name: 'Billwright Services' },
    currency: 'EUR',
    zone,
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    defaultTaxCodes: ['vat'],
    rateCardId: rateCard.id,
    calendarId: 'hours',
  });
  return desk;
}

/** The default terms of a customer of {@link filledDesk}, as a contract. */
export const defaultTerms = (customerId: string) =>
  defineContract({
    id: `terms:${customerId}`,
    customerId,
    currency: 'EUR',
    zone,
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
  });

/** By what {@link filledDesk} bills. */
export const policyOfDesk = {
  rating: { rateCard, calendar },
  taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
  at,
} as const;
