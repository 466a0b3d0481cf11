import { expect, test } from 'vitest';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf, testEntry } from './support/desk.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const days = ({ clock }: LedgerDesk, count: number): void => clock.advance(count * 86_400);

const cleanedBy = async ({ billing }: LedgerDesk): Promise<unknown> =>
  (await billing.tick()).outcomes.find(({ part }) => part === 'clean-up');

test('what has arrived and answers to keys are removed after 90 days, and the audit log keeps what matters', async () => {
  const world = await ledgerDesk();
  const { desk, storage, mailer } = world;
  await world.issued('inv_1');
  await desk.invoices.send('inv_1', {}, { key: 'send' });
  await world.work(2);
  days(world, 89);
  expect(await cleanedBy(world)).toMatchObject({ result: { messages: 0, answers: 0 } });
  const audit = (await rowsOf(storage))['audit'];
  days(world, 2);
  // Its own message is fresh.
  expect(await cleanedBy(world)).toMatchObject({ result: { messages: 2, answers: 1 } });
  expect((await desk.outbox.list({ invoiceId: 'inv_1' })).items).toEqual([]);
  expect((await rowsOf(storage))['answers']).toBeUndefined();
  expect((await rowsOf(storage))['audit']).toEqual(audit);
  expect((await desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('confirmed');
  expect(await violationsOf(desk)).toEqual([]);

  await desk.invoices.send('inv_1', {}, { key: 'send' });
  await world.work(1);
  expect(new Set(mailer.sent().map(({ key }) => key)).size).toBe(2);
});

test('what has not arrived stays however old it is, and so does what is younger than the settings say', async () => {
  const world = await ledgerDesk({
    ledger: { refuses: () => 'closed' },
    settings: { retentionDays: 7, autoExport: ['fake-ledger'] },
  });
  await world.issued('inv_1');
  await world.work(1);
  days(world, 5);
  await world.desk.work.record([testEntry('te_1')], { key: 'record' });
  days(world, 4);
  expect(await cleanedBy(world)).toMatchObject({ result: { messages: 0, answers: 0 } });
  expect((await world.desk.outbox.list({ state: 'dead' })).items).toHaveLength(1);
  days(world, 4);
  expect(await cleanedBy(world)).toMatchObject({ result: { answers: 1 } });
  await world.desk.work.record([testEntry('te_1')], { key: 'record' });
  expect((await world.desk.work.list()).items).toHaveLength(1);
});

test('one call removes no more than 2,000 rows of a kind, and the next goes on', async () => {
  const world = await ledgerDesk();
  for (let count = 0; count < 2001; count += 1)
    await world.desk.agents.put({ id: 'ana', names: [{ value: 'Ana' }] }, { key: `put ${count}` });
  days(world, 91);
  expect(await cleanedBy(world)).toMatchObject({ result: { answers: 2000 } });
  expect(await cleanedBy(world)).toMatchObject({ result: { answers: 1 } });
});

test('nothing goes out again because its message is gone: copies, reminders, payments, mails', async () => {
  const world = await ledgerDesk({
    settings: { retentionDays: 7, autoExport: ['fake-ledger'], reminders: [{ afterDays: 1 }] },
  });
  const { desk, billing, ledger, mailer } = world;
  const total = { amount: '80.00', currency: 'EUR' };
  await world.issued('inv_1');
  await world.issued('inv_2');
  await desk.invoices.send('inv_1');
  await world.work(1);
  const pays = ledger.documents().find(({ invoiceId }) => invoiceId === 'inv_2')?.externalId ?? '';
  const payment = {
    externalId: 'pay_1',
    kind: 'payment',
    applications: [{ invoiceExternalId: pays, amount: total }],
    amount: total,
    on: '2026-04-02',
    isDeleted: false,
  } as const;
  ledger.enter(payment);
  await billing.tick();
  days(world, 16);
  await billing.tick();
  const [documents, mails] = [
    ledger.documents(),
    mailer.sent().map(({ key, subject }) => [key, subject.kind]),
  ];
  expect(mails.map(([, kind]) => kind)).toEqual(['invoice', 'reminder']);

  days(world, 8);
  await billing.tick();
  const kept = (await desk.outbox.list()).items.map(({ kind }) => kind);
  expect(new Set(kept)).toEqual(new Set(['sync']));
  // The ledger tells it once more, as ledgers do; a worker that slept tells what it had leased.
  ledger.enter(payment);
  await desk.invoices.remind();
  for (const call of [() => desk.invoices.export('inv_1'), () => desk.invoices.export('inv_2')])
    await expect(call()).rejects.toMatchObject({ code: 'INVOICE_STATE' });
  await billing.tick();
  expect(ledger.documents()).toEqual(documents);
  expect(mailer.sent().map(({ key, subject }) => [key, subject.kind])).toEqual(mails);
  expect((await desk.payments.list()).items).toHaveLength(1);
  expect(await violationsOf(desk)).toEqual([]);
});

test('an invoice that was issued anew with another due date is reminded of anew, as many days after it', async () => {
  const world = await ledgerDesk({
    settings: { autoExport: [], reopen: true, reminders: [{ afterDays: 1 }] },
  });
  const reminders = () => world.mailer.sent().filter(({ subject }) => subject.kind === 'reminder');
  await world.issued('inv_1');
  days(world, 15);
  await world.billing.tick();
  await world.billing.tick();
  expect(reminders()).toHaveLength(1);
  await world.desk.invoices.reopen('inv_1');
  await world.desk.invoices.edit('inv_1', { terms: { days: 30 } });
  await world.desk.invoices.issue('inv_1');
  days(world, 16);
  await world.billing.tick();
  await world.billing.tick();
  expect(reminders()).toHaveLength(2);
});
