import type { Storage } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { saveAndIssue } from './support/small-desk.ts';
import { tenantCopies } from './support/tenant-copies.ts';
import { startWorker } from './support/worker-processes.ts';

const { kills, workers } = isNight ? { kills: 200, workers: 8 } : { kills: 20, workers: 4 };

const customers = Math.ceil(kills * 1.5);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** In milliseconds: to start a process takes its time when others do too. */
const patience = isNight ? 1_800_000 : 180_000;

describe.each(inject('postgresServers').slice(-1))('processes on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;

  beforeAll(async () => {
    database = await serverDatabase(server);
    storage = await postgresStorage({ pool: database.pool, role });
    await prepareManyCustomers(storage, customers);
    const copy = await tenantCopies(database);
    for (const tenantId of ['planted', 'undisturbed']) await copy('desk', tenantId);
  });
  afterAll(() => database.drop());

  /** Lets processes bill a tenant, and kills one after the other; the last ones live. */
  async function killAgainAndAgain(tenantId: string, isPlanted = false) {
    const start = () => startWorker(database.url, tenantId, isPlanted);
    const progress = new Set<unknown>();
    let [left, killed, farthest] = [kills, 0, 0];
    const lane = async (): Promise<void> => {
      let next = start();
      while (left > 0) {
        left -= 1;
        const worker = await next;
        next = start();
        // A new process takes its time for its first customer: who dies by the clock alone dies there.
        const place = Math.min(customers, farthest + Math.floor(Math.random() * 8));
        const life = left % 5 === 0 ? Math.random() * 1000 : 30_000;
        worker.go();
        await Promise.race([worker.toldOf(place), pause(life)]);
        await pause(Math.random() * (place === customers ? 300 : 40));
        worker.child.kill('SIGKILL');
        if ((await worker.ended) === 'killed') killed += 1;
        farthest = Math.max(farthest, worker.told());
        const written = `SELECT count(*)::int FROM billwright.audit WHERE tenant_id = '${tenantId}'`;
        for (const count of await database.ask(written)) progress.add(count);
      }
      const last = await next;
      last.go();
      await last.ended;
    };
    await Promise.all(Array.from({ length: workers }, lane));
    return { killed, places: progress.size };
  }

  test(
    'I1, I5, I13, I14: that bill the same batch and are killed again and again bill everything once, without a gap',
    async () => {
      const { killed, places } = await killAgainAndAgain('desk');
      // They really died in the middle, and at many places.
      expect(killed).toBeGreaterThan(kills / 2);
      expect(places).toBeGreaterThan(kills / 4);
      expect(await wrongWith(storage, 'desk', saveAndIssue)).toEqual([]);
    },
    patience,
  );

  test.runIf(isNight)('that claim work before its bill is committed are found out', async () => {
    // Else the database itself refuses it.
    await database.run('ALTER TABLE billwright.claims DROP CONSTRAINT IF EXISTS claims_key_owner_known');
    await killAgainAndAgain('planted', true);
    expect(await wrongWith(storage, 'planted', saveAndIssue)).not.toEqual([]);
  });
});
