import { memoryStorage } from '@billwright/storage-memory';
import { expect, test } from 'vitest';
import { faultyStorage } from '../../src/testing/faulty-storage.ts';
import { testDesk, testEntry } from './support/desk.ts';

interface Calls {
  readonly recording: number;
  readonly run: number;
  readonly deletion: number;
}

/** How many calls of the storage it takes to record entries of a customer, to bill them, and to take the bill back. */
async function callsFor(entries: number): Promise<Calls> {
  const storage = faultyStorage(memoryStorage(), null);
  const { desk, putContract } = await testDesk({ storage });
  await putContract({ components: [{ id: 'hours', kind: 'pool', accountId: 'hours' }] });
  await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
  await desk.prepaid.buy({ accountId: 'hours', quantity: String(entries / 2), price: null });
  const counted = async (body: () => Promise<unknown>): Promise<number> => {
    const before = storage.calls();
    await body();
    return storage.calls() - before;
  };
  const work = Array.from({ length: entries }, (_, index) => testEntry(`te_${index}`));
  const recording = await counted(() => desk.work.record(work));
  const save = () => desk.batches.save({ through: '2026-03-31', key: 'march' });
  const run = await counted(async () => expect((await save()).counts.invoiced).toBe(1));
  const { id } = await save();
  return { recording, run, deletion: await counted(() => desk.batches.delete(id)) };
}

test('recording, billing and releasing many entries takes as many calls of the storage as few', async () => {
  expect(await callsFor(400)).toEqual(await callsFor(4));
});

test('issuing one more invoice takes ten calls of the storage: its drafts are read together, under the locks once more', async () => {
  const issuing = async (customers: number): Promise<number> => {
    const storage = faultyStorage(memoryStorage(), null);
    const ids = Array.from({ length: customers }, (_, index) => `customer_${index}`);
    const { desk } = await testDesk({ storage, customers: ids });
    await desk.work.record(ids.map((customerId) => testEntry(`of ${customerId}`, { customerId })));
    await desk.batches.save({ through: '2026-03-31', key: 'march' });
    const { items } = await desk.invoices.list();
    const before = storage.calls();
    await desk.invoices.issueAll(items.map(({ id }) => id));
    return storage.calls() - before;
  };
  expect((await issuing(7)) - (await issuing(6))).toBe(10);
});
