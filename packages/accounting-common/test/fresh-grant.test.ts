import { fixedClock } from '@billwright/core/testing';
import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { failure } from '../src/failure.ts';
import { type FreshGrantOptions, freshGrant, type RefreshAnswer } from '../src/fresh-grant.ts';
import type { ConnectionStore, Grant } from '../src/grant.ts';
import { sealedConnections } from '../src/sealed-connections.ts';
import { tokenCipher } from '../src/token-cipher.ts';

const grantOf = (generation: number, accessUntil: string): Grant => ({
  accessToken: `access-${generation}`,
  accessUntil,
  refreshToken: `refresh-${generation}`,
  refreshUntil: null,
  endsAt: null,
});

async function connected(accessUntil = '2026-04-01T06:00:30.000Z') {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const memory = connectorMemory();
  const cipher = tokenCipher({ current: 'k1', keys: { k1: new Uint8Array(32).fill(1) } });
  const store = sealedConnections({ tenantId: 'desk', memory }, 'quickbooks', cipher);
  const grant = grantOf(1, accessUntil);
  await store.write({ companyId: '9341', grant, lost: null, refreshingUntil: null }, null);
  const used: string[] = [];
  // Each refresh token can be used once, as with a strict provider.
  const refresh = async ({ refreshToken }: Grant): Promise<RefreshAnswer> => {
    await Promise.resolve();
    if (used.includes(refreshToken)) return { status: 'gone', reason: 'invalid_grant' };
    used.push(refreshToken);
    return { status: 'granted', grant: grantOf(used.length + 1, '2026-04-01T07:00:00.000Z') };
  };
  const options: FreshGrantOptions = { clock, refresh, wait: () => new Promise((go) => setImmediate(go)) };
  return { clock, memory, store, used, options };
}

test('a token that has time left is used as it is; one that ends soon is refreshed', async () => {
  const fresh = await connected('2026-04-01T06:30:00.000Z');
  expect(await freshGrant(fresh.store, fresh.options)).toMatchObject({ grant: { accessToken: 'access-1' } });
  expect(fresh.used).toEqual([]);
  const old = await connected();
  expect(await freshGrant(old.store, old.options)).toMatchObject({ grant: { accessToken: 'access-2' } });
});

test('of twenty that find a token old at once one refreshes, and all get what it got', async () => {
  const { store, options, used } = await connected();
  const all = await Promise.all(Array.from({ length: 20 }, () => freshGrant(store, options)));
  expect(used).toEqual(['refresh-1']);
  expect(new Set(all.map((one) => (one.status === 'fresh' ? one.grant.accessToken : one.status)))).toEqual(
    new Set(['access-2']),
  );
});

test('twenty whose token was refused at once refresh it once', async () => {
  const { store, options, used } = await connected('2026-04-01T06:30:00.000Z');
  await Promise.all(Array.from({ length: 20 }, () => freshGrant(store, { ...options, refused: 'access-1' })));
  expect(used).toEqual(['refresh-1']);
});

test('a grant that has gone is written down, and nobody asks again', async () => {
  const { store, options } = await connected();
  let asked = 0;
  const refresh = async (): Promise<RefreshAnswer> => {
    asked += 1;
    return { status: 'gone', reason: 'invalid_grant' };
  };
  const lost = { status: 'lost', reason: 'invalid_grant' };
  expect(await freshGrant(store, { ...options, refresh })).toEqual(lost);
  expect(await freshGrant(store, { ...options, refresh })).toEqual(lost);
  expect(asked).toBe(1);
});

test('a refresh that the provider answers with an error lets the next one try at once', async () => {
  const { store, options } = await connected();
  const refresh = () => Promise.reject(failure('quickbooks', 'unknown', 'it is down', { status: 503 }));
  await expect(freshGrant(store, { ...options, refresh })).rejects.toThrow('it is down');
  expect((await store.read())?.connection.refreshingUntil).toBeNull();
  expect(await freshGrant(store, options)).toMatchObject({ status: 'fresh' });
});

test('after a refresh that nobody answered nobody else asks, until it can take effect no more', async () => {
  const { store, options, clock, used } = await connected();
  const refresh = () => Promise.reject(failure('quickbooks', 'unknown', 'no answer came'));
  await expect(freshGrant(store, { ...options, refresh })).rejects.toThrow('no answer came');
  clock.advance(89);
  expect(await freshGrant(store, options)).toEqual({ status: 'busy' });
  expect(used).toEqual([]);
  clock.advance(2);
  expect(await freshGrant(store, options)).toMatchObject({ status: 'fresh' });
});

test('whoever slept between taking the lead and asking does not ask: somebody else may have', async () => {
  const { store, options, clock, used } = await connected();
  const sleepy: ConnectionStore = {
    read: () => store.read(),
    async write(connection, revision) {
      const isDone = await store.write(connection, revision);
      if (connection.refreshingUntil !== null) clock.advance(20);
      return isDone;
    },
  };
  // It takes the lead again and again, and never asks.
  expect(await freshGrant(sleepy, options)).toEqual({ status: 'busy' });
  expect(used).toEqual([]);
});

test('new tokens are kept, though somebody else writes at the same time', async () => {
  const { store, options } = await connected();
  let isFirst = true;
  const contended: ConnectionStore = {
    read: () => store.read(),
    async write(connection, revision) {
      const isGrant = connection.refreshingUntil === null;
      if (!isGrant || !isFirst) return store.write(connection, revision);
      isFirst = false;
      return false;
    },
  };
  expect(await freshGrant(contended, options)).toMatchObject({ grant: { accessToken: 'access-2' } });
  expect(await store.read()).toMatchObject({ connection: { grant: { refreshToken: 'refresh-2' } } });
});

test('tokens are never kept as they are, and a key that is gone is a connection that is lost', async () => {
  const { memory, store, options } = await connected();
  const kept = await memory.get('connection');
  expect(kept?.value).not.toMatch(/access-1|refresh-1/);
  const cipher = tokenCipher({ current: 'k2', keys: { k2: new Uint8Array(32).fill(2) } });
  const other = sealedConnections({ tenantId: 'desk', memory }, 'quickbooks', cipher);
  expect(await freshGrant(other, options)).toMatchObject({ status: 'lost' });
  expect(await freshGrant(store, options)).toMatchObject({ status: 'fresh' });
});

test('after a refresh whose answer was lost the next one asks again, though the old access token still goes', async () => {
  const { store, options, used, clock } = await connected('2026-04-01T06:30:00.000Z');
  let isLost = true;
  // The provider takes a token that was used once more, for a short time.
  const refresh = async (grant: Grant): Promise<RefreshAnswer> => {
    const answer = await options.refresh(grant);
    if (!isLost) return answer;
    isLost = false;
    used.length = 0;
    throw failure('xero', 'unknown', 'no answer came');
  };
  await expect(freshGrant(store, { ...options, refresh, refused: 'access-1' })).rejects.toThrow('no answer');
  clock.advance(91);
  const again = await freshGrant(store, { ...options, refresh });
  expect(again).toMatchObject({ status: 'fresh', grant: { accessToken: 'access-2' } });
});
