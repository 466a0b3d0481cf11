import { createBilling, type Desk, money, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { testDesk, testEntry } from '../../core/test/engine/support/desk.ts';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { locksNothing, overlooksOthers, readsNumbersEarly, type Sabotage } from './support/sabotage.ts';
import { billingDay } from './support/small-desk.ts';

const march = { through: '2026-03-31', key: '2026-03' } as const;

/** What is wrong with the engines, and what time it is for each. */
interface Circumstances {
  readonly sabotage?: Sabotage | undefined;
  readonly clocks?: readonly string[];
}

const servers = inject('postgresServers');

describe.each(servers)('many at once on PostgreSQL $version', (server) => {
  /** What races tell of mistakes does not depend on the server. */
  const isNewest = server === servers.at(-1);
  let database: ServerDatabase;
  let storage: Storage;
  let pools: Pool[];

  beforeEach(async () => {
    pools = [];
    database = await serverDatabase(server, 20);
    storage = await postgresStorage({ pool: database.pool, role });
  });
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  /** Engines that share nothing but the server; each does its part at the same time. Gives what failed. */
  async function atOnce(
    count: number,
    act: (desk: Desk, index: number) => Promise<unknown>,
    { sabotage = {}, clocks = [billingDay] }: Circumstances = {},
  ): Promise<readonly string[]> {
    const desks = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const pool = new Pool({ connectionString: database.url, max: 2 });
        // One that is still closing when the database goes tells of its end.
        pool.on('error', () => undefined);
        pools.push(pool);
        const own = await postgresStorage({ pool: sabotage.pool?.(pool) ?? pool, role });
        const clock = fixedClock(clocks[index % clocks.length] ?? billingDay);
        return createBilling({ storage: sabotage.storage?.(own, storage) ?? own, clock }).forTenant('desk');
      }),
    );
    const ends = await Promise.allSettled(desks.map(act));
    return ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
  }

  const violations = async (desk: Desk): Promise<readonly string[]> =>
    (await violationsOf(desk)).map((violation) => JSON.stringify(violation));

  async function batchRace(sabotage?: Sabotage): Promise<readonly string[]> {
    const { desk } = await prepareManyCustomers(storage, 16);
    const { id } = await desk.batches.plan(march);
    const run = async ({ batches }: Desk): Promise<void> => {
      for await (const { customerId, status } of batches.run(id))
        if (status !== 'invoiced') throw new Error(`${customerId} is ${status}`);
    };
    const failed = await atOnce(12, run, { sabotage });
    const { items } = await desk.invoices.list({ limit: 100 });
    const batch = await desk.batches.get(id);
    return [
      ...failed,
      ...(items.length === 16 ? [] : [`${items.length} invoices`]),
      ...(batch?.state === 'saved' ? [] : [`the batch is ${batch?.state}`]),
      ...(await violations(desk)),
    ];
  }

  async function drawRace(sabotage?: Sabotage): Promise<readonly string[]> {
    const { desk } = await testDesk({ storage, now: '2026-03-10T09:00:00.000Z' });
    await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
    await desk.contracts.put({
      id: 'c_1',
      customerId: 'acme',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      state: 'active',
      start: '2026-03-01',
      cycle: { frequency: 'monthly' },
      taxCodes: ['vat'],
      components: [{ id: 'prepaid', kind: 'pool', accountId: 'hours' }],
    });
    const price = money('100.00', 'EUR');
    await desk.prepaid.buy({ accountId: 'hours', quantity: '1', price, invoice: 'none' });
    const entries = Array.from({ length: 10 }, (_, index) => testEntry(`te_${index}`));
    await desk.work.record(entries);
    const drawn: string[] = [];
    const failed = await atOnce(
      10,
      async ({ prepaid }, index) => {
        const [own] = await prepaid.draw({ accountId: 'hours', entryIds: [`te_${index}`] });
        if (own !== undefined && Number(own.drawn) !== 0) drawn.push(own.drawn);
      },
      { sabotage },
    );
    return [
      ...failed,
      ...(drawn.join(' ') === '3600' ? [] : [`drawn: ${drawn.join(' ')}`]),
      ...(await violations(desk)),
    ];
  }

  async function issueRace(sabotage?: Sabotage): Promise<readonly string[]> {
    const { desk } = await prepareManyCustomers(storage, 24);
    await desk.batches.save(march);
    const drafts = (await desk.invoices.list({ limit: 100 })).items.map(({ id }) => id);
    // The first one is of the day before, whoever comes first then.
    await desk.invoices.issue(drafts.shift() ?? '');
    // For some it is past midnight in Berlin, for the others not quite.
    const clocks = ['2026-04-01T21:59:59.000Z', '2026-04-01T22:00:01.000Z', '2026-04-01T21:59:00.000Z'];
    const failed = await atOnce(
      8,
      async ({ invoices }, index) => {
        for (const id of drafts.filter((_, place) => place % 8 === index)) await invoices.issue(id);
      },
      { sabotage, clocks },
    );
    const issued = (await desk.invoices.list({ limit: 100 })).items
      .flatMap((invoice) => (invoice.issued === null ? [] : [invoice.issued]))
      .toSorted((one, other) => one.sequence - other.sequence);
    const hasGap = issued.some(({ sequence }, index) => sequence !== index + 1);
    const isMixed = issued.some(({ at, on }, index) => {
      const before = issued[index - 1];
      return before !== undefined && (before.at > at || before.on > on);
    });
    const days = new Set(issued.map(({ on }) => on));
    return [
      ...failed,
      ...(issued.length === 24 && !hasGap ? [] : ['there is a gap']),
      ...(isMixed ? ['a later number has an earlier date'] : []),
      ...(days.size > 1 ? [] : ['they were not issued on two days']),
      ...(await violations(desk)),
    ];
  }

  test('I1, I13: twelve that run the same batch in the same order bill everything once', async () => {
    expect(await batchRace()).toEqual([]);
  });

  test('I8, I9: of ten that draw the last hour, one gets it', async () => {
    expect(await drawRace()).toEqual([]);
  });

  test('I5, I6, R81: the numbers of eight that issue have no gap, and go up with the dates', async () => {
    expect(await issueRace()).toEqual([]);
  });

  test.runIf(isNewest).each([
    {
      fault: 'nobody waits for the series',
      race: issueRace,
      sabotage: locksNothing,
      tells: /NUMBER_TAKEN|gap/,
    },
    {
      fault: 'numbers are read before their lock',
      race: issueRace,
      sabotage: readsNumbersEarly,
      tells: /NUMBER_TAKEN|gap/,
    },
    {
      fault: 'nobody waits for the account',
      race: drawRace,
      sabotage: locksNothing,
      tells: /prepaid_postings_sequence|belt_draws_covered/,
    },
    {
      fault: 'nobody looks what others did',
      race: batchRace,
      sabotage: overlooksOthers,
      tells: /"invariant":"I1"/,
    },
  ])(
    'a race tells when $fault',
    async ({ race, sabotage, tells }) => {
      // A race that nobody minds is won in the right order now and then.
      let told = '';
      for (let races = 0; races < 50 && !tells.test(told); races += 1) {
        await emptyTables(database);
        told = (await race(sabotage)).join('\n');
      }
      expect(told).toMatch(tells);
    },
    600_000,
  );

  // What is billed twice is claimed twice, and a claim is a row that there is once.
  test.runIf(isNewest)('claims alone keep a batch right when nobody waits for its customers', async () => {
    expect(await batchRace(locksNothing)).toEqual([]);
  });
});
