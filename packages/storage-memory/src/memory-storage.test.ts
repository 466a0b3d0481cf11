import type { Row, Storage } from '@billwright/core';
import { expect, test } from 'vitest';
import { gate } from '../test/support/gate.ts';
import { memoryStorage } from './memory-storage.ts';

// What every storage promises is tried by the kit. Here is what only this one promises.

const message: Row = { id: '1', order: '1', keys: { due: 'mail' }, value: 'pending' };
const lease = (storage: Storage) => storage.lease({ kind: 'mail', now: '5', until: '9', limit: 1 });
const keep = (storage: Storage, ...rows: readonly Row[]): Promise<void> =>
  storage.transaction('desk', async (tx) => {
    for (const row of rows) await tx.insert('outbox', row);
  });

test('a lease in the middle of a transaction that changes the message makes that run again', async () => {
  const storage = memoryStorage();
  await keep(storage, message);
  const revisions: number[] = [];
  const leased: string[] = [];
  const isRead = gate();
  const isLeased = gate();
  const changing = storage.transaction('desk', async (tx) => {
    const found = await tx.get('outbox', '1');
    revisions.push(found?.revision ?? 0);
    await tx.update(
      'outbox',
      { ...message, order: found?.order ?? '', value: 'changed' },
      found?.revision ?? 0,
    );
    isRead.open();
    await isLeased.opened;
  });
  await isRead.opened;
  leased.push(...(await lease(storage)).map(({ order }) => order));
  isLeased.open();
  await changing;
  expect(leased).toEqual(['9']);
  expect(revisions).toEqual([1, 2]);
  const now = await storage.transaction('desk', (tx) => tx.get('outbox', '1'));
  expect(now).toMatchObject({ order: '9', value: 'changed', revision: 3 });
});

test('transactions of one tenant run in the order in which they were called', async () => {
  const storage = memoryStorage();
  const seen: number[] = [];
  const bodies = [1, 2, 3, 4].map((number) =>
    storage.transaction('desk', async (tx) => {
      await tx.get('outbox', '1');
      seen.push(number);
    }),
  );
  await Promise.all(bodies);
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('what a body leaves behind may call when the body has ended', async () => {
  const storage = memoryStorage();
  const hasEnded = gate();
  let later: Promise<unknown> = Promise.resolve();
  await storage.transaction('desk', async () => {
    later = hasEnded.opened.then(() => storage.tenants({ limit: 1 }));
  });
  hasEnded.open();
  await expect(later).resolves.toEqual([]);
});

test('two storages share nothing', async () => {
  const [one, other] = [memoryStorage(), memoryStorage()];
  await keep(one, message);
  expect(await other.tenants({ limit: 10 })).toEqual([]);
  const nested = one.transaction('desk', () => other.transaction('desk', async () => 'inside'));
  await expect(nested).resolves.toBe('inside');
});
