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
