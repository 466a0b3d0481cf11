import type { Storage } from '@billwright/core';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { postgresStorage } from '../src/index.ts';
import { role, serverDatabase, type ServerDatabase } from './support/databases.ts';
import { billUntilDone, opening, wrongWith } from './support/disturbed-billing.ts';
import { prepareManyCustomers } from './support/many-customers.ts';
import { isNight } from './support/nights.ts';
import { type Silence, silentProxy } from './support/silent-proxy.ts';
import { tenantCopies } from './support/tenant-copies.ts';

const servers = inject('postgresServers');

const customers = isNight ? 60 : 12;

/** One after the other; the tenant is noted with the commit of what wrote something. */
const whileBilling: readonly Silence[] = [
  { at: '.tenants', what: 'answer' },
  { at: '.bills', what: 'question' },
  { at: '.tenants', what: 'question' },
  { at: '.bills', what: 'answer' },
  { at: 'BEGIN', what: 'question' },
];
const whileIssuing = whileBilling.filter(({ at }) => at === '.tenants');

describe.each(isNight ? servers : servers.slice(-1))(
  'a way to PostgreSQL $version that falls silent',
  (server) => {
    let database: ServerDatabase;
    let storage: Storage;
    const closings: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      database = await serverDatabase(server);
      storage = await postgresStorage({ pool: database.pool, role });
      await prepareManyCustomers(storage, customers);
      const copy = await tenantCopies(database);
      for (const tenantId of ['silent', 'undisturbed']) await copy('desk', tenantId);
    });
    afterEach(async () => {
      for (const close of closings.splice(0)) await close();
    });
    afterAll(() => database.drop());

    /** A storage at the end of such a way. Its pool gives up an answer, and the server gives up a client, soon. */
    async function beyond(next: (text: string) => Silence | null) {
      const proxy = await silentProxy(database.url, next);
      const pool = new Pool({
        connectionString: proxy.url,
        max: 3,
        query_timeout: 800,
        options: '-c idle_in_transaction_session_timeout=1200',
      });
      pool.on('error', () => undefined);
      closings.push(
        () => pool.end(),
        () => proxy.close(),
      );
      return { own: await opening(() => postgresStorage({ pool, role })), count: proxy.count };
    }

    test('I5, I14: in the middle of commits and elsewhere, a bill run loses nothing and doubles nothing', async () => {
      let silences: readonly Silence[] = [];
      let [seen, fallen] = [0, 0];
      const { own, count } = await beyond((text) => {
        if (silences === whileBilling && /UPDATE \S+\.invoices/.test(text))
          [silences, fallen] = [whileIssuing, 0];
        const silence = silences[fallen % silences.length];
        if (silence === undefined || !text.includes(silence.at) || (seen += 1) < 3) return null;
        fallen += 1;
        // Ever more rarely, to come to an end.
        seen = -Math.floor(fallen / 2);
        return silence;
      });
      silences = whileBilling;
      const told = await billUntilDone(own, 'silent');
      expect(silences).toBe(whileIssuing);
      expect(fallen).toBeGreaterThan(1);
      expect(count()).toBeGreaterThan(whileBilling.length);
      expect(told).toContain('STORAGE_UNKNOWN');
      expect(await wrongWith(storage, 'silent')).toEqual([]);
    });

    test('what a client held that is gone without a word, the next one gets', async () => {
      let state: 'before' | 'holding' | 'silent' = 'before';
      const { own } = await beyond((text) => {
        if (state !== 'holding' || !text.includes('.claims')) return null;
        state = 'silent';
        return { at: '.claims', what: 'question' };
      });
      const body = own.transaction('desk', async (tx) => {
        await tx.lock('customer:acme');
        if (state === 'before') state = 'holding';
        await tx.get('claims', 'any');
      });
      await expect.poll(() => state, { timeout: 60_000 }).toBe('silent');
      const begun = Date.now();
      await storage.transaction('desk', (tx) => tx.lock('customer:acme'));
      expect(Date.now() - begun).toBeLessThan(20_000);
      await body;
    });
  },
);
