import { createBilling, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { busyDesk, violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { rowsOf } from '../../core/test/engine/support/desk.ts';
import { openStorage } from '../src/open-storage.ts';
import { everyDatabase, role, type TestDatabase } from './support/databases.ts';

async function linesOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe.each(everyDatabase)('leaving for $kind, and from there', ({ make }) => {
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

  test('F33: a tenant that moves in and out again is the same to the byte', async () => {
    const home = await busyDesk({ storage: memoryStorage() });
    const lines = await linesOf(home.desk.export());
    const clock = fixedClock(home.clock.now());
    const here = createBilling({ storage, clock });
    const back = createBilling({ storage: memoryStorage(), clock });

    expect(await here.import(lines)).toEqual({ tenantId: 'desk', rows: lines.length - 1 });
    expect(await violationsOf(here)).toEqual([]);
    expect(await rowsOf(storage)).toEqual(await rowsOf(home.storage));
    expect(await linesOf(here.forTenant('desk').export())).toEqual(lines);

    await back.import(here.forTenant('desk').export());
    expect(await linesOf(back.forTenant('desk').export())).toEqual(lines);
    await expect(here.import(lines)).rejects.toMatchObject({ code: 'TENANT_NOT_EMPTY' });
  });

  test('a line that is none leaves nothing behind', async () => {
    const home = await busyDesk({ storage: memoryStorage(), tenantId: 'another' });
    const lines = [...(await linesOf(home.desk.export())), '{'];
    await expect(createBilling({ storage }).import(lines)).rejects.toMatchObject({ code: 'IMPORT_INVALID' });
    expect(await rowsOf(storage, 'another')).toEqual({});
  });
});
