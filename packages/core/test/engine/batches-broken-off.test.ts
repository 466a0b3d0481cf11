import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import type { Desk } from '../../src/engine/desk.ts';
import { accountRecords, lotRecords, postingRecords } from '../../src/engine/records/billing.ts';
import type { CollectionName } from '../../src/ports/collections.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { faultyStorage, type StorageFault } from '../../src/testing/faulty-storage.ts';
import { fixedClock } from '../../src/testing/fixed-clock.ts';
import { hoursAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { rowsOf, testDesk, testEntry } from './support/desk.ts';

const now = '2026-04-01T06:00:00.000Z';
const request = { through: '2026-03-31', key: '2026-03' };

/** A tenant with an allowance, a prepaid account, a result below 0, work that waits and a customer that fails. */
async function filled(): Promise<Storage> {
  const { desk, storage, seed, putContract } = await testDesk({
    now,
    customers: ['acme', 'globex', 'initech', 'umbrella'],
    settings: { negativeInvoices: 'carry-forward' },
  });
  const account = hoursAccount();
  const { lots, ledger } = paidLots(account, {
    id: 'A',
    quantity: '0.5',
    purchasedAt: '2026-01-01T09:00:00.000Z',
  });
  await seed(async (unit) => {
    await unit.save(accountRecords, account);
    for (const lot of lots) await unit.save(lotRecords, lot);
    for (const posting of ledger) await unit.save(postingRecords, { posting, sequence: 1, owner: 'lot:A' });
  });
  await putContract({
    components: [
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '0.25' },
      { id: 'hours', kind: 'pool', accountId: 'hours' },
    ],
  });
  await desk.customers.put({ id: 'umbrella', party: { name: 'Umbrella' }, rateCardId: 'gone' });
  await desk.work.record([
    testEntry('te_1'),
    testEntry('te_2', { billable: false }),
    testEntry('te_3', { customerId: 'globex' }),
    testEntry('te_4', { customerId: 'umbrella' }),
  ]);
  await desk.work.recordExpenses([
    {
      id: 'ex_1',
      customerId: 'initech',
      date: '2026-03-03',
      description: 'Parts given back',
      amount: { amount: '-30.00', currency: 'EUR' },
      kind: 'pass-through',
    },
  ]);
  return storage;
}

const deskOn = (storage: Storage, ids = sequentialIds()): Desk =>
  createBilling({ storage, clock: fixedClock(now), ids }).forTenant('desk');

/** All rows but the log, whose digests are over ids, with ids as the places at which they come up. */
async function told(storage: Storage): Promise<unknown> {
  const names = new Map<string, string>();
  const text = JSON.stringify(await rowsOf(storage, 'desk', ['audit', 'counters']));
  const named = text.replaceAll(/\b(batch|bill|invoice)_\d{4,}/g, (id, kind: string) => {
    const known = names.get(id) ?? `${kind} ${names.size}`;
    names.set(id, known);
    return known;
  });
  return JSON.parse(named);
}

/** Breaks a call off at each place, goes on, and compares the end with that of an undisturbed one. */
async function assertResumes(
  when: StorageFault['when'],
  before: (desk: Desk) => Promise<void>,
  call: (desk: Desk) => Promise<unknown>,
) {
  const first = await filled();
  await before(deskOn(first));
  const rows = await rowsOf(first);
  const run = async (fault: StorageFault | null) => {
    const storage = await storageWith(rows);
    // One source of ids for all that happens to one storage.
    const ids = sequentialIds();
    const breaking = faultyStorage(storage, fault);
    let isBroken = false;
    await call(deskOn(breaking, ids)).catch(() => {
      isBroken = true;
    });
    if (isBroken) await call(deskOn(storage, ids));
    return { isBroken, calls: breaking.calls(), rows: await told(storage) };
  };
  const undisturbed = await run(null);
  expect(undisturbed.isBroken).toBe(false);
  expect(undisturbed.calls).toBeGreaterThan(50);
  for (let at = 1; at <= undisturbed.calls; at += 1) {
    const broken = await run({ at, when });
    expect({ at, isBroken: broken.isBroken }).toEqual({ at, isBroken: true });
    expect(broken.rows, `broken off at call ${at}`).toEqual(undisturbed.rows);
  }
}

async function storageWith(rows: Awaited<ReturnType<typeof rowsOf>>): Promise<Storage> {
  const storage = memoryStorage();
  await storage.transaction('desk', async (transaction) => {
    for (const [name, own] of Object.entries(rows))
      for (const row of own) await transaction.insert(name as CollectionName, row);
  });
  return storage;
}

const save = (desk: Desk) => desk.batches.save(request);

test('the desk of these tests has each outcome, a draw, and something that is carried', async () => {
  const storage = await filled();
  const desk = deskOn(storage);
  const { id } = await save(desk);
  const { items } = await desk.batches.customers(id);
  expect(items.map(({ status, carriedIds }) => `${status} ${carriedIds.length}`)).toEqual([
    'invoiced 0',
    'invoiced 0',
    'nothing-due 1',
    'failed 0',
  ]);
  const { 'prepaid-postings': postings = [] } = await rowsOf(storage);
  expect(postings).toHaveLength(2);
});

describe.each(['before', 'after'] as const)('a storage that fails %s it did what it was asked', (when) => {
  test('I14, R92: a run that is broken off anywhere and resumed by its key ends as an undisturbed one', async () => {
    await assertResumes(when, async () => {}, save);
  });

  test('I24: a deletion that is broken off anywhere and called again ends as an undisturbed one', async () => {
    const remove = async (desk: Desk) => {
      const [batch] = (await desk.batches.list()).items;
      await desk.batches.delete(batch?.id ?? 'none');
    };
    await assertResumes(when, async (desk) => void (await save(desk)), remove);
  });
});

test('I14: running a batch that is done changes no row', async () => {
  const storage = await filled();
  const desk = deskOn(storage);
  const { id } = await save(desk);
  const before = await rowsOf(storage);
  for await (const { done } of desk.batches.run(id)) expect(done).toBeGreaterThan(0);
  await save(desk);
  expect(await rowsOf(storage)).toEqual(before);
});

test('what is called off leaves a batch that can be resumed', async () => {
  const storage = await filled();
  const desk = deskOn(storage);
  const controller = new AbortController();
  const { id } = await desk.batches.plan(request);
  const seen: string[] = [];
  const run = async () => {
    for await (const { customerId } of desk.batches.run(id, { signal: controller.signal })) {
      seen.push(customerId);
      controller.abort(new Error('enough'));
    }
  };
  await expect(run()).rejects.toThrow('enough');
  expect(seen).toEqual(['acme']);
  expect(await desk.batches.get(id)).toMatchObject({ state: 'running', counts: { pending: 3, invoiced: 1 } });
  expect((await save(desk)).counts).toMatchObject({ pending: 0, invoiced: 2 });
});
