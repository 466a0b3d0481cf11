import type { Billing } from '@billwright/core';

/**
 * A desk that is ready to bill: 120.00 an hour, VAT of 19 %, and two customers, of whom one has a contract with four hours
 * of support a month.
 */
export async function setUpDemoDesk(billing: Billing, tenantId: string): Promise<void> {
  const desk = billing.forTenant(tenantId);
  await desk.calendars.put({
    id: 'berlin',
    calendar: {
      zone: 'Europe/Berlin',
      business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
    },
  });
  await desk.rateCards.put({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
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
  await desk.customers.put({ id: 'globex', party: { name: 'Globex', email: 'bills@globex.example' } });
  await desk.customers.put({ id: 'initech', party: { name: 'Initech' } });
  await desk.contracts.put({
    id: 'c_initech',
    customerId: 'initech',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '300.00' },
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '4', exhausted: 'block' },
    ],
  });
}
