import type { Clock, Desk } from '@billwright/core';
import { instant } from '@billwright/core';

/** The tenant. */
export const tenantId = 'acme-msp';

/** It is the first of April: March is over, and can be billed. */
export const clock: Clock = { now: () => instant('2026-04-01T06:00:00Z') };

/** March, and the key of its run: called with it again, a run goes on, and bills nothing twice. */
export const march = { through: '2026-03-31', key: '2026-03' } as const;

/** Puts customers, and two pieces of work of March for each: 90 minutes in all, for 120.00 an hour and 19 % tax. */
export async function setUp(desk: Desk, count: number): Promise<void> {
  await desk.calendars.put({ id: 'berlin', calendar: { zone: 'Europe/Berlin', business: [] } });
  await desk.rateCards.put({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
  });
  await desk.settings.put({
    seller: { name: 'Acme MSP' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    defaultTaxCodes: ['vat'],
    rateCardId: 'standard',
    calendarId: 'berlin',
  });
  const ids = Array.from({ length: count }, (_, index) => `customer-${String(index + 1).padStart(3, '0')}`);
  for (let from = 0; from < count; from += 10)
    await Promise.all(
      ids.slice(from, from + 10).map((id) => desk.customers.put({ id, party: { name: id } })),
    );
  const work = { agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
  await desk.work.record(
    ids.flatMap((customerId) => [
      { ...work, customerId, id: `${customerId}-a`, minutes: 60 },
      { ...work, customerId, id: `${customerId}-b`, minutes: 30 },
    ]),
  );
}
