import { BillingError, type Storage, type StorageTransaction } from '@billwright/core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, until, untilSaved, workplaces } from './support/many-workers.ts';
import { queueDatabase, type QueueDatabase } from './support/queue-database.ts';

/** A storage that can't read one customer, as long as it is broken. */
function forgetful(customerId: string): {
  readonly wrap: (real: Storage) => Storage;
  readonly mend: () => void;
} {
  let isBroken = true;
  const breaking = (tx: StorageTransaction): StorageTransaction =>
    new Proxy(tx, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]): Promise<unknown> => {
          if (isBroken && name === 'get' && given[0] === 'customers' && given[1] === customerId)
            throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'the disk is full' });
          return Reflect.apply(value, target, given);
        };
      },
    });
  return {
    mend() {
      isBroken = false;
    },
    wrap: (real) => ({
      ...real,
      transaction: (tenantId, body, options) =>
        real.transaction(tenantId, (tx) => body(breaking(tx)), options),
    }),
  };
}

describe.each(inject('postgresServers').slice(-1))('workers on PostgreSQL $version', (server) => {
  let database: QueueDatabase;
  let places: ReturnType<typeof workplaces>;
  beforeAll(async () => {
    database = await queueDatabase(server);
    places = workplaces(database);
  });
  afterEach(() => places.close());
  afterAll(() => database.drop());

  test('R94: two share the customers of a batch that is handed over four times at once, and bill each once', async () => {
    let otherHas: readonly string[] = [];
    const one = await places.openBusy(40, {
      before: () => until('the other one has some, too', () => otherHas.length > 0),
    });
    const { id, progress } = one;
    const other = await places.open();
    otherHas = other.handed;
    await Promise.all([one, other, one].map(({ desk }) => desk.batches.distribute(id)));
    expect(await progress()).toMatchObject({ waiting: 40, done: 0 });
    const working = [await one.billing.work(), await other.billing.work()];
    await untilSaved(one.desk, id);
    await Promise.all(working.map((each) => each.stop()));
    expect(one.handed.length).toBeGreaterThan(0);
    expect(other.handed.length).toBeGreaterThan(0);
    expect(one.handed.length + other.handed.length).toBe(40);
    expect(await faultsOf(one.desk, 40)).toEqual([]);
    expect(await progress()).toEqual({
      waiting: 0,
      retrying: 0,
      underWay: 0,
      done: 40,
      parked: 0,
      cancelled: 0,
    });
    expect([...one.told, ...other.told]).toEqual([]);
  });

  test('one that always fails is parked with the code of its error, and billed when that is mended', async () => {
    const broken = forgetful('customer-003');
    const place = await places.openBusy(12, { retries: 1, storage: broken.wrap });
    const { billing, desk, runner, told, handed, id, progress } = place;
    const working = await billing.work();
    await untilSaved(desk, id);
    expect((await desk.batches.get(id))?.counts).toMatchObject({ invoiced: 11, failed: 1, pending: 0 });
    const { items } = await desk.batches.customers(id);
    expect(items.find(({ customerId }) => customerId === 'customer-003')).toMatchObject({
      status: 'failed',
      reason: { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('the disk is full') },
    });
    const [given, ...others] = await runner.parked({ tenantId: 'desk', batchId: id });
    expect(others).toEqual([]);
    expect(given).toMatchObject({
      job: { customerId: 'customer-003', batchId: id, tenantId: 'desk' },
      fault: { code: 'STORAGE_UNAVAILABLE' },
      tries: 2,
    });
    expect(await runner.parked()).toEqual([given]);
    expect(await runner.parked({ tenantId: 'another', batchId: id })).toEqual([]);
    expect(handed.filter((customerId) => customerId === 'customer-003')).toHaveLength(2);
    await until('the log is told', () => told.some((text) => text.includes('parked: it failed too often')));
    await until('the queue knows', async () => (await progress()).done === 11);
    expect((await progress()).parked).toBe(1);
    broken.mend();
    expect(await desk.batches.distribute(id, { retryFailed: true })).toBe(1);
    await untilSaved(desk, id);
    await working.stop();
    expect(await faultsOf(desk, 12)).toEqual([]);
    expect(await progress()).toMatchObject({ done: 12, parked: 0 });
    expect(await runner.parked()).toEqual([]);
  });

  test('one that is given up is told of again and again, until somebody takes note', async () => {
    await database.emptyQueue();
    const { runner, told } = await places.open({ retries: 0 });
    const job = { key: 'k', tenantId: 'desk', batchId: 'batch_1', customerId: 'acme' };
    await runner.enqueue([job]);
    const tries: unknown[] = [];
    const working = await runner.work(
      async () => {
        throw new TypeError('no function');
      },
      {
        async onGivenUp(...given) {
          tries.push(given);
          if (tries.length === 1) throw new Error('not now');
        },
      },
    );
    await until('it is told', () => told.some((text) => text.includes('nobody could be told')));
    // It would be told again after a minute.
    await until('it waits', async () => {
      const waiting = `UPDATE billwright_jobs.job SET start_after = now()
        WHERE name = 'billing-parked' AND state = 'retry' RETURNING 1`;
      return (await database.ask(waiting)).length === 1;
    });
    await until('it is told again', () => tries.length === 2);
    await working.stop();
    const fault = { code: 'UNEXPECTED', message: 'no function' };
    expect(tries).toEqual([
      [job, fault],
      [job, fault],
    ]);
    expect(await runner.parked()).toMatchObject([{ job, fault, tries: 1 }]);
    expect(
      await database.ask("SELECT state::text FROM billwright_jobs.job WHERE name = 'billing-parked'"),
    ).toEqual(['completed']);
  });

  test('a batch that is stopped is billed no further, and goes on when it is distributed again', async () => {
    let isStopped = false;
    const { billing, desk, handed, id, progress } = await places.openBusy(60, {
      atOnce: 2,
      before: async (all) => {
        if (all.length > 6) await until('it is stopped', () => isStopped);
      },
    });
    const working = await billing.work();
    await until('some are done', () => handed.length > 6);
    await desk.batches.stop(id);
    isStopped = true;
    await until('nobody is under way', async () => (await progress()).underWay === 0);
    const { done, cancelled, waiting } = await progress();
    expect([done + cancelled, waiting]).toEqual([60, 0]);
    expect(cancelled).toBeGreaterThan(20);
    const { counts } = (await desk.batches.get(id)) ?? {};
    expect(counts?.pending).toBeGreaterThanOrEqual(cancelled);
    expect(await desk.batches.distribute(id)).toBe(counts?.pending);
    await untilSaved(desk, id);
    await working.stop();
    expect(await faultsOf(desk, 60)).toEqual([]);
    expect(await progress()).toMatchObject({ done: 60, cancelled: 0 });
  });

  test('one that is handed over again while it is still under way comes again: its worker may have left it undone', async () => {
    await database.emptyQueue();
    const { runner } = await places.open();
    const job = { key: 'k', tenantId: 'desk', batchId: 'batch_1', customerId: 'acme' };
    await runner.enqueue([job]);
    let [begun, isHeld] = [0, true];
    const working = await runner.work(async () => {
      begun += 1;
      await until('it is let go', () => !isHeld);
    });
    await until('it is under way', () => begun === 1);
    await Promise.all([runner.enqueue([job]), runner.enqueue([job])]);
    isHeld = false;
    await until('it came again', () => begun === 2);
    await until('it is done', async () => (await runner.progress(job)).done === 1);
    await working.stop();
    expect(begun).toBe(2);
  });

  test('a batch that is deleted while it is worked on is released, and leaves no job that does anything', async () => {
    const { billing, desk, handed, told, id, progress } = await places.openBusy(40, { atOnce: 2 });
    const working = await billing.work();
    await until('some are done', () => handed.length > 5);
    await desk.batches.delete(id);
    await until('nobody is under way', async () => (await progress()).underWay === 0);
    await working.stop();
    expect((await desk.batches.get(id))?.counts).toMatchObject({ invoiced: 0 });
    expect((await desk.invoices.list()).items).toEqual([]);
    expect(await progress()).toMatchObject({ waiting: 0, retrying: 0, parked: 0 });
    expect(await faultsOf(desk, 0)).toEqual([]);
    expect(told).toEqual([]);
  });

  test('whose connections break again and again bill each customer once', async () => {
    const { billing, desk, id } = await places.openBusy(60);
    const working = await billing.work();
    for (let blow = 0; blow < 4; blow += 1) {
      await new Promise((resolve) => {
        setTimeout(resolve, 150);
      });
      await database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'billwright_login' AND datname = current_database()",
      );
    }
    await untilSaved(desk, id);
    await working.stop();
    expect(await faultsOf(desk, 60)).toEqual([]);
  });
});
