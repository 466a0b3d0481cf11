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
