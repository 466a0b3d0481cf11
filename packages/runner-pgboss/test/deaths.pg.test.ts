import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { byChance } from '../../storage-postgres/test/support/by-chance.ts';
import { role } from '../../storage-postgres/test/support/databases.ts';
import { isNight } from '../../storage-postgres/test/support/nights.ts';
import { billingDay } from '../../storage-postgres/test/support/small-desk.ts';
import { faultsOf, freshDesk, until, untilSaved, workplaces } from './support/many-workers.ts';
import { queueDatabase, type QueueDatabase } from './support/queue-database.ts';
import { startProcess, startWorker, untilDone, type WorkerProcess } from './support/start-worker.ts';

/** Processes take their time to start when others do too; and a worker is dead after 10 seconds of silence, not before. */
const patience = 300_000;

describe.each(inject('postgresServers').slice(-1))('who is killed on PostgreSQL $version', (server) => {
  let database: QueueDatabase;
  let places: ReturnType<typeof workplaces>;
  let workers: WorkerProcess[] = [];
  beforeAll(async () => {
    database = await queueDatabase(server);
    places = workplaces(database);
  });
  afterEach(async () => {
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all(workers.splice(0).map(({ ended }) => ended));
    await places.close();
  });
  afterAll(() => database.drop());

  const start = (options: Parameters<typeof startWorker>[1] = {}): WorkerProcess => {
    const worker = startWorker(database.appUrl, options);
    workers.push(worker);
    return worker;
  };

  test(
    'while it bills: others take its customers over, and nothing is billed twice',
    async () => {
      const { desk, id, progress } = await places.openBusy(90, { expireSeconds: 5 });
      const victim = start({ deadly: 'customer-007' });
      expect(await victim.ended).toBe('SIGKILL');
      expect((await progress()).underWay).toBeGreaterThan(0);
      const others = [start(), start()];
      await untilSaved(desk, id);
      expect(await faultsOf(desk, 90)).toEqual([]);
      await until('the queue knows', async () => (await progress()).done === 90);
      await until('one of them tells', () => others.some(({ done }) => done.includes('customer-007')));
    },
    patience,
  );

  test(
    'by one customer: the customer is parked when it has killed its last worker, and the others are billed',
    async () => {
      // Whoever enqueues says how often a customer is tried.
      const { id } = await places.openBusy(20, { retries: 0 });
      const { desk, runner } = await places.open();
      const victim = start({ deadly: 'customer-007' });
      expect(await victim.ended).toBe('SIGKILL');
      start();
      await untilSaved(desk, id);
      const { items } = await desk.batches.customers(id);
      const failed = items.filter(({ status }) => status === 'failed');
      expect(failed.map(({ customerId }) => customerId)).toContain('customer-007');
      // Who was in the same hands when the worker died.
      expect(failed.length).toBeLessThanOrEqual(4);
      expect(new Set(failed.map(({ reason }) => reason?.code))).toEqual(new Set(['worker-lost']));
      expect((await runner.parked()).map(({ fault }) => fault.code)).toContain('worker-lost');
      await desk.batches.distribute(id, { retryFailed: true });
      await untilSaved(desk, id);
      expect(await faultsOf(desk, 20)).toEqual([]);
    },
    patience,
  );

  test.each(['after the plan', 'before the queue has them', 'after the queue has them'])(
    'between saving a batch and handing it over, %s: the tick hands it over, and each customer is billed once',
    async (place) => {
      await freshDesk(database, 10);
      const told = [database.appUrl, role, billingDay, place];
      const dying = startProcess('hand-over-until-killed.ts', told);
      expect(await dying.ended).toBe('SIGKILL');
      const { billing, desk, runner, handed } = await places.open();
      const [batch] = (await desk.batches.list()).items;
      expect(batch?.distribution).toMatchObject({ state: 'begun' });
      const left = { tenantId: 'desk', batchId: batch?.id ?? '' };
      const before = await runner.progress(left);
      expect(before.waiting).toBe(place === 'after the queue has them' ? 10 : 0);
      await billing.tick();
      expect((await runner.progress(left)).waiting).toBe(10);
      const working = await billing.work();
      await untilSaved(desk, left.batchId);
      await working.stop();
      expect(handed.toSorted()).toEqual([...new Set(handed)].toSorted());
      expect(await faultsOf(desk, 10)).toEqual([]);
    },
    patience,
  );

  // The time of a night: each of these processes has to start first.
  test.runIf(isNight)(
    'again and again, sixty times while they bill: nothing is billed twice, and nothing is lost',
    () =>
      byChance(async (random) => {
        const { desk, id, progress } = await places.openBusy(500, { expireSeconds: 3, retries: 1000 });
        let left = 60;
        let killedAtWork = 0;
        const lane = async (): Promise<void> => {
          while (left > 0) {
            left -= 1;
            const worker = start();
            await untilDone(worker, 1 + random.below(8));
            await new Promise((resolve) => {
              setTimeout(resolve, random.below(50));
            });
            if ((await progress()).waiting > 0) killedAtWork += 1;
            worker.child.kill('SIGKILL');
            await worker.ended;
          }
        };
        await Promise.all(Array.from({ length: 4 }, lane));
        expect(killedAtWork).toBeGreaterThan(30);
        start();
        await until('the batch is saved', async () => (await desk.batches.get(id))?.state === 'saved', 600);
        expect(await faultsOf(desk, 500)).toEqual([]);
      }),
  );

  test('politely: what it is at goes back to the queue before it ends, and who comes next does it', async () => {
    const { desk, id, progress } = await places.openBusy(40);
    const leaving = start({ leavesAfter: 5 });
    expect(await leaving.ended).toBe('done');
    const { underWay, waiting, retrying } = await progress();
    expect(underWay).toBe(0);
    expect(waiting + retrying).toBeGreaterThan(0);
    start();
    await untilSaved(desk, id);
    expect(await faultsOf(desk, 40)).toEqual([]);
  });
});
