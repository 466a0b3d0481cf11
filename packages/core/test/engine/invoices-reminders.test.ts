import { expect, test } from 'vitest';
import { type BillingOptions, type Invoice, manualLine, type ReminderStep } from '../../src/index.ts';
import { euros } from '../../src/testing/invoice-fixture.ts';
import { rowsOf, testDesk, type TestDesk } from './support/desk.ts';

const mailer: BillingOptions['mailer'] = { send: async () => ({ status: 'sent', messageId: 'm' }) };
const reminders: readonly ReminderStep[] = [
  { afterDays: 7 },
  { afterDays: 14, fee: euros('5.00') },
  { afterDays: 30 },
];

/** "acme" with an address, "globex" without, and what is told of reminders. */
async function reminding(): Promise<TestDesk & { readonly told: string[] }> {
  const world = await testDesk({ mailer, settings: { reminders } });
  await world.desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'pay@acme.example' } });
  const told: string[] = [];
  world.desk.on('invoice.overdue', ({ daysOverdue }) => void told.push(`overdue ${daysOverdue}`));
  world.desk.on(
    'invoice.reminded',
    ({ afterDays, feeInvoiceId }) =>
      void told.push(`reminded ${afterDays}${feeInvoiceId === null ? '' : ' with a fee'}`),
  );
  return { ...world, told };
}

async function issued({ desk }: TestDesk, customerId = 'acme'): Promise<Invoice> {
  const line = manualLine({
    id: 'a',
    description: 'A',
    unitPrice: '80.00',
    currency: 'EUR',
    from: '2026-03-02',
  });
  return desk.invoices.issue((await desk.invoices.draft({ customerId, lines: [line] })).id);
}

/** The ids of what is to be mailed. */
const mailsOf = async ({ storage }: TestDesk): Promise<readonly string[]> =>
  ((await rowsOf(storage))['outbox'] ?? []).map(({ id }) => id).toSorted();

test('R88: each step of the schedule comes once, with a mail, an event, and a draft over its fee', async () => {
  const world = await reminding();
  const { id } = await issued(world);
  // Due on 15 April.
  world.clock.set('2026-04-15T20:00:00.000Z');
  expect(await world.desk.invoices.remind()).toEqual([]);
  world.clock.set('2026-04-16T08:00:00.000Z');
  expect(await world.desk.invoices.remind()).toEqual([]);
  world.clock.set('2026-04-22T08:00:00.000Z');
  expect(await world.desk.invoices.remind()).toEqual([
    { invoiceId: id, afterDays: 7, mail: 'queued', feeInvoiceId: null },
  ]);
  expect(await world.desk.invoices.remind()).toEqual([]);
  world.clock.set('2026-04-30T08:00:00.000Z');
  const [second] = await world.desk.invoices.remind();
  const fee = await world.desk.invoices.get(second?.feeInvoiceId ?? '');
  expect([fee?.settlement, fee?.content.totals.total, fee?.content.lines[0]?.description]).toEqual([
    'draft',
    euros('5.00'),
    'Reminder fee for invoice INV-00001',
  ]);
  expect(world.told).toEqual(['overdue 1', 'reminded 7', 'reminded 14 with a fee']);
  expect(await mailsOf(world)).toEqual([15, 7].map((days) => `reminder:${id}:2026-04-15:${days}`));
});

test('R88: when nobody looked for a month, only the latest is sent, and without the fee of the others', async () => {
  const world = await reminding();
  await issued(world);
  world.clock.set('2026-06-01T08:00:00.000Z');
  expect(await world.desk.invoices.remind()).toMatchObject([{ afterDays: 30, feeInvoiceId: null }]);
  world.clock.set('2026-07-01T08:00:00.000Z');
  expect(await world.desk.invoices.remind()).toEqual([]);
  expect(world.told).toEqual(['overdue 47', 'reminded 30']);
});

test('R88: several that remind at once remind once', async () => {
  const world = await reminding();
  await issued(world);
  world.clock.set('2026-04-22T08:00:00.000Z');
  await Promise.all([1, 2, 3].map(() => world.desk.invoices.remind()));
  expect(world.told).toEqual(['overdue 7', 'reminded 7']);
  expect(await mailsOf(world)).toHaveLength(1);
});

test('what is due is told without anything being written, and what was paid is not reminded of', async () => {
  const world = await reminding();
  const first = await issued(world);
  await issued(world, 'globex');
  world.clock.set('2026-04-22T08:00:00.000Z');
  await world.desk.payments.record({ customerId: 'acme', amount: euros('80.00'), on: '2026-04-22' });
  const before = await rowsOf(world.storage);
  const due: string[] = [];
  for await (const { invoice, daysOverdue } of world.desk.invoices.dueReminders())
    due.push(`${invoice.content.customerId} ${daysOverdue}`);
  expect(due).toEqual(['globex 7']);
  expect(await rowsOf(world.storage)).toEqual(before);
  // Nobody knows the address of "globex": the event is told, and no mail is queued.
  expect(await world.desk.invoices.remind()).toMatchObject([{ afterDays: 7, mail: 'not-sent' }]);
  expect(await mailsOf(world)).toEqual([]);
  expect(first.settlement).toBe('issued');
});

test('I21: another tenant is reminded of nothing', async () => {
  const world = await reminding();
  await issued(world);
  world.clock.set('2026-06-01T08:00:00.000Z');
  const other = await testDesk({
    storage: world.storage,
    tenantId: 'other',
    now: '2026-06-01T08:00:00.000Z',
  });
  const before = await rowsOf(world.storage);
  expect(await other.desk.invoices.remind()).toEqual([]);
  for await (const due of other.desk.invoices.dueReminders()) expect(due).toBeNull();
  expect(await rowsOf(world.storage)).toEqual(before);
});
