import { listenFor, type Listening } from '@billwright/accounting-common/testing';
import { connectorMemory } from '@billwright/core/conformance';
import { fixedClock } from '@billwright/core/testing';
import OAuthClient from 'intuit-oauth';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quickBooks } from '../src/quick-books.ts';
import { asRow, asRows, fieldAt, type FakeRow } from '../src/testing/fake-query.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { connectTo, optionsFor } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { checkAnswer, checkRequest, hasSchema } from './support/schema.ts';

// Intuit's own client, which knows nothing of ours, talks to the fake company over HTTP: what it expects is what the
// fake does, and what both do comes to the same.

const clock = fixedClock('2026-04-01T06:00:00.000Z');
const open: Listening[] = [];
const endpoints = {
  authorizeEndpoint: OAuthClient.authorizeEndpoint,
  tokenEndpoint: OAuthClient.tokenEndpoint,
  revokeEndpoint: OAuthClient.revokeEndpoint,
  userInfoEndpoint: OAuthClient.userinfo_endpoint_sandbox,
};

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function vendor() {
  const company = fakeQuickBooks({ clock, checkRequest, checkAnswer });
  const sent: Sent[] = [];
  const server = await listenFor(
    (url, request) => {
      sent.push({ url, headers: request.headers, body: String(request.body ?? '') });
      return company.fetch(url, request);
    },
    ['content-type', 'intuit_tid', 'retry-after'],
  );
  open.push(server);
  const options = optionsFor(company, clock);
  const { clientId, clientSecret, redirectUri } = options;
  const client = new OAuthClient({
    clientId,
    clientSecret,
    redirectUri,
    environment: 'sandbox',
    includeRefreshTokenHardExpiresIn: true,
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: endpoints.authorizeEndpoint,
    tokenEndpoint: endpoints.tokenEndpoint.replace('https:/', server.origin),
    revokeEndpoint: endpoints.revokeEndpoint.replace('https:/', server.origin),
    userInfoEndpoint: endpoints.userInfoEndpoint,
  });
  const at = `${server.origin}/sandbox-quickbooks.api.intuit.com/v3/company/${company.realmId}`;
  const scope = OAuthClient.scopes['Accounting'] ?? '';
  const connect = async (): Promise<void> => {
    const { code, realmId, state } = company.consent(client.authorizeUri({ scope, state: 'x' }));
    await client.createToken(`${redirectUri}?code=${code}&realmId=${realmId}&state=${state}`);
  };
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    body?: FakeRow,
    headers: Record<string, string> = {},
  ): Promise<FakeRow> => {
    const url = `${at}/${path}${path.includes('?') ? '&' : '?'}minorversion=75`;
    const answer = await client.makeApiCall({
      url,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return asRow(answer.json);
  };
  const connector = quickBooks({ ...options, fetch: server.fetch });
  const context = { tenantId: 'desk', memory: connectorMemory() };
  return { company, client, connect, call, connector, context, sent, scope };
}
let world: Awaited<ReturnType<typeof vendor>>;

beforeEach(async () => {
  world = await vendor();
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => {
  Object.assign(OAuthClient, endpoints);
});

/** A fault as Intuit's client tells it. */
const faultOf = async (body: () => Promise<unknown>): Promise<unknown> => {
  const error = await body().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { code: fieldAt(asRow(error), 'code'), trace: fieldAt(asRow(error), 'intuitTid') };
};

describe("Intuit's own client", () => {
  test('asks for consent as we do', () => {
    const { client, connector, scope } = world;
    const theirs = new URL(client.authorizeUri({ scope, state: 'x' }));
    const ours = new URL(connector.authorizeUrl({ tenantId: 'desk', sessionId: 'browser 1' }));
    ours.searchParams.set('state', 'x');
    expect(ours.origin + ours.pathname).toBe(theirs.origin + theirs.pathname);
    expect(Object.fromEntries(ours.searchParams)).toEqual(Object.fromEntries(theirs.searchParams));
  });

  test('connects to the fake, refreshes, and disconnects; its requests for tokens are ours', async () => {
    const { company, client, connect, connector, context, sent } = world;
    await connect();
    expect(client.getToken()).toMatchObject({ x_refresh_token_hard_expires_in: 157_680_000 });
    await client.refresh();
    const old = company.tokens.all().at(-3) ?? '';
    await expect(client.refreshUsingToken(old)).rejects.toMatchObject({ error: 'invalid_grant' });
    await client.revoke({ refresh_token: client.getToken().refresh_token ?? '' });
    const theirs = sent.splice(0);
    await connectTo(connector, company, context);
    clock.advance(3590);
    await connector.incomeAccounts(context);
    await connector.disconnect(context);
    const ours = sent.splice(0).filter(({ url }) => /tokens/.test(url));
    const shown = ({ url, headers, body }: Sent) => ({
      url,
      authorization: headers['authorization'],
      type: headers['content-type']?.split(';')[0],
      hard: headers['x-include-refresh-token-hard-expires-in'],
      body: body.replace(/canary-\w+-\d+/, 'token'),
    });
    const [exchange, refresh, , revoke] = theirs.map(shown);
    expect(ours.map(shown)).toEqual([exchange, refresh, revoke]);
  });

  test('creates, reads, changes, sends, voids and deletes, in batches too, and is told what changed', async () => {
    const { company, connect, call } = world;
    await connect();
    const query = async (text: string) =>
      asRow((await call('GET', `query?query=${encodeURIComponent(text)}`))['QueryResponse']);
    const [account] = asRows((await query("select * from Account where AccountType = 'Income'"))['Account']);
    const { Customer } = await call('POST', 'customer', { DisplayName: 'Amy' });
    const CustomerRef = { value: asRow(Customer)['Id'] };
    const IncomeAccountRef = { value: account?.['Id'] };
    const { Item } = await call('POST', 'item', { Name: 'Services', Type: 'Service', IncomeAccountRef });
    const code = company.books.rows('TaxCode')[0]?.['Id'];
    const SalesItemLineDetail = { ItemRef: { value: asRow(Item)['Id'] }, TaxCodeRef: { value: code } };
    const Line = [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail }];
    const body = { CustomerRef, Line, DocNumber: '1', GlobalTaxCalculation: 'TaxExcluded' };
    const invoice = asRow((await call('POST', 'invoice?requestid=a', body))['Invoice']);
    expect(invoice).toMatchObject({ TotalAmt: 119, Balance: 119, SyncToken: '0' });
    // The same id of a request does it once.
    expect(asRow((await call('POST', 'invoice?requestid=a', body))['Invoice'])['Id']).toBe(invoice['Id']);
    expect(asRow(await call('GET', `invoice/${String(invoice['Id'])}`))['Invoice']).toMatchObject({
      Id: invoice['Id'],
    });
    const own = { Id: invoice['Id'], SyncToken: '0' };
    const changed = await call('POST', 'invoice', { ...own, sparse: true, ShipDate: '2026-04-02' });
    expect(changed['Invoice']).toMatchObject({ SyncToken: '1', ShipDate: '2026-04-02', TotalAmt: 119 });
    expect(await faultOf(() => call('POST', 'invoice', { ...own, sparse: true }))).toEqual({
      code: '5010',
      trace: '1-fake',
    });
    expect(await faultOf(() => call('POST', 'invoice', { Wrong: true }))).toMatchObject({
      // Without the schema the fake finds only what is missing.
      code: hasSchema ? '2010' : '2020',
    });
    expect(await faultOf(() => call('POST', 'customer', { DisplayName: 'Amy' }))).toMatchObject({
      code: '6240',
    });
    expect(await faultOf(() => query('select * from Custmoer'))).toMatchObject({ code: '4001' });
    const mailed = await call(
      'POST',
      `invoice/${String(invoice['Id'])}/send?sendTo=a%40b.example`,
      undefined,
      {
        'Content-Type': 'application/octet-stream',
      },
    );
    expect(mailed['Invoice']).toMatchObject({
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'a@b.example' },
    });
    const batch = await call('POST', 'batch?requestid=b', {
      BatchItemRequest: [
        { bId: '1', operation: 'create', Invoice: { ...body, DocNumber: '2' } },
        { bId: '2', operation: 'create', Invoice: body },
        { bId: '3', Query: 'select count(*) from Invoice' },
      ],
    });
    expect(batch['BatchItemResponse']).toMatchObject([
      { bId: '1', Invoice: { DocNumber: '2' } },
      { bId: '2', Fault: { Error: [{ code: '6140' }] } },
      { bId: '3', QueryResponse: { totalCount: 2 } },
    ]);
    const SyncToken = company.books.get('Invoice', String(invoice['Id']))?.['SyncToken'];
    const voided = await call('POST', 'invoice?operation=void', { Id: invoice['Id'], SyncToken });
    expect(voided['Invoice']).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided' });
    const [second] = company.books.rows('Invoice').filter(({ DocNumber }) => DocNumber === '2');
    const gone = await call('POST', 'invoice?operation=delete', { Id: second?.['Id'], SyncToken: '0' });
    expect(gone['Invoice']).toEqual({ domain: 'QBO', status: 'Deleted', Id: second?.['Id'] });
    const told = await call('GET', 'cdc?entities=Invoice,Payment&changedSince=2026-03-31T00%3A00%3A00Z');
    const [{ QueryResponse } = {}] = asRows(told['CDCResponse']);
    expect(asRows(asRows(QueryResponse)[0]?.['Invoice'])).toMatchObject([
      { Id: invoice['Id'], PrivateNote: 'Voided' },
      { Id: second?.['Id'], status: 'Deleted' },
    ]);
  });

  test('finds what we copied, pays it, corrects the payment and voids it; each is told to us', async () => {
    const { company, connect, call, connector, context } = world;
    await connectTo(connector, company, context);
    await connect();
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const id = externalId.split('/').at(-1) ?? '';
    const { Invoice } = await call('GET', `invoice/${id}`);
    expect(Invoice).toMatchObject({ DocNumber: 'INV-00001', TotalAmt: 119, Balance: 119 });
    const { CustomerRef } = asRow(Invoice);
    const lines = (amount: number) => ({
      TotalAmt: amount,
      Line: [{ Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
    });
    const paid = asRow((await call('POST', 'payment', { CustomerRef, ...lines(50) }))['Payment']);
    const told = async () => (await connector.changes(null, context)).payments;
    expect(await told()).toMatchObject([
      { applications: [{ invoiceExternalId: externalId, amount: { amount: '50.00' } }], isDeleted: false },
    ]);
    expect(asRow((await call('GET', `invoice/${id}`))['Invoice'])).toMatchObject({
      Balance: 69,
      LinkedTxn: [{ TxnId: paid['Id'], TxnType: 'Payment' }],
    });
    expect(await faultOf(() => call('POST', 'payment', { CustomerRef, ...lines(500) }))).toMatchObject({
      code: '6000',
    });
    const more = { Id: paid['Id'], SyncToken: '0', sparse: true, CustomerRef, ...lines(119) };
    await call('POST', 'payment', more);
    expect(await told()).toMatchObject([{ amount: { amount: '119.00' } }]);
    await call('POST', 'payment?operation=update&include=void', { Id: paid['Id'], SyncToken: '1' });
    expect(await told()).toMatchObject([{ isDeleted: true }]);
  });

  test('changes our copy between our reading and writing, and both changes stay', async () => {
    const { company, connect, call, connector, context } = world;
    await connectTo(connector, company, context);
    await connect();
    const outcome = await connector.export(documentOf(invoiceOf(1)), context);
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    const Id = externalId.split('/').at(-1) ?? '';
    await call('POST', 'invoice', { Id, SyncToken: '0', sparse: true, ShipDate: '2026-04-02' });
    const changed = { ...invoiceOf(1, { amount: '200.00' }), revision: 2 };
    await connector.export(documentOf(changed, { externalId }), context);
    expect((await call('GET', `invoice/${Id}`))['Invoice']).toMatchObject({
      ShipDate: '2026-04-02',
      TotalAmt: 238,
      SyncToken: '2',
    });
  });
});
