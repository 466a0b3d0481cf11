import { type Billing, createBilling, type Desk, type Invoice } from '@billwright/core';
import { type FixedClock, fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import type { Fetch } from '@billwright/accounting-common';
import type { XeroOptions } from '../../src/options.ts';
import type { FakeXero, FakeXeroOptions } from '../../src/testing/fake-xero.ts';
import { type Xero, xero } from '../../src/xero.ts';
import { arrangeDesk, draftIn } from '../../../accounting-common/test/support/ledger-desk.ts';
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
  /** Lets time go by in steps of a minute; all processes work at each, at the same time. */
  readonly work: (minutes: number) => Promise<void>;
  /** The id in Xero of the copy of an invoice. */
  readonly idOf: (invoiceId: string) => Promise<string>;
}

/** How a desk works beside what is usual. */
interface Working {
  /** What is done to every request and answer. */
  readonly wrap?: ((fetch: Fetch) => Fetch) | undefined;
  /** How many processes work. Default: 1. */
  readonly processes?: number | undefined;
}

/** Connects a desk. */
export async function xeroDesk(
  fake: Partial<FakeXeroOptions> = {},
  options: Partial<XeroOptions> = {},
  { wrap = (fetch) => fetch, processes = 1 }: Working = {},
): Promise<XeroDesk> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const { organisation, begin } = arrangedFake(clock, fake);
  const [storage, ids] = [memoryStorage(), sequentialIds()];
  const started = (): { readonly connector: Xero; readonly billing: Billing } => {
    const fetch = wrap(organisation.fetch);
    const connector = xero({ ...optionsFor(organisation, clock), fetch, ...options });
    return { connector, billing: createBilling({ storage, clock, ids, accounting: [connector] }) };
  };
  const first = started();
  const all = [first, ...Array.from({ length: processes - 1 }, started)];
  const { connector, billing } = first;
  const desk = billing.forTenant('desk');
  await arrangeDesk(desk, 'xero');
  await connectTo(connector, organisation, desk.ledgers.context('xero'));
  begin();
  return {
    billing,
    desk,
    clock,
    organisation,
    connector,
    drafted: (...given) => draftIn(desk, ...given),
    async work(minutes) {
      for (let minute = 0; minute <= minutes; minute += 1) {
        await Promise.all(all.map((one) => one.billing.dispatch()));
        clock.advance(60);
      }
    },
    async idOf(invoiceId) {
      const invoice = await desk.invoices.get(invoiceId);
      return invoice?.ledgers['xero']?.externalId?.split('/').at(-1) ?? '';
    },
  };
}
