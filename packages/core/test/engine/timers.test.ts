import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import { rowsOf, type TestDesk, testDesk } from './support/desk.ts';

const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' } as const;

const at = ({ clock }: TestDesk, time: string): void => clock.set(`2026-03-02T${time}Z`);
const started = async (): Promise<TestDesk> => {
  const own = await testDesk({ now: '2026-03-02T09:00:00.400Z' });
  await own.desk.timers.start({ ...work, id: 'te_1', note: 'the printer' });
  return own;
};

describe('a timer', () => {
  test('F1, R10: becomes a time entry from its start to its stop, with its pauses as the break', async () => {
    const own = await started();
    at(own, '09:20:00');
    await own.desk.timers.pause('te_1');
    at(own, '09:27:07');
    await own.desk.timers.resume('te_1');
    at(own, '10:00:00.900');
    expect((await own.desk.timers.get('te_1'))?.seconds).toBe(3600 - 427);
    const { work: entry } = await own.desk.timers.stop('te_1');
    expect(entry).toEqual({
      ...work,
      id: 'te_1',
      note: 'the printer',
      start: '2026-03-02T09:00:00.000Z',
      end: '2026-03-02T10:00:00.000Z',
      breakMinutes: 427 / 60,
    });
    expect(await own.desk.timers.get('te_1')).toBe(null);
    expect((await own.desk.work.list({ customerId: 'acme', isOpen: true })).items.length).toBe(1);
  });

  test('R10: counts elapsed time through the night in which an hour is there twice', async () => {
    const own = await testDesk({ now: '2026-10-25T00:30:00.000Z' });
    await own.desk.timers.start({ ...work, id: 'te_1' });
    own.clock.set('2026-10-25T02:30:00.000Z');
    expect((await own.desk.timers.get('te_1'))?.seconds).toBe(7200);
    await own.desk.timers.stop('te_1');
    const { customers } = await own.desk.batches.preview({ through: '2026-10-31' });
    expect(customers[0]?.drafts[0]?.content.totals.net.amount).toBe('240.00');
  });

  test('that is stopped in a pause ends where the pause began', async () => {
    const own = await started();
    at(own, '09:30:00');
    await own.desk.timers.pause('te_1');
    at(own, '23:00:00');
    const { work: entry } = await own.desk.timers.stop('te_1');
    expect(entry).toMatchObject({ end: '2026-03-02T09:30:00.000Z', breakMinutes: 0 });
  });

  test('stays as it is when it is paused or resumed twice, and a pause of no length leaves no trace', async () => {
    const own = await started();
    at(own, '09:10:00');
    const paused = await own.desk.timers.pause('te_1');
    expect(await own.desk.timers.pause('te_1')).toEqual(paused);
    const resumed = await own.desk.timers.resume('te_1');
    expect(await own.desk.timers.resume('te_1')).toEqual(resumed);
    expect(resumed.pauses).toEqual([]);
  });

  test('goes on when the process does not', async () => {
    const own = await started();
    at(own, '09:45:00');
    const next = createBilling({ storage: own.storage, clock: own.clock }).forTenant('desk');
    expect((await next.timers.list({ agentId: 'ana' })).items.map(({ seconds }) => seconds)).toEqual([2700]);
    expect(await next.timers.stop('te_1')).toMatchObject({ work: { end: '2026-03-02T09:45:00.000Z' } });
  });

  test('that is discarded leaves no work', async () => {
    const own = await started();
    await own.desk.timers.discard('te_1');
    expect(await own.desk.timers.get('te_1')).toBe(null);
    expect((await own.desk.work.list()).items).toEqual([]);
  });

  test('is stopped once, however often that is asked with one key', async () => {
    const own = await started();
    at(own, '09:30:00');
    const once = await own.desk.timers.stop('te_1', { key: 'stop' });
    expect(await own.desk.timers.stop('te_1', { key: 'stop' })).toEqual(once);
    await expect(own.desk.timers.stop('te_1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an agent', () => {
  test('has one timer that runs: a second one is refused', async () => {
    const own = await started();
    await expect(own.desk.timers.start({ ...work, id: 'te_2' })).rejects.toMatchObject({
      code: 'TIMER_RUNNING',
      details: { agentId: 'ana', timerId: 'te_1' },
    });
    await own.desk.timers.start({ ...work, agentId: 'ben', id: 'te_3' });
  });

  test('has one timer that runs, of two that are started at once', async () => {
    const own = await testDesk();
    const start = (id: string) => own.desk.timers.start({ ...work, id });
    const results = await Promise.allSettled([start('te_1'), start('te_2')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('switches: the other timer is paused or stopped', async () => {
    const own = await started();
    at(own, '09:30:00');
    await own.desk.timers.start({ ...work, id: 'te_2', whenRunning: 'pause' });
    expect((await own.desk.timers.get('te_1'))?.timer.state).toBe('paused');
    await expect(own.desk.timers.resume('te_1')).rejects.toMatchObject({ code: 'TIMER_RUNNING' });
    at(own, '10:00:00');
    await own.desk.timers.resume('te_1', { whenRunning: 'stop' });
    expect(await own.desk.timers.get('te_2')).toBe(null);
    expect((await own.desk.work.list({ agentId: 'ana' })).items.map((one) => one.work.id)).toEqual(['te_2']);
  });
});

test('work that could not be recorded at the end is refused at the beginning', async () => {
  const own = await testDesk();
  const before = await rowsOf(own.storage);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  for (const given of [null, {}, { ...work, start: '2026-03-02T09:00:00Z' }, { ...work, whenRunning: 'run' }])
    await expect(own.desk.timers.start(given as unknown as typeof work)).rejects.toMatchObject({
      code: 'TIME_ENTRY_INVALID',
    });
  expect(await rowsOf(own.storage)).toEqual(before);
});

test('I21: nothing of it is seen or changed by another tenant', async () => {
  const own = await started();
  const before = await rowsOf(own.storage);
  const { timers } = own.billing.forTenant('other');
  expect(await timers.get('te_1')).toBe(null);
  expect((await timers.list({ agentId: 'ana' })).items).toEqual([]);
  for (const call of [
    timers.pause('te_1'),
    timers.resume('te_1'),
    timers.stop('te_1'),
    timers.discard('te_1'),
  ])
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await rowsOf(own.storage)).toEqual(before);
});
