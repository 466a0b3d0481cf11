import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { xero } from '../src/xero.ts';
import { connected, connectTo, optionsFor } from './support/connected.ts';

const session = { tenantId: 'desk', sessionId: 'browser 1' };

describe('connecting', () => {
  test('the narrow scopes are asked for, with attachments and items only where they are used', async () => {
    const { organisation, clock } = await connected();
    const scopesOf = (more: Parameters<typeof xero>[0] | object): string | null =>
      new URL(xero({ ...optionsFor(organisation, clock), ...more }).authorizeUrl(session)).searchParams.get(
        'scope',
      );
    const plain = 'accounting.contacts accounting.invoices accounting.payments.read';
    expect(scopesOf({})).toBe(`offline_access accounting.settings.read ${plain}`);
    expect(scopesOf({ createItems: true, readFile: async () => new Uint8Array() })).toBe(
      `offline_access accounting.settings ${plain} accounting.attachments`,
    );
    // Whoever asks for a broad one gets nothing.
    expect(() => organisation.consent('https://login.xero.com/?scope=accounting.transactions')).toThrow(
      'invalid_scope',
    );
  });

  test('the state is of one tenant and one browser, can not be made up, and ends after an hour', async () => {
    const { connector, organisation, context, clock } = await connected();
    const { code, state } = organisation.consent(connector.authorizeUrl(session));
    const { sessionId } = session;
    const attempts = [
      { code, state, sessionId: 'browser 2' },
      { code, state: `${state}x`, sessionId },
      { code, state: '', sessionId },
      { code: '', state, sessionId },
    ];
    const invalid = { code: 'CONNECTOR_INVALID' };
    for (const attempt of attempts)
      await expect(connector.connect(context, attempt)).rejects.toMatchObject(invalid);
    const other = { ...context, tenantId: 'other' };
    await expect(connector.connect(other, { code, state, sessionId })).rejects.toMatchObject(invalid);
    clock.advance(3601);
    await expect(connector.connect(context, { code, state, sessionId })).rejects.toMatchObject(invalid);
  });

  test.each([{}, null, { code: 1 }, { code: 'a', state: 'x' }])(
    'what is no callback is refused: %j',
    async (callback) => {
      const { connector, context } = await connected();
      const invalid = { code: 'CONNECTOR_INVALID' };
      // @ts-expect-error what a browser may bring
      await expect(connector.connect(context, callback)).rejects.toMatchObject(invalid);
      // @ts-expect-error what a server may forget
      expect(() => connector.authorizeUrl(callback)).toThrow(expect.objectContaining(invalid));
    },
  );

  test('of a grant for several organisations one is chosen; until then exports wait', async () => {
    const { connector, organisation, context } = await connected();
    const other = { id: '99999999-0000-4000-8000-000000000002', name: 'Other' };
    const callback = organisation.consent(connector.authorizeUrl(session), [other]);
    const own = { id: organisation.organisationId, name: 'Fake Organisation' };
    const status = await connector.connect(context, { ...callback, sessionId: session.sessionId });
    expect(status).toMatchObject({ status: 'choose', organisations: [own, other] });
    expect(await connector.connection(context)).toMatchObject({
      status: 'choose',
      organisations: [own, other],
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'retry',
      reason: expect.stringContaining('none of its organisations has been chosen'),
    });
    await expect(connector.chooseOrganisation(context, 'somebody')).rejects.toMatchObject({
      code: 'CONNECTOR_NOT_CONNECTED',
    });
    expect(await connector.chooseOrganisation(context, own.id)).toMatchObject({
      status: 'connected',
      organisations: [own],
    });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({ status: 'confirmed' });
  });

  test('organisations that the same person has let us into for others are not offered', async () => {
    const { connector, organisation, context } = await connected();
    const url = connector.authorizeUrl(session);
    // For another tenant, before.
    organisation.consent(url, [{ id: '99999999-0000-4000-8000-000000000002', name: 'Other' }]);
    const callback = organisation.consent(url);
    const status = await connector.connect(context, { ...callback, sessionId: session.sessionId });
    expect(organisation.identity.connections()).toHaveLength(2);
    expect(status).toMatchObject({ status: 'connected', organisations: [{ name: 'Fake Organisation' }] });
  });

  test('whoever lets us into nothing has not connected', async () => {
    const { connector, organisation, context } = await connected();
    organisation.identity.letGo(() => true);
    const given = organisation.identity.consent(connector.authorizeUrl(session), []);
    const callback = { ...given, sessionId: session.sessionId };
    await expect(connector.connect(context, callback)).rejects.toMatchObject({
      code: 'CONNECTOR_NOT_CONNECTED',
      details: { reason: 'nobody has let us into an organisation' },
    });
  });

  test('a state is good once, and so is a code', async () => {
    const { connector, organisation, context } = await connected();
    const { sessionId } = session;
    const first = organisation.consent(connector.authorizeUrl(session));
    await connector.connect(context, { ...first, sessionId });
    await expect(connector.connect(context, { ...first, sessionId })).rejects.toMatchObject({
      code: 'CONNECTOR_INVALID',
    });
    const { state } = organisation.consent(connector.authorizeUrl(session));
    await expect(connector.connect(context, { code: first.code, state, sessionId })).rejects.toMatchObject({
      code: 'CONNECTOR_NOT_CONNECTED',
    });
    expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  });

  test('a state that was used is refused as such, also after others were, and with something behind it', async () => {
    const { connector, organisation, context } = await connected();
    const { sessionId } = session;
    const [first, second] = [1, 2].map(() => ({
      ...organisation.consent(connector.authorizeUrl(session)),
      sessionId,
    }));
    for (const callback of [first, second])
      if (callback !== undefined) await connector.connect(context, callback);
    const calls = organisation.calls().length;
    for (const end of ['', '.x', '='])
      await expect(
        connector.connect(context, { code: 'new', state: `${first?.state}${end}`, sessionId }),
      ).rejects.toMatchObject({ code: 'CONNECTOR_INVALID' });
    expect(organisation.calls()).toHaveLength(calls);
  });
});

describe('tokens', () => {
  test('two processes that find a token ended at once get new ones once', async () => {
    const { organisation, context, clock } = await connected();
    const processes = [1, 2].map(() => xero(optionsFor(organisation, clock)));
    clock.advance(1790);
    const outcomes = await Promise.all(
      processes.flatMap((connector, index) =>
        [1, 2, 3].map((one) => connector.export(documentOf(invoiceOf(index * 3 + one)), context)),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'confirmed'));
    expect(organisation.identity.tokens.refreshes()).toBe(1);
  });

  test('a refresh whose answer was lost is repeated at once, and later: Xero takes the old token for 30 minutes more', async () => {
    let lost = 1;
    const once = await connected({
      faults: ({ path }) => (path === 'tokens' && lost-- > 0 ? { kind: 'lost' } : null),
    });
    once.clock.advance(1790);
    const exported = await once.connector.export(documentOf(invoiceOf(1)), once.context);
    expect(exported).toMatchObject({ status: 'confirmed' });
    lost = 2;
    const { connector, context, clock, organisation } = await connected({
      faults: ({ path }) => (path === 'tokens' && lost-- > 0 ? { kind: 'lost' } : null),
    });
    clock.advance(1790);
    const document = documentOf(invoiceOf(1));
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    clock.advance(100);
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
    expect(organisation.identity.tokens.refreshes()).toBe(3);
  });

  test('later than that the grant has gone: exports wait, and connecting again goes on', async () => {
    let lost = 2;
    const { connector, context, clock, organisation } = await connected({
      faults: ({ path }) => (path === 'tokens' && lost-- > 0 ? { kind: 'lost' } : null),
    });
    clock.advance(1790);
    const document = documentOf(invoiceOf(1));
    await connector.export(document, context);
    clock.advance(1801);
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(await connector.connection(context)).toMatchObject({ status: 'reconnect' });
    expect(await connector.readiness(context)).toMatchObject({
      isReady: false,
      issues: [{ code: 'not-connected', isBlocking: true }],
    });
    const calls = organisation.calls().length;
    expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
    expect(organisation.calls()).toHaveLength(calls);
    await connectTo(connector, organisation, context);
    expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  });

  test('two tenants share nothing: one can not use what the other has connected', async () => {
    const { connector, context } = await connected();
    const other = { ...context, tenantId: 'other' };
    expect(await connector.export(documentOf(invoiceOf(1)), other)).toMatchObject({ status: 'retry' });
    expect(await connector.connection(other)).toMatchObject({ status: 'reconnect' });
    expect(await connector.connection(context)).toMatchObject({ status: 'connected' });
  });
});

describe('disconnecting', () => {
  test('lets go of this organisation alone, here in any case', async () => {
    const { connector, organisation, context } = await connected();
    const other = { id: '99999999-0000-4000-8000-000000000002', name: 'Other' };
    organisation.consent(connector.authorizeUrl(session), [other]);
    expect(await connector.disconnect(context)).toBe(true);
    expect(organisation.identity.connections()).toMatchObject([{ tenantName: 'Other' }]);
    expect(await connector.connection(context)).toMatchObject({
      status: 'reconnect',
      reason: 'it was disconnected',
    });
    const offline = await connected({
      faults: ({ path }) => (path.startsWith('connections') ? { kind: 'unreached' } : null),
    });
    expect(await offline.connector.disconnect(offline.context)).toBe(false);
    expect(await offline.connector.connection(offline.context)).toMatchObject({ status: 'reconnect' });
  });

  test('an organisation that was let go in Xero makes exports wait, and says what to do', async () => {
    const { connector, organisation, context } = await connected();
    organisation.identity.letGo(() => true);
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'retry',
      reason: expect.stringContaining('connect it again'),
    });
  });
});

test.each([
  { clientId: '' },
  { redirectUri: 'nowhere' },
  { tolerance: '-1' },
  { exportAs: 'paid' },
  { linkBase: 'nowhere' },
  { callsPerDay: 0 },
  { tokenKeys: undefined },
  { tokenKeys: { current: 'k1', keys: {} } },
  { timeoutSeconds: 0 },
])('options that do not hold together are refused: %j', async (given) => {
  const { organisation, clock } = await connected();
  const options = { ...optionsFor(organisation, clock), ...given };
  // @ts-expect-error what JavaScript may hand in
  expect(() => xero(options)).toThrow(expect.objectContaining({ code: 'CONNECTOR_INVALID' }));
});
