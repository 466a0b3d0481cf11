import { memoryStorage } from '@billwright/storage-memory';
import { type Billing, createBilling } from '../../../../src/engine/create-billing.ts';
import type { Desk } from '../../../../src/engine/desk.ts';
import type { Storage } from '../../../../src/ports/storage.ts';
import type { FakeFault } from '../../../../src/testing/fake-fault.ts';
import { type FakeLedger, fakeLedger } from '../../../../src/testing/fake-ledger.ts';
import { type FakeMailer, fakeMailer } from '../../../../src/testing/fake-mailer.ts';
import { faultyStorage, type StorageFault } from '../../../../src/testing/faulty-storage.ts';
import { type FixedClock, fixedClock } from '../../../../src/testing/fixed-clock.ts';
import { manualLine } from '../../../../src/invoice/manual-line.ts';
import { sequentialIds } from '../../../../src/testing/sequential-ids.ts';
import { amountOfCents } from '../../support/cents.ts';
import { testDesk, testEntry } from '../../support/desk.ts';
import { type Snapshot, snapshotOf } from '../stored.ts';
import { laterIds } from '../tiny-desk.ts';

export const tenants = ['one', 'two'] as const;
export type TenantId = (typeof tenants)[number];

/** A few days before the clocks of Europe go forward. */
const firstDay = '2026-03-26T09:00:00.000Z';

/** What goes wrong in the course of one command. */
export interface Trouble {
  readonly storage: StorageFault | null;
  /** Of the first two calls outside. */
  readonly outside: FakeFault | null;
}

/** Two tenants over one storage, one ledger and one mailer, that are not troubled unless somebody says so. */
export interface TwoDesks {
  readonly clock: FixedClock;
  readonly ledger: FakeLedger;
  readonly mailer: FakeMailer;
  /** Who was asked about since the last command began. */
  readonly touched: Set<string>;
  deskOf(tenant: TenantId): Desk;
  billing(): Billing;
  trouble(trouble: Trouble): void;
  /** The process is gone, and another one takes its place. */
  restart(): void;
  /** Waits for an answer; calls that nobody answers run out of time. */
  driven<Answer>(call: Promise<Answer>): Promise<Answer>;
}

const none: Trouble = { storage: null, outside: null };

/** Two desks, as they were prepared. */
export async function twoDesks(prepared: Readonly<Record<TenantId, Snapshot>>): Promise<TwoDesks> {
  const clock = fixedClock(firstDay);
  const inner = memoryStorage();
  for (const tenant of tenants) {
    await inner.transaction(tenant, async (transaction) => {
      for (const { name, row } of prepared[tenant]) await transaction.insert(name, row);
    });
  }
  let [trouble, begun, isSilent, left] = [none, 0, false, 0];
  const touched = new Set<string>();
  const faults = (): FakeFault | null => {
    left -= 1;
    const fault = left < 0 ? null : trouble.outside;
    isSilent ||= fault?.kind === 'silent';
    return fault;
  };
  const breaking = faultyStorage(inner, (call) =>
    trouble.storage !== null && call === begun + trouble.storage.at ? trouble.storage.when : null,
  );
  const storage: Storage = {
    ...breaking,
    transaction(tenantId, body, options) {
      touched.add(tenantId);
      return breaking.transaction(tenantId, body, options);
    },
  };
  const ledger = fakeLedger({ id: 'ledger', clock, faults, supports: { batch: 3 } });
  const mailer = fakeMailer({ clock, faults });
  const ids = laterIds();
  const start = (): Billing => createBilling({ storage, clock, ids, mailer, accounting: [ledger] });
  let billing = start();
  return {
    clock,
    ledger,
    mailer,
    touched,
    billing: () => billing,
    deskOf: (tenant) => billing.forTenant(tenant),
    trouble(given) {
      trouble = given;
      begun = breaking.calls();
      left = 2;
    },
    restart() {
      billing = start();
    },
    async driven(call) {
      const waiting = { isOver: false };
      const over = (): void => {
        waiting.isOver = true;
      };
      call.then(over, over);
      while (!waiting.isOver) {
        await new Promise((resolve) => setImmediate(resolve));
        // The longest that a call is waited for is ten minutes, for the changes of a ledger.
        if (isSilent) clock.advance(601);
        isSilent = false;
      }
      return call;
    },
  };
}

/** What both desks begin with: terms, an account, and numbers by which their invoices are told apart. */
export async function preparedDesks(): Promise<Readonly<Record<TenantId, Snapshot>>> {
  return { one: await preparedDesk('one'), two: await preparedDesk('two') };
}

/** The minutes of the work that each desk begins with. */
export const preparedWork: ReadonlyMap<string, number> = new Map([
  ['te_1', 60],
  ['te_2', 200],
  ['te_3', 45],
]);

/** The payment that each desk begins with. */
export const preparedPayment = { externalId: 'prepared', cents: 3000 } as const;

async function preparedDesk(tenantId: TenantId): Promise<Snapshot> {
  const ids = sequentialIds();
  const { desk, storage } = await testDesk({
    now: '2026-03-10T09:00:00.000Z',
    // No two documents of the ledger that both use have the same id.
    ids: { next: (kind) => `${tenantId}-${ids.next(kind)}` },
    tenantId,
    customers: [],
    accounting: [fakeLedger({ id: 'ledger' })],
    settings: {
      reopen: true,
      requireApproval: true,
      // The other one copies what somebody asks it to copy.
      autoExport: tenantId === 'one' ? ['ledger'] : [],
      numbering: { invoice: { series: 'INV', pattern: `${tenantId}-{sequence}` } },
    },
  });
  for (const id of ['acme', 'globex'])
    await desk.customers.put({ id, party: { name: id, email: `${id}@example.com` } });
  await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', usableFrom: 'issue' });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '49.99' },
      { id: 'included', kind: 'allowance', unit: 'hours', quantity: '2', exhausted: 'prepaid' },
      { id: 'prepaid', kind: 'pool', accountId: 'hours' },
    ],
  });
  for (const [id, minutes] of preparedWork) {
    const customerId = id === 'te_3' ? 'globex' : 'acme';
    await desk.work.record([testEntry(id, { customerId, minutes, date: '2026-03-09' })]);
  }
  const line = { description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-09' };
  for (const customerId of ['acme', 'globex', 'globex']) {
    const { id } = await desk.invoices.draft({ customerId, lines: [manualLine({ ...line, id: 'setup' })] });
    await desk.invoices.issue(id);
  }
  const amount = amountOfCents(preparedPayment.cents);
  const { externalId } = preparedPayment;
  await desk.payments.record({ customerId: 'globex', amount, on: '2026-03-10', externalId });
  return snapshotOf(storage, tenantId);
}
