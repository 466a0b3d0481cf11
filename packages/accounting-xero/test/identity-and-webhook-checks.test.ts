import type { WebhookRequest } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import type { FakeXeroCall } from '../src/testing/fake-call.ts';
import { connected } from './support/connected.ts';
import { contractNeeded, hasSchema } from './support/contract.ts';
import { checkAnswer, checkRequest } from './support/schema.ts';
import { webhookFault } from './support/webhook-schema.ts';

/** The calls of a connection that is made, refreshed and let go. */
async function callsOfConnection(): Promise<(name: string) => FakeXeroCall> {
  const { connector, context, organisation } = await connected();
  organisation.identity.tokens.expireAll();
  await connector.readiness(context);
  await connector.disconnect(context);
  return (name) => {
    const call = organisation
      .calls()
      .findLast(({ method, path, body }) => `${method} ${path} ${String(body)}`.includes(name));
    if (call === undefined) throw new Error(`there was no ${name}`);
    return call;
  };
}

const connection = {
  id: '11111111-0000-4000-8000-000000000001',
  authEventId: '22222222-0000-4000-8000-000000000001',
  tenantId: '33333333-0000-4000-8000-000000000001',
  tenantType: 'ORGANISATION',
  tenantName: 'Acme',
  createdDateUtc: '2019-12-07T18:46:19.5165400',
  updatedDateUtc: '2019-12-07T18:46:19.5187840',
};
const tokens = { access_token: 'a', expires_in: 1800, refresh_token: 'r', token_type: 'Bearer' };

describe.skipIf(!hasSchema)(`connections and tokens by Xero's schema${contractNeeded}`, () => {
  test('what we ask for is known', async () => {
    const callOf = await callsOfConnection();
    for (const name of ['authorization_code', 'refresh_token', 'GET connections', 'DELETE connections/'])
      expect(checkRequest(callOf(name))).toBeNull();
  });

  test.each<[string, string, Partial<FakeXeroCall>]>([
    ['an unknown parameter', 'GET connections', { query: { tenant: '1' } }],
    ['an unknown method', 'GET connections', { method: 'POST' }],
    ['an unknown path', 'GET connections', { path: 'connections/1/2' }],
    ['a body where there is none', 'GET connections', { body: {} }],
    ['an id that is none', 'DELETE connections/', { path: 'connections/acme' }],
    ['no token', 'refresh_token', { body: 'grant_type=refresh_token' }],
    ['an unknown field', 'refresh_token', { body: 'grant_type=refresh_token&refresh_token=a&scope=b' }],
    ['an unknown grant', 'refresh_token', { body: 'grant_type=password' }],
    ['another method', 'refresh_token', { method: 'GET' }],
    ['no code', 'authorization_code', { body: 'grant_type=authorization_code&redirect_uri=a' }],
  ])('a request with %s is refused', async (_, name, broken) => {
    const call = (await callsOfConnection())(name);
    expect(checkRequest({ ...call, ...broken })).not.toBeNull();
  });

  test.each<[string, string, number, unknown]>([
    ['a row that is none', 'GET connections', 200, ['acme']],
    ['no list', 'GET connections', 200, { connections: [] }],
    ['an unknown field', 'GET connections', 200, [{ ...connection, name: 'Acme' }]],
    ['a field too few', 'GET connections', 200, [{ ...connection, tenantName: undefined }]],
    ['an id that is none', 'GET connections', 200, [{ ...connection, tenantId: 'acme' }]],
    ['an instant that is none', 'GET connections', 200, [{ ...connection, createdDateUtc: 'today' }]],
    ['a status that is none', 'GET connections', 201, [connection]],
    ['a body where there is none', 'DELETE connections/', 204, [connection]],
    ['a life that is no number', 'refresh_token', 200, { ...tokens, expires_in: '1800' }],
    ['a field of tokens too few', 'refresh_token', 200, { ...tokens, refresh_token: undefined }],
    ['an unknown field of tokens', 'refresh_token', 200, { ...tokens, realm: '1' }],
  ])('an answer with %s is an error of the fake', async (_, name, status, body) => {
    const call = (await callsOfConnection())(name);
    const told: unknown = body === '' ? body : JSON.parse(JSON.stringify(body));
    expect(() => checkAnswer(call, { status, body: told })).toThrow("Xero's schema does not know");
  });

  test('good answers are taken', async () => {
    const callOf = await callsOfConnection();
    const good: readonly [string, number, unknown][] = [
      ['GET connections', 200, [connection]],
      ['GET connections', 401, {}],
      ['DELETE connections/', 204, ''],
      ['refresh_token', 200, tokens],
    ];
    for (const [name, status, body] of good)
      expect(() => checkAnswer(callOf(name), { status, body })).not.toThrow();
  });
});

describe.skipIf(!hasSchema)(`webhooks by Xero's schema${contractNeeded}`, () => {
  const sent = async (category: string): Promise<WebhookRequest> => {
    const { organisation } = await connected();
    return organisation.webhookRequest([organisation.organisationId], category);
  };

  test.each(['INVOICE', 'CREDITNOTE', 'CONTACT', 'SUBSCRIPTION', 'OVERPAYMENT', 'PREPAYMENT'])(
    'the fake tells of %s as Xero does',
    async (category) => expect(webhookFault(await sent(category))).toBeNull(),
  );

  test.each<[string, string, RegExp | string, string]>([
    ['of an unknown category', 'INVOICE', '"INVOICE"', '"PAYMENT"'],
    ['of an unknown kind', 'INVOICE', '"UPDATE"', '"DELETE"'],
    ['with an id that is none', 'INVOICE', /"tenantId":"[^"]*"/, '"tenantId":"acme"'],
    ['of no tenant', 'INVOICE', /"tenantId":"[^"]*",/, ''],
    ['of another kind of tenant', 'INVOICE', '"ORGANISATION"', '"PRACTICE"'],
    ['with a day for an instant', 'INVOICE', /T06:00:00.000"/, '"'],
    ['whose address is none', 'INVOICE', 'https://api.xero.com', ''],
    ['whose address is of something else', 'INVOICE', /"resourceId":"[^"]*1?"/, '"resourceId":"0"'],
    ['whose number is not whole', 'INVOICE', /"(first|last)EventSequence":1/g, '"$1EventSequence":1.5'],
    ['whose numbers are of more events', 'INVOICE', '"lastEventSequence":1', '"lastEventSequence":2'],
    ['with the numbers of a trial', 'INVOICE', /"(first|last)EventSequence":1/g, '"$1EventSequence":0'],
    ['without entropy', 'INVOICE', /,"entropy":"[^"]*"/, ''],
    ['with more than is known', 'INVOICE', '"events"', '"version":1,"events"'],
    ['without what a credit note tells', 'CREDITNOTE', /,"data":\{[^}]*\}/, ''],
    ['with an unknown status of a credit note', 'CREDITNOTE', '"AUTHORISED"', '"APPROVED"'],
  ])('a call %s is refused', async (_, category, from, to) => {
    const request = await sent(category);
    const text = new TextDecoder().decode(request.body);
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(webhookFault({ ...request, body: new TextEncoder().encode(broken) })).not.toBeNull();
  });

  test('so is one without a signature, and a trial with the numbers of events', async () => {
    const request = await sent('INVOICE');
    expect(webhookFault({ ...request, headers: {} })).toContain('x-xero-signature');
    const trial = { events: [], firstEventSequence: 1, lastEventSequence: 0, entropy: 'A' };
    const body = new TextEncoder().encode(JSON.stringify(trial));
    expect(webhookFault({ ...request, body })).not.toBeNull();
  });
});
