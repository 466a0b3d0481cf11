import { createBilling, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { differences, endOf } from './support/end-of.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { billingDay, saveAndIssue } from './support/small-desk.ts';
import { tenantCopies } from './support/tenant-copies.ts';
import { startWorker } from './support/worker-processes.ts';

const { kills, workers } = isNight ? { kills: 200, workers: 8 } : { kills: 20, workers: 4 };

const customers = Math.ceil(kills * 1.5);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe.each(inject('postgresServers').slice(-1))('processes on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;

  beforeAll(async () => {
    database = await serverDatabase(server);
    storage = await postgresStorage({ pool: database.pool, role });
    await prepareManyCustomers(storage, customers);
    const copy = await tenantCopies(database);
    await copy('desk', 'undisturbed');
  });
  afterAll(() => database.drop());

  test('I1, I5, I13, I14: that bill the same batch and are killed again and again bill everything once, without a gap', async () => {
    const ends: string[] = [];
    const progress = new Set<unknown>();
    let left = kills;
    let farthest = 0;
    const lane = async (): Promise<void> => {
      let next = startWorker(database.url);
      while (left > 0) {
        left -= 1;
        const worker = await next;
        next = startWorker(database.url);
        // A new process takes its time for its first customer: who dies by the clock alone dies there.
        const place = Math.min(customers, farthest + Math.floor(Math.random() * 8));
        const life = left % 5 === 0 ? Math.random() * 1000 : 5000;
        worker.go();
        await Promise.race([worker.toldOf(place), pause(life)]);
        await pause(Math.random() * (place === customers ? 300 : 20));
        worker.child.kill('SIGKILL');
        ends.push(await worker.ended);
        farthest = Math.max(farthest, worker.told());
        const written = `SELECT count(*)::int FROM billwright.audit WHERE tenant_id = 'desk'`;
        for (const count of await database.ask(written)) progress.add(count);
      }
      const last = await next;
      last.go();
      ends.push(await last.ended);
    };
    await Promise.all(Array.from({ length: workers }, lane));
    // They really died in the middle, and at many places.
    expect(ends.filter((end) => end === 'killed').length).toBeGreaterThan(kills / 2);
    expect(progress.size).toBeGreaterThan(kills / 4);

    const undisturbed = createBilling({ storage, clock: fixedClock(billingDay) });
    expect(await violationsOf(undisturbed.forTenant('desk'))).toEqual([]);
    await saveAndIssue(undisturbed, undisturbed.forTenant('undisturbed'));
    const leeway = { anyNumber: true };
    const [expected, actual] = [
      await endOf(storage, 'undisturbed', leeway),
      await endOf(storage, 'desk', leeway),
    ];
    expect(differences(actual, expected)).toEqual([]);
  });
});
