import {
  type Billing,
  createBilling,
  type Desk,
  type IdSource,
  money,
  type SaveRequest,
  type Storage,
} from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { testDesk, testEntry } from '../../../core/test/engine/support/desk.ts';

const march = { through: '2026-03-31', key: '2026-03' } as const;

/** When the small desk bills its March. */
export const billingDay = '2026-04-01T06:00:00.000Z';

/** Prepares "desk": "acme" has an allowance, and hours that it bought and that are bought again by themselves. */
export async function prepareSmallDesk(storage: Storage): Promise<void> {
  const { desk, clock } = await testDesk({ storage, now: '2026-03-10T09:00:00.000Z' });
  await desk.prepaid.open({
    id: 'hours',
    customerId: 'acme',
    unit: 'hours',
    topUp: { threshold: '1', by: '2', pricePerHour: money('100.00', 'EUR') },
  });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    taxCodes: ['vat'],
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '49.99' },
      { id: 'included', kind: 'allowance', unit: 'hours', quantity: '0.5', exhausted: 'prepaid' },
      { id: 'prepaid', kind: 'pool', accountId: 'hours' },
    ],
  });
  const { invoice } = await desk.prepaid.buy({
    accountId: 'hours',
    quantity: '2',
    price: money('200.00', 'EUR'),
    expiresOn: '2026-06-30',
    invoice: 'issue',
  });
  await desk.payments.record({
    customerId: 'acme',
    amount: invoice?.content.totals.total ?? money('0.00', 'EUR'),
    on: '2026-03-10',
  });
  await desk.work.record([
    testEntry('te_1', { minutes: 105 }),
    testEntry('te_2', { customerId: 'globex', date: '2026-03-03' }),
  ]);
  clock.set(billingDay);
}

/** Something that is done to the desk, and may be done again when nobody knows how far it came. */
export type Step = (billing: Billing, desk: Desk) => Promise<void>;

/** Ids of what comes after the preparation: none is one of those before it. */
export function laterIds(): IdSource {
  const ids = sequentialIds();
  return { next: (kind) => ids.next(`later-${kind}`) };
}

/** A new engine on the small desk, or on a copy of it. */
export const billingOn = (storage: Storage, ids: IdSource = laterIds()): Billing =>
  createBilling({ storage, ids, clock: fixedClock(billingDay) });

/** Saves what is due and issues it. */
export const saveAndIssue: Step = async (_billing, desk) => saveAndIssueOf(desk, march);

/** As before, of "acme" only. */
export const saveAndIssueOne: Step = async (_billing, desk) =>
  saveAndIssueOf(desk, { ...march, include: { customers: ['acme'] } });

async function saveAndIssueOf(desk: Desk, request: SaveRequest): Promise<void> {
  const { id } = await desk.batches.save(request);
  const results = await desk.batches.issue(id);
  const refused = results.filter(({ status }) => status !== 'issued');
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

/** Steps on the desk as it is before its March is billed. */
export const stepsBefore: Readonly<Record<string, Step>> = {
  async 'planning a batch and running it'(_billing, desk) {
    const { id } = await desk.batches.plan(march);
    for await (const { status } of desk.batches.run(id)) if (status === 'failed') throw new Error(status);
  },
  async 'drawing hours for an entry'(_billing, desk) {
    await desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] }, { key: 'draw' });
  },
  async 'buying hours'(_billing, desk) {
    const price = money('100.00', 'EUR');
    await desk.prepaid.buy({ accountId: 'hours', quantity: '1', price, invoice: 'issue' }, { key: 'buy' });
  },
};

/** Steps on the desk whose March is issued. */
export const stepsAfter: Readonly<Record<string, Step>> = {
  async 'paying too much'(_billing, desk) {
    const payment = { customerId: 'globex', amount: money('150.00', 'EUR'), on: '2026-04-02' } as const;
    await desk.payments.record(payment, { key: 'pay' });
  },
  async 'voiding an invoice'(_billing, desk) {
    await desk.invoices.void(await invoiceOf(desk, 'globex'), { key: 'void' });
  },
  async 'what time brings about in July'(billing, desk) {
    const { outcomes } = await billing.tick({ now: '2026-07-02T06:00:00.000Z', tenants: [desk.tenantId] });
    const failed = outcomes.filter(({ status }) => status === 'failed');
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  },
};

async function invoiceOf(desk: Desk, customerId: string): Promise<string> {
  const { items } = await desk.invoices.list({ customerId });
  const [first] = items;
  if (first === undefined) throw new Error(`${customerId} has no invoice`);
  return first.id;
}
