import { createBilling, type Desk, type Storage } from '@billwright/core';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { busyDesk, violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { rowsOf, testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { openStorage } from '../src/open-storage.ts';
import {
  everyDatabase,
  role,
  serverDatabase,
  type ServerDatabase,
  type TestDatabase,
} from './support/databases.ts';

describe.each(everyDatabase)('the engine on $kind', ({ make }) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await make();
    storage = await openStorage({
      pool: database.pool,
      schema: 'billwright',
      role,
      close: async () => undefined,
    });
  });
  afterAll(() => database.drop());

  test('a desk on which about everything has happened has the same rows as in memory, to the last character', async () => {
    const inMemory = await busyDesk({ storage: memoryStorage() });
    const here = await busyDesk({ storage });
    expect(await violationsOf(here.desk)).toEqual([]);
    const [expected, actual] = [await rowsOf(inMemory.storage), await rowsOf(storage)];
    expect(Object.keys(expected).length).toBeGreaterThan(15);
    expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  });

  test('I21: another tenant sees nothing of it', async () => {
    expect(await rowsOf(storage, 'another')).toEqual({});
    expect(await storage.tenants({ limit: 9 })).toEqual(['desk']);
  });
});

describe.each(inject('postgresServers'))('several engines on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase(server, 30);
  });
  afterAll(() => database.drop());

  test('I1, I5, I13: four that run the same batch and issue it at once bill everything once, without a gap', async () => {
    const customers = Array.from({ length: 12 }, (_, index) => `customer-${index}`);
    const open = (): Promise<Storage> => postgresStorage({ pool: database.pool, role });
    const { desk, clock } = await testDesk({ storage: await open(), customers });
    await desk.work.record(
      customers.flatMap((customerId) =>
        [1, 2].map((part) => testEntry(`${customerId}-${part}`, { customerId })),
      ),
    );
    const engines = await Promise.all(
      Array.from({ length: 4 }, async () =>
        createBilling({ storage: await open(), clock }).forTenant('desk'),
      ),
    );
    const run = async (engine: Desk): Promise<void> => {
      const { id } = await engine.batches.save({ through: '2026-03-31', key: '2026-03' });
      await engine.batches.issue(id);
    };
    await Promise.all(engines.map(run));
    const { items } = await desk.invoices.list({ limit: 100 });
    expect(new Set(items.map(({ content }) => content.customerId)).size).toBe(12);
    expect(items.map(({ issued }) => issued?.sequence)).toEqual(
      expect.arrayContaining(customers.map((_, index) => index + 1)),
    );
    expect(items).toHaveLength(12);
    expect(await violationsOf(desk)).toEqual([]);
  });
});
