import { expect, test } from 'vitest';
import type { Json } from '../../src/ports/storage.ts';
import { busyDesk, violationsOf } from './support/busy-desk.ts';
import { rowsOf, testDesk } from './support/desk.ts';

interface ExportedRow {
  readonly collection: string;
  readonly id: string;
  readonly value: Json;
}

async function linesOf(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

test('F33: an export has every row of the tenant, one a line, and nothing of another', async () => {
  const { desk, storage } = await busyDesk();
  await testDesk({ storage, tenantId: 'other' });
  const [head = '', ...lines] = await linesOf(desk.export());
  expect(JSON.parse(head)).toEqual({
    format: 'billwright',
    version: 1,
    tenantId: 'desk',
    at: '2026-05-01T06:00:00.000Z',
  });
  const exported = new Map<string, { readonly id: string; readonly value: Json }[]>();
  for (const line of lines) {
    expect(line).not.toContain('\n');
    const row: ExportedRow = JSON.parse(line);
    const { collection, id, value } = row;
    exported.set(collection, [...(exported.get(collection) ?? []), { id, value }]);
  }
  const stored = await rowsOf(storage);
  expect(Object.fromEntries(exported)).toEqual(
    Object.fromEntries(
      Object.entries(stored).map(([name, rows]) => [name, rows.map(({ id, value }) => ({ id, value }))]),
    ),
  );
  expect(lines.length).toBeGreaterThan(100);
});

test('I25: an export holds nothing that a connector remembers', async () => {
  const { desk, storage } = await busyDesk();
  const secret = { id: 'books:token', order: '', keys: {}, value: { token: 'canary-1234' } };
  await storage.transaction('desk', (transaction) => transaction.insert('connectors', secret));
  expect((await linesOf(desk.export())).join('\n')).not.toContain('canary-1234');
});

test('an export can be given up', async () => {
  const { desk } = await busyDesk();
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  await expect(linesOf(desk.export({ signal: controller.signal }))).rejects.toThrow('enough');
  await expect(desk.verify({ signal: controller.signal }).next()).rejects.toThrow('enough');
});

test('all tenants are checked, or one of them', async () => {
  const { billing, storage, desk } = await busyDesk();
  const other = await testDesk({ storage, tenantId: 'other' });
  const row = { id: 'x', order: '', keys: {}, value: { amount: { amount: '1', currency: 'EUR' } } };
  await storage.transaction('other', (transaction) => transaction.insert('plans', row));
  expect(await violationsOf(desk)).toEqual([]);
  expect(await violationsOf(other.desk)).toMatchObject([{ tenantId: 'other', invariant: 'I26' }]);
  expect(await violationsOf(billing)).toMatchObject([{ tenantId: 'other', invariant: 'I26' }]);
  const one = { verify: () => billing.verify({ tenantId: 'desk' }) };
  expect(await violationsOf(one)).toEqual([]);
  await expect(billing.verify({ tenantId: '' }).next()).rejects.toMatchObject({ code: 'ENGINE_INVALID' });
});
