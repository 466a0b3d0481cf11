import { type Billing, createBilling } from '../../../src/engine/create-billing.ts';
import type { Subscription } from '../../../src/engine/engine-context.ts';
import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { IdSource } from '../../../src/ports/ids.ts';
import type { Mailer } from '../../../src/ports/mailer.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { money } from '../../../src/money/money.ts';
import { fakeLedger } from '../../../src/testing/fake-ledger.ts';
import { sequentialIds } from '../../../src/testing/sequential-ids.ts';
import { type TestDesk, testDesk, testEntry } from '../support/desk.ts';
import { type Snapshot, snapshotOf } from './stored.ts';

/** When the tiny desk bills its March. */
export const billingDay = '2026-04-01T06:00:00.000Z';

export const march = { through: '2026-03-31', key: '2026-03' } as const;

/** Up to where a tiny desk has come: what is worked, what is drafted, what is issued. */
export const beginnings = ['worked', 'drafted', 'issued'] as const;
export type Beginning = (typeof beginnings)[number];

/**
 * A desk on which a bill run finds one of each: "acme" has a prepaid account that covers the half of an hour, "globex"
 * pays by the hour. Its invoices go to the ledger by themselves.
 */
export async function tinyDesks(): Promise<Readonly<Record<Beginning, Snapshot>>> {
  const given = await workedDesk();
  const worked = await snapshotOf(given.storage);
  const batch = await given.desk.batches.save(march);
  const drafted = await snapshotOf(given.storage);
  await given.desk.batches.issue(batch.id);
  return { worked, drafted, issued: await snapshotOf(given.storage) };
}

async function workedDesk(): Promise<TestDesk> {
  const given = await testDesk({
    now: '2026-03-10T09:00:00.000Z',
    accounting: [fakeLedger({ id: 'ledger' })],
  });
  const { desk, clock } = given;
  await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
    components: [{ id: 'hours', kind: 'pool', accountId: 'hours' }],
  });
  const price = money('50.00', 'EUR');
  const { invoice } = await desk.prepaid.buy({
    accountId: 'hours',
    quantity: '0.5',
    price,
    invoice: 'issue',
  });
  const paid = invoice?.content.totals.total ?? price;
  await desk.payments.record({ customerId: 'acme', amount: paid, on: '2026-03-10' });
  await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
  clock.set(billingDay);
  const settings = await desk.settings.get();
  if (settings === null) throw new Error('the desk has no settings');
  await desk.settings.put({ ...settings, autoExport: ['ledger'] });
  return given;
}

/** What one process works with. */
export interface Ports {
  readonly storage: Storage;
  readonly ledger: AccountingConnector;
  readonly clock: Clock;
  readonly ids?: IdSource;
  readonly mailer?: Mailer;
  readonly subscriptions?: readonly Subscription[];
}

/** Ids of what comes after a snapshot: none is one of those in it. */
export function laterIds(): IdSource {
  const ids = sequentialIds();
  return { next: (kind) => ids.next(`later-${kind}`) };
}

/** Billing as one process has it. */
export const billingOver = ({ ledger, ids = laterIds(), ...ports }: Ports): Billing =>
  createBilling({ ...ports, ids, accounting: [ledger] });
