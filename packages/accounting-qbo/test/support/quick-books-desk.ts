import type { Fetch } from '@billwright/accounting-common';
import { type Billing, createBilling, type Desk, type Invoice } from '@billwright/core';
import { type FixedClock, fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import type { QuickBooksOptions } from '../../src/options.ts';
import { type QuickBooks, quickBooks } from '../../src/quick-books.ts';
import {
  type FakeQuickBooks,
  type FakeQuickBooksOptions,
  fakeQuickBooks,
} from '../../src/testing/fake-quick-books.ts';
import { arrangeDesk, draftIn } from '../../../accounting-common/test/support/ledger-desk.ts';
import { connectTo, optionsFor } from './connected.ts';
import { checkAnswer, checkRequest } from './schema.ts';

/** A desk that is connected to a fake company. */
export interface QuickBooksDesk {
  readonly billing: Billing;
  readonly desk: Desk;
  readonly clock: FixedClock;
  readonly company: FakeQuickBooks;
  readonly connector: QuickBooks;
  /** Those of all processes; the first is `connector`. */
  readonly connectors: readonly QuickBooks[];
  /** Drafts an invoice over so many euros of setup, with VAT of 19 %. */
  readonly drafted: (id: string, amount: string, customerId?: string) => Promise<Invoice>;
  /** Lets time go by in steps of a minute; all processes work at each, at the same time. */
  readonly work: (minutes: number) => Promise<void>;
  /** Somebody pays an invoice in QuickBooks. */
  readonly paid: (
    id: string,
    amount: number,
    lines?: Parameters<FakeQuickBooks['enterPayment']>[0],
  ) => Promise<string>;
}

/** How a desk works beside what is usual. */
interface Working {
  /** What is done to every request and answer. */
  readonly wrap?: ((fetch: Fetch) => Fetch) | undefined;
  /** What is done to the connectors. */
  readonly change?: ((connector: QuickBooks) => QuickBooks) | undefined;
  /** How many processes work. Default: 1. */
  readonly processes?: number | undefined;
}

/** Connects a desk. */
export async function quickBooksDesk(
  fake: Partial<FakeQuickBooksOptions> = {},
  options: Partial<QuickBooksOptions> = {},
  { wrap = (fetch) => fetch, change = (connector) => connector, processes = 1 }: Working = {},
): Promise<QuickBooksDesk> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const arranged = { isReady: false };
  const company = fakeQuickBooks({
    clock,
    checkRequest,
    checkAnswer,
    ...fake,
    faults: (call) => (arranged.isReady ? (fake.faults?.(call) ?? null) : null),
  });
  const fetch = wrap(company.fetch);
  const storage = memoryStorage();
  const ids = sequentialIds();
  const started = (): { readonly connector: QuickBooks; readonly billing: Billing } => {
    const connector = change(quickBooks({ ...optionsFor(company, clock), fetch, ...options }));
    return { connector, billing: createBilling({ storage, clock, ids, accounting: [connector] }) };
  };
  const first = started();
  const all = [first, ...Array.from({ length: processes - 1 }, started)];
  const { connector, billing } = first;
  const desk = billing.forTenant('desk');
  await arrangeDesk(desk, 'quickbooks');
  await connectTo(connector, company, desk.ledgers.context('quickbooks'));
  arranged.isReady = true;
  return {
    billing,
    desk,
    clock,
    company,
    connector,
    connectors: all.map((one) => one.connector),
    drafted: (...given) => draftIn(desk, ...given),
    async work(minutes) {
      for (let minute = 0; minute <= minutes; minute += 1) {
        await Promise.all(all.map((one) => one.billing.dispatch()));
        clock.advance(60);
      }
    },
    async paid(id, total, payment) {
      const invoice = await desk.invoices.get(id);
      const external = invoice?.ledgers['quickbooks']?.externalId?.split('/').at(-1) ?? '';
      return company.enterPayment(payment ?? { total, lines: [{ id: external, amount: total }] });
    },
  };
}
