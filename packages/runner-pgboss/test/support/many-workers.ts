import { type Billing, createBilling, type Desk, type Runner, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { postgresStorage } from '@billwright/storage-postgres';
import { violationsOf } from '../../../core/test/engine/support/busy-desk.ts';
import { role } from '../../../storage-postgres/test/support/databases.ts';
import { emptyTables } from '../../../storage-postgres/test/support/empty-tables.ts';
import { prepareManyCustomers } from '../../../storage-postgres/test/support/many-customers.ts';
import { billingDay } from '../../../storage-postgres/test/support/small-desk.ts';
import { type PgBossRunner, pgBossRunner } from '../../src/pg-boss-runner.ts';
import type { BatchProgress } from '../../src/progress.ts';
import type { PgBossRunnerOptions } from '../../src/setting.ts';
import { complaints, type QueueDatabase } from './queue-database.ts';

/** What is billed. */
export const march = { through: '2026-03-31', key: '2026-03' } as const;

/** Everything fast, so that tests are. */
export const hasty: Omit<PgBossRunnerOptions, 'pool'> = {
  pollSeconds: 0.5,
  retrySeconds: 1,
  watchSeconds: 1,
  heartbeatSeconds: 10,
};

/** An engine with a queue. */
export interface Workplace {
  readonly billing: Billing;
  readonly desk: Desk;
  readonly runner: PgBossRunner;
  /** Whom it was asked to bill, in order. */
  readonly handed: string[];
  readonly told: string[];
}

/** An engine with a batch in its queue. */
export interface BusyPlace extends Workplace {
  readonly id: string;
  /** How far its queue is with the batch. */
  readonly progress: () => Promise<BatchProgress>;
}

/** How an engine differs from the usual one. */
export interface WorkplaceOptions extends Omit<PgBossRunnerOptions, 'pool' | 'logger'> {
  readonly storage?: (real: Storage) => Storage;
  /** What it waits for before it bills whom it was handed. */
  readonly before?: (handed: readonly string[]) => Promise<void>;
}

/** Opens engines on a database, and closes them all. */
export function workplaces(database: QueueDatabase): {
  readonly open: (options?: WorkplaceOptions) => Promise<Workplace>;
  /** Opens one on a desk with so many customers, whose batch waits in the queue. */
  readonly openBusy: (customers: number, options?: WorkplaceOptions) => Promise<BusyPlace>;
  readonly close: () => Promise<void>;
} {
  const runners: PgBossRunner[] = [];
  const places = {
    async open({
      storage: wrap = (real: Storage) => real,
      before = async () => undefined,
      ...options
    }: WorkplaceOptions = {}): Promise<Workplace> {
      const { logger, told } = complaints();
      const handed: string[] = [];
      const runner = await pgBossRunner({ ...hasty, ...options, pool: database.appPool, logger });
      runners.push(runner);
      const noting: Runner = {
        ...runner,
        work: (worker, listeners) =>
          runner.work(async (job, signal) => {
            handed.push(job.customerId);
            await before(handed);
            return worker(job, signal);
          }, listeners),
      };
      const storage = wrap(await postgresStorage({ pool: database.appPool, role }));
      const billing = createBilling({ storage, runner: noting, clock: fixedClock(billingDay) });
      return { billing, desk: billing.forTenant('desk'), runner, handed, told };
    },
    async openBusy(customers: number, options?: WorkplaceOptions): Promise<BusyPlace> {
      await freshDesk(database, customers);
      const place = await places.open(options);
      const { id } = await place.desk.batches.plan(march);
      await place.desk.batches.distribute(id);
      return { ...place, id, progress: () => place.runner.progress({ tenantId: 'desk', batchId: id }) };
    },
    async close() {
      await Promise.all(runners.splice(0).map((runner) => runner.close()));
    },
  };
  return places;
}

/** A desk with so many customers, and an empty queue. */
export async function freshDesk(database: QueueDatabase, customers: number): Promise<void> {
  await emptyTables(database);
  await database.emptyQueue();
  await prepareManyCustomers(await postgresStorage({ pool: database.appPool, role }), customers);
}

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  seconds = 200,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: it did not come about within ${seconds} seconds`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** Waits until a batch is saved. */
export const untilSaved = (desk: Desk, batchId: string): Promise<void> =>
  until('the batch is saved', async () =>
    // To ask for the batch itself would read all of its customers each time.
    (await desk.batches.list({ state: 'saved' })).items.some(({ id }) => id === batchId),
  );

/** What is wrong with what was billed: none of so many customers may be missing, or be billed twice. */
export async function faultsOf(desk: Desk, customers: number): Promise<readonly string[]> {
  const { items } = await desk.invoices.list({ limit: 1000 });
  const billed = new Set(items.map(({ content }) => content.customerId));
  const told = (await violationsOf(desk)).map((violation) => JSON.stringify(violation));
  if (items.length !== customers) told.push(`${items.length} invoices for ${customers} customers`);
  if (billed.size !== customers) told.push(`${billed.size} of ${customers} customers have one`);
  return told;
}
