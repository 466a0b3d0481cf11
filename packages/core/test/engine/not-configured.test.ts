import { expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { violationsOf } from './support/busy-desk.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

/** Lets two days go by at a process that has neither the ledger nor the mailer. */
async function twoDaysWithout({ storage, clock }: LedgerDesk): Promise<readonly string[]> {
  const bare = createBilling({ storage, clock });
  const told: string[] = [];
  bare.forTenant('desk').on('invoice.export-failed', ({ reason }) => void told.push(reason));
  bare.forTenant('desk').on('invoice.delivery-failed', ({ reason }) => void told.push(reason));
  for (let hour = 0; hour < 60; hour += 1) {
    await bare.dispatch();
    clock.advance(3600);
  }
  return told;
}

test('R93: a copy for a ledger that nobody handed in is refused with the reason, and goes out once it is there', async () => {
  const world = await ledgerDesk();
  await world.issued('inv_1');
  const told = await twoDaysWithout(world);
  const copy = (await world.desk.invoices.get('inv_1'))?.ledgers['fake-ledger'];
  expect(copy).toMatchObject({ state: 'rejected', reason: expect.stringContaining('CONNECTOR_UNKNOWN') });
  expect(told).toEqual([copy?.reason]);
  const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
  expect(dead).toMatchObject({ kind: 'export', attempts: 24 });
  expect(await violationsOf(world.desk)).toEqual([]);
  await world.desk.outbox.retry(dead?.id ?? '');
  await world.billing.dispatch();
  expect((await world.desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('confirmed');
});

test('R93: a mail without a mailer has failed, and goes out once there is one', async () => {
  const world = await ledgerDesk({ settings: { autoExport: [] } });
  await world.issued('inv_1');
  await world.desk.invoices.send('inv_1');
  expect(await twoDaysWithout(world)).toEqual([expect.stringContaining('MAILER_MISSING')]);
  expect((await world.desk.invoices.get('inv_1'))?.delivery).toBe('failed');
  expect(await violationsOf(world.desk)).toEqual([]);
  const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
  await world.desk.outbox.retry(dead?.id ?? '');
  await world.billing.dispatch();
  expect((await world.desk.invoices.get('inv_1'))?.delivery).toBe('sent');
});

test('R93: a copy that may have arrived stays unknown when its ledger is gone', async () => {
  const world = await ledgerDesk({ ledger: { faults: () => ({ kind: 'lost' }) } });
  await world.issued('inv_1');
  await world.billing.dispatch();
  expect((await world.desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('unknown');
  expect(await twoDaysWithout(world)).toHaveLength(1);
  expect((await world.desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('unknown');
});

test('R93: a sending by a ledger that nobody handed in has failed', async () => {
  const world = await ledgerDesk({ settings: { autoExport: [], deliverBy: 'fake-ledger' } });
  await world.issued('inv_1');
  await world.desk.invoices.send('inv_1');
  expect((await twoDaysWithout(world)).length).toBe(2);
  expect((await world.desk.invoices.get('inv_1'))?.delivery).toBe('failed');
  expect(await violationsOf(world.desk)).toEqual([]);
});
