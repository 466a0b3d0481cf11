import { type Billing, createBilling, type Desk, type Invoice, manualLine } from '@billwright/core';
import { type FixedClock, fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import type { Fetch } from '@billwright/accounting-common';
import type { XeroOptions } from '../../src/options.ts';
import type { FakeXero, FakeXeroOptions } from '../../src/testing/fake-xero.ts';
import { type Xero, xero } from '../../src/xero.ts';
import { arrangedFake, connectTo, optionsFor } from './connected.ts';

/** A desk that is connected to a fake organisation. */
export interface XeroDesk {
  readonly billing: Billing;
  readonly desk: Desk;
  readonly clock: FixedClock;
  readonly organisation: FakeXero;
  readonly connector: Xero;
  /** Drafts an invoice over so many euros of setup, with VAT of 19 %. */
  readonly drafted: (id: string, amount: string, customerId?: string) => Promise<Invoice>;
  /** Lets time go by in steps of a minute, and works at each. */
  readonly work: (minutes: number) => Promise<void>;
  /** The id in Xero of the copy of an invoice. */
  readonly idOf: (invoiceId: string) => Promise<string>;
}

/** Customers are "acme", with an address for mail, and "globex" without one. */
export async function xeroDesk(
  fake: Partial<FakeXeroOptions> = {},
  options: Partial<XeroOptions> = {},
  wrap: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Promise<XeroDesk> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const { organisation, begin } = arrangedFake(clock, fake);
  const connector = xero({
    ...optionsFor(organisation, clock),
    fetch: wrap(organisation.fetch),
    ...options,
  });
  const billing = createBilling({
    storage: memoryStorage(),
    clock,
    ids: sequentialIds(),
    accounting: [connector],
  });
  const desk = billing.forTenant('desk');
  await desk.calendars.put({ id: 'berlin', calendar: { zone: 'Europe/Berlin', business: [] } });
  await desk.settings.put({
    seller: { name: 'Billwright Services' },
    currency: 'EUR',
    zone: 'Europe/Berlin',
    taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
    defaultTaxCodes: ['vat'],
    calendarId: 'berlin',
    deliverBy: 'xero',
    reopen: true,
  });
  await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'billing@acme.example' } });
  await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
  await connectTo(connector, organisation, desk.ledgers.context('xero'));
  begin();
  return {
    billing,
    desk,
    clock,
    organisation,
    connector,
    drafted: (id, amount, customerId = 'acme') =>
      desk.invoices.draft({ id, customerId, lines: [setupLine(amount)] }),
    async work(minutes) {
      for (let minute = 0; minute <= minutes; minute += 1) {
        await billing.dispatch();
        clock.advance(60);
      }
    },
    async idOf(invoiceId) {
      const invoice = await desk.invoices.get(invoiceId);
      return invoice?.ledgers['xero']?.externalId?.split('/').at(-1) ?? '';
    },
  };
}

/** A line of setup, with VAT. */
export const setupLine = (amount: string, id = 'setup') =>
  manualLine({
    id,
    description: 'Setup',
    unitPrice: amount,
    currency: 'EUR',
    from: '2026-04-01',
    taxCodes: ['vat'],
  });
