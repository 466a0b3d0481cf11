import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { collections } from '../../src/ports/collections.ts';
import { fixedClock } from '../../src/testing/fixed-clock.ts';
import { storedCollections } from '../../src/engine/stored-collections.ts';
import { busyDesk, violationsOf } from './support/busy-desk.ts';
import { rowsOf, testDesk } from './support/desk.ts';

const now = '2026-05-01T06:00:00.000Z';

/** Another storage, where nobody is known. */
function elsewhere() {
  const storage = memoryStorage();
  const billing = createBilling({ storage, clock: fixedClock(now) });
  return { storage, billing, desk: billing.forTenant('desk') };
}

async function linesOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const row = (collection: string, id: string, value: unknown): string =>
  JSON.stringify({ collection, id, value });

const head = JSON.stringify({ format: 'billwright', version: 1, tenantId: 'desk', at: now });

test('F33: what was exported is imported elsewhere, row by row, and exported again to the byte', async () => {
  const { desk, storage } = await busyDesk();
  const there = elsewhere();
  const imported = await there.billing.import(desk.export());
  const lines = await linesOf(desk.export());
  expect(imported).toEqual({ tenantId: 'desk', rows: lines.length - 1 });
  expect(await rowsOf(there.storage)).toEqual(await rowsOf(storage));
  expect(await linesOf(there.desk.export())).toEqual(lines);
  expect(await violationsOf(there.desk)).toEqual([]);
});

test('F33: whoever has moved goes on where they were: nothing is billed twice, and the next number follows', async () => {
  const { desk } = await busyDesk();
  const there = elsewhere();
  await there.billing.import(desk.export());
  const request = { through: '2026-04-30', key: '2026-04 again' };
  const issued = [];
  for (const each of [desk, there.desk]) {
    const batch = await each.batches.save(request);
    await each.batches.issue(batch.id);
    const { items } = await each.invoices.list({ batchId: batch.id });
    issued.push(items.map(({ issued: facts }) => facts?.number));
    expect(await violationsOf(each)).toEqual([]);
  }
  expect(issued[0]?.length).toBeGreaterThan(0);
  expect(issued[1]).toEqual(issued[0]);
});

test('a tenant that has rows gets no more of them, not even what is there already', async () => {
  const { desk, billing, storage } = await busyDesk();
  const before = await rowsOf(storage);
  await expect(billing.import(desk.export())).rejects.toMatchObject({
    code: 'TENANT_NOT_EMPTY',
    details: { tenantId: 'desk', collection: 'settings' },
  });
  expect(await rowsOf(storage)).toEqual(before);
});

test('another tenant of the same storage is no hindrance, and does not change', async () => {
  const { desk } = await busyDesk();
  const there = elsewhere();
  await testDesk({ storage: there.storage, tenantId: 'other' });
  const before = await rowsOf(there.storage, 'other');
  await there.billing.import(desk.export());
  expect(await rowsOf(there.storage, 'other')).toEqual(before);
});

describe('an import that can not be whole leaves nothing behind', () => {
  const customer = { id: 'acme', party: { name: 'Acme' } };
  test.each([
    ['no lines', [], 1, 'is missing'],
    ['a first line that is none', ['{'], 1, 'is no JSON'],
    ['a first line of something else', ['{"format":"csv"}'], 1, ''],
    ['a form of the lines that is not known', [head.replace('1', '2')], 1, ''],
    ['a line that breaks off', [head, row('customers', 'acme', customer), '{"coll'], 3, 'is no JSON'],
    ['a collection that there is not', [head, row('clients', 'acme', customer)], 2, ''],
    ['what connectors remember', [head, row('connectors', 'a:memory:b', {})], 2, ''],
    [
      'another id than that of the value',
      [head, row('customers', 'globex', customer)],
      2,
      'is not the value',
    ],
    [
      'a value that is none of the collection',
      [head, row('bills', 'b_1', { id: 'b_1' })],
      2,
      'is no value of',
    ],
    [
      'an id twice',
      [head, row('teams', 'a', { id: 'a' }), row('teams', 'a', { id: 'a' })],
      3,
      'has an id that',
    ],
    ['a line that is no text', [head, 7 as never], 2, 'is missing'],
  ])('%s', async (_, lines, number, message) => {
    const { billing, storage } = elsewhere();
    await expect(billing.import(lines)).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
      details: {
        issues: expect.arrayContaining([
          expect.objectContaining({
            path: expect.arrayContaining(['lines', number]),
            message: expect.stringContaining(message),
          }),
        ]),
      },
    });
    expect(await rowsOf(storage)).toEqual({});
  });

  test.each([[undefined], [null], ['lines'], [{}]])('%j is refused in words', async (lines) => {
    await expect(elsewhere().billing.import(lines as never)).rejects.toMatchObject({
      code: 'IMPORT_INVALID',
    });
  });

  test('nor one that is given up', async () => {
    const { desk } = await busyDesk();
    const { billing, storage } = elsewhere();
    const controller = new AbortController();
    async function* someLines(): AsyncGenerator<string> {
      for await (const line of desk.export()) {
        yield line;
        if (line.includes('"customers"')) controller.abort(new Error('enough'));
      }
    }
    await expect(billing.import(someLines(), { signal: controller.signal })).rejects.toThrow('enough');
    expect(await rowsOf(storage)).toEqual({});
  });
});

test('each collection is kept as the one of its name', () => {
  const named = Object.entries(storedCollections).filter(([, kept]) => 'name' in kept);
  expect(named.map(([, kept]) => ({ ...kept }))).toMatchObject(named.map(([name]) => ({ name })));
  expect(Object.keys(storedCollections)).toEqual(Object.keys(collections));
});
