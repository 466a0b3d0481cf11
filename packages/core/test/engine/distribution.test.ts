import { describe, expect, test } from 'vitest';
import { rateCardRecords } from '../../src/engine/records/master-data.ts';
import type { BillingJob } from '../../src/ports/runner.ts';
import { rowsOf, testDesk, testEntry } from './support/desk.ts';
import { memoryRunner } from './support/memory-runner.ts';

const march = { through: '2026-03-31', key: '2026-03' } as const;
const customers = ['acme', 'globex', 'initech'];

async function distributedDesk() {
  const runner = memoryRunner();
  const logged: string[] = [];
  const log = (message: string): void => {
    logged.push(message);
  };
  const logger = { info: log, warn: log, error: log };
  const given = await testDesk({ customers, runner, logger });
  await given.desk.work.record(customers.map((customerId) => testEntry(`te_${customerId}`, { customerId })));
  const tick = async () => (await given.billing.tick()).outcomes.find(({ part }) => part === 'bill-runs');
  const outcomes = async (batchId: string) =>
    (await given.desk.batches.customers(batchId)).items.map(({ customerId, status, reason }) =>
      [customerId, status, reason?.code].filter((word) => word !== undefined).join(' '),
    );
  return { ...given, runner, logged, tick, outcomes };
}

const invoiced = customers.map((id) => `${id} invoiced`);

describe('a batch that is to be distributed', () => {
  test('R94: and whose caller dies before it is, is handed over by the tick, once', async () => {
    const { desk, billing, runner, tick, outcomes } = await distributedDesk();
    const { id, distribution } = await desk.batches.plan(march, { distribute: true });
    expect(distribution).toEqual({ state: 'begun', round: 1 });
    expect(runner.waiting()).toEqual([]);
    expect(await tick()).toMatchObject({ status: 'done', result: { customers: 3 } });
    expect(await tick()).toMatchObject({ status: 'done', result: { customers: 0 } });
    expect(runner.taken()).toBe(1);
    await billing.work();
    await runner.workOff();
    expect(await outcomes(id)).toEqual(invoiced);
    expect(await desk.batches.get(id)).toMatchObject({ state: 'saved', distribution: { state: 'done' } });
  });

  test('and whose queue can not be reached is handed over by a later tick', async () => {
    const { desk, runner, tick } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    runner.breakDown('enqueue');
    await expect(desk.batches.distribute(id)).rejects.toThrow('the queue is down');
    expect(await tick()).toMatchObject({ status: 'failed', reason: 'the queue is down' });
    runner.mend();
    expect(await tick()).toMatchObject({ status: 'done', result: { customers: 3 } });
    expect(runner.waiting()).toEqual(customers);
  });

  test('is left alone by a tick without a runner, and one that was only planned by any', async () => {
    const { desk, storage, runner, tick } = await distributedDesk();
    await desk.batches.plan(march);
    expect(await tick()).toMatchObject({ result: { customers: 0 } });
    const { billing } = await testDesk({ storage, customers: [] });
    const { outcomes } = await billing.tick();
    expect(outcomes.find(({ part }) => part === 'bill-runs')).toMatchObject({ result: null });
    expect(runner.waiting()).toEqual([]);
  });

  test('twice at once is handed over in the end, whoever comes last', async () => {
    const { desk, runner } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await Promise.all([desk.batches.distribute(id), desk.batches.distribute(id)]);
    expect(runner.waiting()).toEqual(customers);
    expect((await desk.batches.get(id))?.distribution).toEqual({ state: 'done', round: 2 });
  });
});

describe('stopping a batch', () => {
  test('leaves who waits pending: nothing that was handed out before is billed, and distributing goes on', async () => {
    const { desk, billing, runner, outcomes } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.workOff(1);
    const [late] = runner.jobs();
    await desk.batches.stop(id);
    expect(runner.waiting()).toEqual([]);
    if (late !== undefined) await runner.handOut(late);
    expect(await outcomes(id)).toEqual(['acme invoiced', 'globex pending', 'initech pending']);
    expect(await desk.batches.distribute(id)).toBe(2);
    await runner.workOff();
    expect(await outcomes(id)).toEqual(invoiced);
  });

  test('is no matter for who runs it here', async () => {
    const { desk, outcomes } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await desk.batches.stop(id);
    for await (const { status } of desk.batches.run(id)) expect(status).toBe('invoiced');
    expect(await outcomes(id)).toEqual(invoiced);
  });

  test('while it is handed over takes back what came after', async () => {
    const { desk, runner } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    runner.beforeEnqueue(() => desk.batches.stop(id));
    await desk.batches.distribute(id);
    expect(runner.waiting()).toEqual([]);
    expect((await desk.batches.get(id))?.distribution?.state).toBe('stopped');
  });

  test('holds when the queue can not be reached, says so in the log, and is in the audit log once', async () => {
    const { desk, runner, logged, tick } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    runner.breakDown('cancel');
    await desk.batches.stop(id, { actor: { kind: 'person', id: 'ana' } });
    await desk.batches.stop(id);
    expect(logged).toEqual(Array(2).fill('jobs of a batch could not be taken back'));
    expect(await tick()).toMatchObject({ result: { customers: 0 } });
    const { items } = await desk.audit.list({ subject: { kind: 'batch', id } });
    expect(items.map(({ action }) => action)).toEqual(['batch.save', 'batch.stop']);
  });

  test('leaves a batch as it is that was never distributed', async () => {
    const { desk, storage } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    const before = await rowsOf(storage);
    await desk.batches.stop(id);
    expect(await rowsOf(storage)).toEqual(before);
  });
});

describe('a customer whom the runner gives up', () => {
  const broken = { code: 'STORAGE_UNAVAILABLE', message: 'the disk is full' };

  test('has failed with the code, holds up no other, and is tried again when somebody says so', async () => {
    const { desk, billing, runner, outcomes } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.giveUp('globex', broken);
    await runner.workOff();
    const given = ['acme invoiced', 'globex failed STORAGE_UNAVAILABLE', 'initech invoiced'];
    expect(await outcomes(id)).toEqual(given);
    expect(await desk.batches.get(id)).toMatchObject({ state: 'saved', counts: { failed: 1 } });
    expect(await desk.batches.distribute(id)).toBe(0);
    expect(await desk.batches.distribute(id, { retryFailed: true })).toBe(1);
    await runner.workOff();
    expect(await outcomes(id)).toEqual(invoiced);
    expect((await desk.batches.get(id))?.state).toBe('saved');
  });

  test('stays as it is when somebody was done with it', async () => {
    const { desk, billing, runner, outcomes } = await distributedDesk();
    const { id } = await desk.batches.save(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.handOut(runner.jobOf(id, 'globex'), broken);
    expect(await outcomes(id)).toEqual(invoiced);
  });

  test('is not forgotten when whoever tries it again dies before the runner has it', async () => {
    const { desk, billing, runner, tick } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.giveUp('globex', broken);
    await runner.workOff();
    runner.breakDown('enqueue');
    await expect(desk.batches.distribute(id, { retryFailed: true })).rejects.toThrow('the queue is down');
    runner.mend();
    expect(await tick()).toMatchObject({ result: { customers: 1 } });
    expect(runner.waiting()).toEqual(['globex']);
  });
});

describe('a customer that is tried again', () => {
  test('while somebody else hands the batch over is not forgotten when whoever asked for it dies', async () => {
    const { desk, billing, runner, tick } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.giveUp('globex', { code: 'UNEXPECTED', message: 'nobody knows' });
    let isDying = true;
    runner.beforeEnqueue(async () => {
      if (!isDying) return;
      isDying = false;
      runner.breakDown('enqueue');
      await expect(desk.batches.distribute(id, { retryFailed: true })).rejects.toThrow('the queue is down');
      runner.mend();
    });
    expect(await desk.batches.distribute(id)).toBe(2);
    expect(runner.waiting()).not.toContain('globex');
    await tick();
    expect(runner.waiting().toSorted()).toEqual(customers);
  });
});

describe('what was mended before a batch is handed over again', () => {
  const priced = (rate: string) => ({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly' as const, rate } }],
  });

  /** A batch of which one customer is billed by a worker that lives on, and what the customers came to in the end. */
  async function billedAround(
    mend: (given: Awaited<ReturnType<typeof distributedDesk>>, id: string) => Promise<void>,
  ) {
    const given = await distributedDesk();
    const { desk, billing, runner } = given;
    await desk.rateCards.put(priced('10.00'));
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    await runner.workOff(1);
    await mend(given, id);
    await desk.rateCards.put(priced('20.00'));
    await desk.batches.distribute(id, { retryFailed: true });
    await runner.workOff();
    const { items } = await desk.batches.customers(id);
    return items.map(({ amounts: [amount] }) => amount?.amount);
  }

  test('R94: holds for those who were stopped', async () => {
    const [first, ...later] = await billedAround(({ desk }, id) => desk.batches.stop(id));
    expect(later).toEqual([twice(first), twice(first)]);
  });

  test('R94: holds for those who had failed', async () => {
    const [first, ...later] = await billedAround(async ({ runner }) => {
      for (const id of ['globex', 'initech']) await runner.giveUp(id, { code: 'UNEXPECTED', message: 'why' });
    });
    expect(later).toEqual([twice(first), twice(first)]);
  });

  const twice = (amount = ''): string => (Number(amount) * 2).toFixed(2);
});

describe('a job', () => {
  const stray = (given: Partial<BillingJob>): BillingJob => ({
    key: 'stray',
    tenantId: 'desk',
    batchId: 'batch_0001',
    customerId: 'acme',
    ...given,
  });

  test('of a batch that is gone, or was never here, is done: there is nothing to do', async () => {
    const { desk, billing, runner, storage } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    const held = runner.jobs();
    await desk.batches.delete(id);
    expect(runner.waiting()).toEqual([]);
    const before = await rowsOf(storage);
    const fault = { code: 'worker-lost', message: 'its worker died' };
    for (const job of [...held, stray({ batchId: 'none' }), stray({ customerId: 'none', batchId: id })]) {
      await runner.handOut(job);
      await runner.handOut(job, fault);
    }
    expect(await rowsOf(storage)).toEqual(before);
  });

  test('that can not be done yet is thrown back to the runner', async () => {
    const { desk, billing, runner, seed } = await distributedDesk();
    const { id } = await desk.batches.plan(march);
    await desk.batches.distribute(id);
    await billing.work();
    // What the settings name is missing: that must not pass for a batch that is gone.
    await seed(async (unit) => unit.drop(rateCardRecords, 'standard'));
    await expect(runner.handOut(runner.jobOf(id, 'acme'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { collection: 'rate-cards' },
    });
    expect((await desk.batches.get(id))?.counts.pending).toBe(3);
  });
});
