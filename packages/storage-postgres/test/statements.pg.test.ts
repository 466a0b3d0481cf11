import type { Desk } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { whenQueried } from './support/when-queried.ts';

/** How many statements it took to do something for all customers. */
interface Statements {
  readonly record: number;
  readonly read: number;
  readonly save: number;
  readonly issue: number;
}

describe.each(inject('postgresServers').slice(-1))('statements on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  const texts: string[] = [];
  beforeAll(async () => {
    database = await serverDatabase(server);
  });
  afterAll(() => database.drop());

  async function statementsFor(customerCount: number, entryCount: number): Promise<Statements> {
    const pool = whenQueried(database.pool, (text, query) => {
      texts.push(text);
      return query();
    });
    const tenantId = `${customerCount} with ${entryCount}`;
    const customers = Array.from({ length: customerCount }, (_, index) => `customer-${index}`);
    const storage = await postgresStorage({ pool, role });
    const { desk } = await testDesk({ storage, customers, tenantId });
    const counted = async (body: () => Promise<unknown>): Promise<number> => {
      texts.length = 0;
      await body();
      return texts.length;
    };
    const record = await counted(async () => {
      for (const customerId of customers) {
        await desk.work.record(
          Array.from({ length: entryCount }, (_, index) =>
            testEntry(`${customerId}-${index}`, { customerId }),
          ),
        );
      }
    });
    const read = await counted(async () => {
      for (const customerId of customers) expect(await openOf(desk, customerId)).toBe(entryCount);
    });
    const save = await counted(async () => {
      const { counts } = await desk.batches.save({ through: '2026-03-31', key: 'march' });
      expect(counts.invoiced).toBe(customerCount);
    });
    const { id } = await desk.batches.save({ through: '2026-03-31', key: 'march' });
    const issue = await counted(async () => {
      expect(await desk.batches.issue(id)).toHaveLength(customerCount);
    });
    return { record, read, save, issue };
  }

  const openOf = async (desk: Desk, customerId: string): Promise<number> =>
    (await desk.work.list({ customerId, isOpen: true, limit: 1000 })).items.length;

  test('recording, reading, billing and issuing a customer takes as many with 100 entries as with 10', async () => {
    const few = await statementsFor(10, 10);
    expect(await statementsFor(10, 100)).toEqual(few);
    const many = await statementsFor(100, 10);
    expect(await statementsFor(100, 100)).toEqual(many);
    const each = (what: keyof Statements): number => (many[what] - few[what]) / 90;
    expect(each('record')).toBeLessThanOrEqual(11);
    expect(each('read')).toBeLessThanOrEqual(3);
    expect(each('save')).toBeLessThanOrEqual(26);
    expect(each('issue')).toBeLessThanOrEqual(17);
  });

  test('pages begin where the last one ended, and skip nothing by counting', () => {
    expect(texts.filter((text) => /\bOFFSET\b/i.test(text))).toEqual([]);
  });
});
