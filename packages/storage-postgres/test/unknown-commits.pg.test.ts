import { createBilling, type Desk, isBillingError, money } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { Client, type PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { violationsOf } from '../../core/test/engine/support/busy-desk.ts';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';
import { billingDay, billingOn, prepareSmallDesk, saveAndIssue } from './support/small-desk.ts';
import { whenQueried } from './support/when-queried.ts';

const payment = { customerId: 'globex', amount: money('10.00', 'EUR'), on: '2026-04-01' } as const;

/** What goes wrong at the commit, whether the server has done it by then, and what the caller is told. */
const endings = [
  { what: 'the connection breaks', when: 'before', told: 'STORAGE_UNKNOWN' },
  { what: 'the connection breaks', when: 'after', told: 'STORAGE_UNKNOWN' },
  { what: 'the signal aborts', when: 'before', told: 'the caller gave up' },
  { what: 'the signal aborts', when: 'after', told: 'the caller gave up' },
] as const;

describe.each(inject('postgresServers'))('when nobody knows what became of a commit, $version', (server) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase(server);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await emptyTables(database);
    const storage = await postgresStorage({ pool: database.pool, role });
    await prepareSmallDesk(storage);
    const billing = billingOn(storage);
    await saveAndIssue(billing, billing.forTenant('desk'));
  });

  /** A desk of which the first commit that writes goes wrong. */
  async function deskWithout({ what, when }: (typeof endings)[number], abort: () => void): Promise<Desk> {
    let isArmed = false;
    const pool = whenQueried(database.pool, async (text, query, client) => {
      if (!isArmed || !text.endsWith('; COMMIT')) return query();
      isArmed = false;
      const result = when === 'after' ? await query() : null;
      if (what === 'the signal aborts') abort();
      else await terminate(client);
      return result !== null && what === 'the signal aborts' ? result : query();
    });
    const storage = await postgresStorage({ pool, role });
    isArmed = true;
    return createBilling({ storage, clock: fixedClock(billingDay) }).forTenant('desk');
  }

  /** Ends the backend of a client, and waits until it is gone. */
  async function terminate(client: PoolClient): Promise<void> {
    const admin = new Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend($1, 60000)', [Reflect.get(client, 'processID')]);
    await admin.end();
  }

  test.each(endings)('$what $when the server has done it: the same key does it once', async (ending) => {
    const gaveUp = new AbortController();
    const desk = await deskWithout(ending, () => gaveUp.abort(new Error('the caller gave up')));
    const { signal } = gaveUp;
    const told = await desk.payments.record(payment, { key: 'pay', signal }).then(
      () => 'done',
      (error: unknown) => (isBillingError(error) ? error.code : String(error)),
    );
    expect(told).toContain(ending.told);
    // What the server has got of it ends before the next one with the key: it waits for its lock.
    const again = await desk.payments.record(payment, { key: 'pay' });
    const { items } = await desk.payments.list({ customerId: 'globex' });
    expect(items.map(({ id }) => id)).toEqual([again.id]);
    expect((await desk.invoices.list({ customerId: 'globex' })).items.map(({ paid }) => paid.amount)).toEqual(
      ['10.00'],
    );
    expect(await violationsOf(desk)).toEqual([]);
    expect((await desk.audit.verify()).status).toBe('intact');
  });
});
