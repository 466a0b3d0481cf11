import type { Connection, ConnectionStore } from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { connectorMemory } from '@billwright/core/conformance';
import { fixedClock } from '@billwright/core/testing';
import { describe, expect, test } from 'vitest';
import { quickBooks } from '../src/quick-books.ts';
import { connected, connectTo, optionsFor } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

describe('connecting', () => {
  test('the state is of one tenant and one browser, can not be made up, and ends after an hour', async () => {
    const { connector, company, context, clock } = await connected();
    const session = { tenantId: 'desk', sessionId: 'browser 1' };
    const { code, realmId, state } = company.consent(connector.authorizeUrl(session));
    const attempts = [
      { code, realmId, state, sessionId: 'browser 2' },
      { code, realmId, state: `${state}x`, sessionId: 'browser 1' },
      { code, realmId, state: '', sessionId: 'browser 1' },
      { code, realmId: '../1', state, sessionId: 'browser 1' },
    ];
    for (const attempt of attempts)
      await expect(connector.connect(context, attempt)).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
    await expect(
      connector.connect({ ...context, tenantId: 'other' }, { code, realmId, state, sessionId: 'browser 1' }),
    ).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
    clock.advance(3601);
    await expect(
      connector.connect(context, { code, realmId, state, sessionId: 'browser 1' }),
    ).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
  });

  test.each([{}, null, { code: 1 }, { code: 'a', realmId: '1', state: 'x' }])(
    'what is no callback is refused: %j',
    async (callback) => {
      const { connector, context } = await connected();
      // @ts-expect-error what a browser may bring
      await expect(connector.connect(context, callback)).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
      // @ts-expect-error what a server may forget
      expect(() => connector.authorizeUrl(callback)).toThrow(
        expect.objectContaining({ code: 'CONNECTOR_INVALID' }),
      );
    },
  );

  test('a browser that calls back twice, or at once, is refused the second time, before Intuit is asked', async () => {
    const { connector, company, context } = await connected();
    const session = { tenantId: 'desk', sessionId: 'browser 1' };
    const callback = { ...company.consent(connector.authorizeUrl(session)), sessionId: 'browser 1' };
    const before = company.calls().length;
    const both = await Promise.allSettled([1, 2].map(() => connector.connect(context, callback)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(connector.connect(context, callback)).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
    expect(company.calls().length - before).toBe(1);
    expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  });

  test('a code is good once, and another call with it leaves the connection as it is', async () => {
    const { connector, company, context } = await connected();
    const session = { tenantId: 'desk', sessionId: 'browser 1' };
    const callback = { ...company.consent(connector.authorizeUrl(session)), sessionId: 'browser 1' };
    await connector.connect(context, callback);
    const { state } = company.consent(connector.authorizeUrl(session));
    await expect(connector.connect(context, { ...callback, state })).rejects.toMatchObject({
      code: 'CONNECTOR_NOT_CONNECTED',
    });
    expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  });

  test('a store of the caller keeps the connection: then nothing of it is in what the connector remembers', async () => {
    const company = (await connected()).company;
    const clock = fixedClock('2026-04-01T06:00:00.000Z');
    const rows = new Map<string, { readonly connection: Connection; readonly revision: number }>();
    const connections = ({ tenantId }: ConnectorContext): ConnectionStore => ({
      read: async () => rows.get(tenantId) ?? null,
      async write(connection, revision) {
        if ((rows.get(tenantId)?.revision ?? null) !== revision) return false;
        rows.set(tenantId, { connection, revision: (revision ?? 0) + 1 });
        return true;
      },
    });
    const options = { ...optionsFor(company, clock), tokenKeys: undefined, connections };
    const processes = [1, 2, 3].map(() => quickBooks(options));
    const memory = connectorMemory();
    const kept: string[] = [];
    const context: ConnectorContext = {
      tenantId: 'desk',
      memory: {
        get: (key) => memory.get(key),
        set(key, value, revision) {
          kept.push(value);
          return memory.set(key, value, revision);
        },
      },
    };
    const [first] = processes;
    if (first === undefined) throw new Error('there is no process');
    await connectTo(first, company, context);
    expect(rows.get('desk')?.connection.grant?.refreshToken).toMatch(/canary-refresh/);
    // All three find the token old at once, each twice.
    clock.advance(3590);
    const refreshes = company.tokens.refreshes();
    const exports = [1, 2].flatMap((round) =>
      processes.map((each, index) => each.export(documentOf(invoiceOf(round * 10 + index)), context)),
    );
    expect((await Promise.all(exports)).every(({ status }) => status === 'confirmed')).toBe(true);
    expect(company.tokens.refreshes() - refreshes).toBe(1);
    for (const token of company.tokens.all()) expect(kept.join()).not.toContain(token);
  });

  test('twenty exports at once whose token has ended get new ones once', async () => {
    const { connector, company, context, clock } = await connected();
    clock.advance(3590);
    const all = Array.from({ length: 20 }, (_, index) =>
      connector.export(documentOf(invoiceOf(index + 1)), context),
    );
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, () => 'confirmed'),
    );
    expect(company.tokens.refreshes()).toBe(1);
  });

  test('two processes that find a token refused at once get new ones once', async () => {
    const { company, context, clock } = await connected();
    const processes = [1, 2].map(() => quickBooks(optionsFor(company, clock)));
    company.tokens.expireAll();
    const outcomes = await Promise.all(
      processes.map((connector, index) => connector.export(documentOf(invoiceOf(index + 1)), context)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    expect(company.tokens.refreshes()).toBe(1);
  });

  test('when the grant was taken back, exports wait, readiness says so, and connecting again goes on', async () => {
    const { connector, company, context } = await connected();
    company.tokens.revokeAll();
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(await connector.connection(context)).toMatchObject({ status: 'reconnect' });
    expect(await connector.readiness(context)).toMatchObject({
      isReady: false,
      issues: [{ code: 'not-connected' }],
    });
    const calls = company.calls().length;
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(company.calls()).toHaveLength(calls);
    await connectTo(connector, company, context);
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  });

  test('the end of a grant after five years is told two months before', async () => {
    const { connector, context, clock } = await connected();
    const codes = async () => (await connector.readiness(context)).issues.map(({ code }) => code);
    const { endsAt = null } = (await connector.connection(context)) ?? {};
    expect(endsAt).toBe('2031-03-31T06:00:00.000Z');
    // It is used each month, so only the five years count.
    for (let month = 0; month < 58; month += 1) {
      clock.advance(30.4 * 86_400);
      expect(await codes()).not.toContain('ends-soon');
    }
    clock.set('2031-02-01T06:00:00.000Z');
    expect(await codes()).toContain('ends-soon');
    expect((await connector.connection(context))?.endsAt).toBe(endsAt);
    clock.set('2031-04-01T06:00:00.000Z');
    expect(await codes()).toEqual(['not-connected']);
  });

  test('a refresh whose answer was lost is a grant that has gone, where tokens are good once', async () => {
    let isLost = true;
    const { connector, company, context, clock } = await connected({
      faults({ path }) {
        if (path !== 'tokens' || !isLost) return null;
        isLost = false;
        return { kind: 'lost' };
      },
    });
    clock.advance(3590);
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    // As long as what was asked can take effect nobody asks again.
    const calls = company.calls().length;
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(company.calls()).toHaveLength(calls);
    clock.advance(90);
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(await connector.connection(context)).toMatchObject({ status: 'reconnect' });
  });

  test('disconnecting takes the grant back at Intuit, and here in any case', async () => {
    const { connector, company, context } = await connected();
    expect(await connector.disconnect(context)).toBe(true);
    expect(company.calls().at(-1)).toMatchObject({ path: 'revoke' });
    expect(await connector.connection(context)).toMatchObject({ status: 'reconnect' });
    const offline = await connected({
      faults: ({ path }) => (path === 'revoke' ? { kind: 'unreached' } : null),
    });
    expect(await offline.connector.disconnect(offline.context)).toBe(false);
    expect(await offline.connector.connection(offline.context)).toMatchObject({ status: 'reconnect' });
  });

  test('two tenants share nothing: one can not use what the other has connected', async () => {
    const { connector, context } = await connected();
    const other = { ...context, tenantId: 'other' };
    expect(await connector.export(documentOf(invoiceOf(1)), other)).toMatchObject({ status: 'retry' });
    expect(await connector.connection(other)).toMatchObject({ status: 'reconnect' });
    expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  });
});

test.each([
  { clientId: '' },
  { redirectUri: 'nowhere' },
  { environment: 'test' },
  { tolerance: '-1' },
  { tokenKeys: undefined },
  { tokenKeys: { current: 'k1', keys: {} } },
  { timeoutSeconds: 0 },
])('options that do not hold together are refused: %j', async (given) => {
  const { company, clock } = await connected();
  const options = { ...optionsFor(company, clock), ...given };
  // @ts-expect-error what JavaScript may hand in
  expect(() => quickBooks(options)).toThrow(expect.objectContaining({ code: 'CONNECTOR_INVALID' }));
});
