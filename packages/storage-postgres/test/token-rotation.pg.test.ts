import { type Billing, createBilling, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reseal } from '../../accounting-common/src/reseal.ts';
import { sealedConnections } from '../../accounting-common/src/sealed-connections.ts';
import { type TokenKeys, tokenCipher } from '../../accounting-common/src/token-cipher.ts';
import { quickBooks } from '../../accounting-qbo/src/quick-books.ts';
import { fakeQuickBooks, type FakeQuickBooks } from '../../accounting-qbo/src/testing/fake-quick-books.ts';
import { openStorage } from '../src/open-storage.ts';
import { tenantTables } from '../src/schema/collections-migration.ts';
import { everyDatabase, role, type TestDatabase } from './support/databases.ts';
import { emptyTables } from './support/empty-tables.ts';

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** The three steps of a rotation: before, while the old key still reads, after. */
const before: TokenKeys = { current: 'k1', keys: { k1: key(1) } };
const during: TokenKeys = { current: 'k2', keys: { k1: key(1), k2: key(2) } };
const after: TokenKeys = { current: 'k2', keys: { k2: key(2) } };

describe.each(everyDatabase)('tokens of ledgers on $kind', ({ make }) => {
  let database: TestDatabase;
  let storage: Storage;
  let company: FakeQuickBooks;
  const clock = fixedClock('2026-04-01T06:00:00.000Z');

  beforeAll(async () => {
    database = await make();
    const { pool } = database;
    storage = await openStorage({ pool, schema: 'billwright', role, close: async () => undefined });
  });
  beforeEach(async () => {
    await emptyTables(database);
    company = fakeQuickBooks({ clock });
    await connect('desk');
  });
  afterAll(() => database.drop());

  const connectorWith = (tokenKeys: TokenKeys) =>
    quickBooks({
      clientId: 'app',
      clientSecret: 'client-secret',
      redirectUri: 'https://desk.example/quickbooks',
      environment: 'sandbox',
      tokenKeys,
      fetch: company.fetch,
      clock,
    });
  const billingWith = (tokenKeys: TokenKeys): Billing =>
    createBilling({ storage, clock, accounting: [connectorWith(tokenKeys)] });

  async function connect(tenantId: string): Promise<void> {
    const connector = connectorWith(before);
    const session = { tenantId, sessionId: 'browser' };
    const callback = company.consent(connector.authorizeUrl(session));
    const context = billingWith(before).forTenant(tenantId).ledgers.context('quickbooks');
    await connector.connect(context, { ...callback, sessionId: 'browser' });
  }

  /** How the connection is, as a process with these keys sees it. */
  async function statusWith(tokenKeys: TokenKeys, tenantId = 'desk'): Promise<string | undefined> {
    const context = billingWith(tokenKeys).forTenant(tenantId).ledgers.context('quickbooks');
    return (await connectorWith(tokenKeys).connection(context))?.status;
  }

  /** As the documentation says: for every tenant, with both keys. */
  async function resealAll(): Promise<readonly string[]> {
    const billing = billingWith(during);
    const results: string[] = [];
    for (const tenantId of await storage.tenants({ limit: 100 })) {
      const context = billing.forTenant(tenantId).ledgers.context('quickbooks');
      results.push(await reseal(sealedConnections(context, 'quickbooks', tokenCipher(during))));
    }
    return results;
  }

  /** Everything that is stored, as the owner of the database sees it. */
  async function allText(): Promise<string> {
    const texts: unknown[] = [];
    for (const table of tenantTables)
      texts.push(...(await database.ask(`SELECT row_to_json(one)::text FROM billwright.${table} AS one`)));
    return texts.join('\n');
  }

  test('I25: no byte of a token is stored in the clear, before a rotation and after', async () => {
    for (const step of [async () => undefined, resealAll]) {
      await step();
      const text = await allText();
      expect(text).toContain('companyId');
      expect(company.tokens.all().length).toBeGreaterThan(2);
      for (const token of company.tokens.all()) {
        const seen = [token, Buffer.from(token).toString('base64'), Buffer.from(token).toString('hex')];
        for (const form of seen) expect(text).not.toContain(form.replace(/=+$/, ''));
      }
    }
  });

  test('what the old key sealed can be read while it is there, and without it once it was sealed anew', async () => {
    expect(await statusWith(during)).toBe('connected');
    expect(await statusWith(after)).toBe('reconnect');
    expect(await resealAll()).toEqual(['resealed']);
    expect(await statusWith(after)).toBe('connected');
    expect(await statusWith(before)).toBe('reconnect');
  });

  test('what can not be read is left as it is, so a key that is forgotten does no harm', async () => {
    const kept = await allText();
    const context = billingWith(after).forTenant('desk').ledgers.context('quickbooks');
    const store = sealedConnections(context, 'quickbooks', tokenCipher(after));
    expect(await reseal(store)).toBe('lost');
    expect(await allText()).toBe(kept);
  });

  test('a rotation in the middle of a refresh loses no token', async () => {
    const context = billingWith(before).forTenant('desk').ledgers.context('quickbooks');
    // The access token has ended, so every call refreshes first.
    clock.advance(3600);
    await Promise.all([
      connectorWith(during).incomeAccounts(context),
      ...Array.from({ length: 5 }, () => resealAll()),
    ]);
    await resealAll();
    expect(company.tokens.refreshes()).toBe(1);
    expect(await statusWith(after)).toBe('connected');
    expect(await connectorWith(after).incomeAccounts(context)).not.toEqual([]);
  });

  test('what was sealed for one tenant is nothing under another', async () => {
    await connect('other');
    await database.run(`UPDATE billwright.connectors AS own SET value = theirs.value FROM billwright.connectors AS theirs
      WHERE own.tenant_id = 'other' AND theirs.tenant_id = 'desk' AND own.id = theirs.id`);
    expect(await statusWith(before, 'desk')).toBe('connected');
    expect(await statusWith(before, 'other')).toBe('reconnect');
  });

  test('an export has none of it', async () => {
    for await (const line of billingWith(before).forTenant('desk').export()) {
      expect(line).not.toContain('companyId');
    }
  });
});
