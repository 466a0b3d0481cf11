import type { Desk, TimeEntry } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { memoryRunner } from '../../core/test/engine/support/memory-runner.ts';
import { type PostgresPool, postgresStorage } from '../src/index.ts';
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
    const tenantId = `${customerCount} with ${entryCount}`;
    const customers = Array.from({ length: customerCount }, (_, index) => `customer-${index}`);
    const storage = await postgresStorage({ pool: countingPool(), role });
    const { desk } = await testDesk({ storage, customers, tenantId });
    const counted = async (body: () => Promise<unknown>): Promise<number> => {
      texts.length = 0;
      await body();
      return texts.length;
    };
    const record = await counted(async () => {
      for (const customerId of customers) await desk.work.record(entriesOf(customerId, entryCount));
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

  /** What a worker takes to whom a queue hands so many customers, without what the queue takes. */
  async function statementsOfWorker(count: number): Promise<number> {
    const storage = await postgresStorage({ pool: countingPool(), role });
    const runner = memoryRunner();
    const customers = Array.from({ length: count }, (_, index) => `customer-${index}`);
    const { billing, desk } = await testDesk({ storage, customers, tenantId: `worker of ${count}`, runner });
    await desk.work.record(customers.flatMap((customerId) => entriesOf(customerId, 2)));
    await billing.work();
    texts.length = 0;
    const { id } = await desk.batches.plan({ through: '2026-03-31', key: 'march' }, { distribute: true });
    await desk.batches.distribute(id);
    await runner.workOff();
    const taken = texts.length;
    expect((await desk.batches.get(id))?.counts.invoiced).toBe(count);
    return taken;
  }

  const countingPool = (): PostgresPool =>
    whenQueried(database.pool, (text, query) => {
      texts.push(text);
      return query();
    });

  const entriesOf = (customerId: string, count: number): readonly TimeEntry[] =>
    Array.from({ length: count }, (_, index) => testEntry(`${customerId}-${index}`, { customerId }));

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
    expect(each('save')).toBeLessThanOrEqual(25);
    expect(each('issue')).toBeLessThanOrEqual(13);
  });

  test('a worker takes six more for a customer: it looks whether there is news, and whether that was the last one', async () => {
    const [few, many] = [await statementsOfWorker(4), await statementsOfWorker(14)];
    expect((many - few) / 10).toBeLessThanOrEqual(31);
  });

  test('pages begin where the last one ended, and skip nothing by counting', () => {
    expect(texts.filter((text) => /\bOFFSET\b/i.test(text))).toEqual([]);
  });
});
