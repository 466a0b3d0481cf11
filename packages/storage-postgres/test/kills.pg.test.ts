import type { Storage } from '@billwright/core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Random } from '../../core/test/engine/outbox/random.ts';
import { postgresStorage } from '../src/index.ts';
import { byChance } from './support/by-chance.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { saveAndIssue } from './support/small-desk.ts';
import { type CopyTenant, tenantCopies } from './support/tenant-copies.ts';
import { startWorker } from './support/worker-processes.ts';

const { kills, workers } = isNight ? { kills: 200, workers: 8 } : { kills: 20, workers: 4 };

const customers = Math.ceil(kills * 1.5);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** In milliseconds: to start a process takes its time when others do too. */
const patience = isNight ? 1_800_000 : 600_000;

describe.each(inject('postgresServers').slice(-1))('processes on PostgreSQL $version', (server) => {
  let database: ServerDatabase;
  let storage: Storage;
  let copy: CopyTenant;

  beforeAll(async () => {
    database = await serverDatabase(server);
    storage = await postgresStorage({ pool: database.pool, role });
    await prepareManyCustomers(storage, customers);
    copy = await tenantCopies(database);
    await copy('desk', 'undisturbed');
  });
  afterAll(() => database.drop());

  /** Lets processes bill a tenant, and kills one after the other; the last ones live. */
  async function killAgainAndAgain(tenantId: string, random: Random, isPlanted = false) {
    await copy('desk', tenantId);
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
        const place = Math.min(customers, farthest + random.below(8));
        const life = left % 5 === 0 ? random.next() * 1000 : 30_000;
        worker.go();
        await Promise.race([worker.toldOf(place), pause(life)]);
        await pause(random.next() * (place === customers ? 300 : 40));
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
    () =>
      byChance(async (random) => {
        let [killed, places] = [0, 0];
        // Until they really died in the middle, and at many places: a quick one may have done before it is killed.
        for (let round = 1; killed <= kills / 2 || places <= kills / 4; round += 1) {
          const tenantId = `killed ${round}`;
          const told = await killAgainAndAgain(tenantId, random);
          [killed, places] = [killed + told.killed, places + told.places];
          expect(await wrongWith(storage, tenantId, saveAndIssue)).toEqual([]);
        }
      }),
    patience,
  );

  test.runIf(isNight)('that claim work before its bill is committed are found out', () =>
    byChance(async (random) => {
      // Else the database itself refuses it.
      await database.run('ALTER TABLE billwright.claims DROP CONSTRAINT IF EXISTS claims_key_owner_known');
      let wrong: readonly string[] = [];
      for (let round = 1; round <= 10 && wrong.length === 0; round += 1) {
        const tenantId = `planted ${round}`;
        await killAgainAndAgain(tenantId, random, true);
        wrong = await wrongWith(storage, tenantId, saveAndIssue);
      }
      expect(wrong).not.toEqual([]);
    }),
  );
});
