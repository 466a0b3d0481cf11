import { createHmac } from 'node:crypto';
import { fixedClock } from '@billwright/core/testing';
import { connectorMemory } from '@billwright/core/conformance';
import { describe, expect, test } from 'vitest';
import { askEach } from '../src/ask.ts';
import { changes } from '../src/changes.ts';
import { openCompany } from '../src/company.ts';
import { currentCopies, currentCopy } from '../src/current-copies.ts';
import { keptDocument } from '../src/kept-document.ts';
import { ledgerPayments } from '../src/ledger-payments.ts';
import { setupOf } from '../src/setup.ts';
import { toldSchema } from '../src/told-transaction.ts';
import { readWebhook } from '../src/webhook.ts';
import { write, type Write } from '../src/write.ts';
import { asRow, asRows } from '../src/testing/fake-query.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { optionsFor } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { contractNeeded, hasSchema, type RecordedPair, recorded, recordedText } from './support/schema.ts';
import { codeOf } from './support/shape.ts';

const clock = fixedClock('2020-10-01T06:00:00.000Z');
const realmId = '9341450000000001';
const pairOf = (file: string, method = 'post'): RecordedPair => {
  const found = recorded.find((pair) => pair.file === file && pair.method === method);
  if (found === undefined) throw new Error(`${file} was not recorded`);
  return found;
};

/** A company that answers each call with what was recorded, whatever it is asked. */
async function replaying(answers: readonly Pick<RecordedPair, 'status' | 'res'>[]) {
  const left = [...answers];
  const grant = {
    accessToken: 'a',
    accessUntil: '2030-01-01T00:00:00.000Z',
    refreshToken: 'r',
    refreshUntil: null,
    endsAt: null,
  };
  const connection = { companyId: realmId, grant, lost: null, refreshingUntil: null };
  const setup = setupOf({
    ...optionsFor(fakeQuickBooks({ clock }), clock),
    connections: () => ({ read: async () => ({ connection, revision: 1 }), write: async () => false }),
    fetch: async () => {
      const { status, res } = left.shift() ?? { status: 500, res: null };
      return { status, headers: { get: () => null }, text: async () => JSON.stringify(res) };
    },
  });
  const context = {
    tenantId: 'desk',
    memory: connectorMemory({ [`${realmId}:connected-at`]: '2020-09-20T00:00:00.000Z' }),
  };
  return { setup, context, company: await openCompany(setup, context) };
}

const writeOf = (entity: Write['entity'], operation: Write['operation']): Write => ({
  entity,
  operation,
  body: {},
  requestId: 'r',
});

describe.skipIf(!hasSchema)(`answers of the real service, read by the connector${contractNeeded}`, () => {
  const queries = recorded.filter(({ uri }) => uri.includes('/query?'));

  test.each(queries.map((pair, index) => [index, pair.file, pair] as const))(
    'query %i of %s: each row is read as it is, or its fault is told',
    async (_, __, pair) => {
      const { company } = await replaying([pair]);
      const [asked] = await askEach(company, ['select']);
      const fault = codeOf(pair.res);
      const told = Object.values(asRow(asRow(pair.res)['QueryResponse'])).find((value) =>
        Array.isArray(value),
      );
      expect(asked).toMatchObject(
        fault === null
          ? { status: 'told', rows: told ?? [] }
          : { status: 'refused', error: { details: { fault } } },
      );
    },
  );

  test('an invoice that was created is kept with its id, and its total is compared', async () => {
    const { company } = await replaying([pairOf('create/invoice.yml')]);
    const [written] = await write(company, [writeOf('Invoice', 'create')]);
    expect(written).toMatchObject({ status: 'done', object: { Id: '266', TotalAmt: 100, SyncToken: '0' } });
    const document = documentOf(invoiceOf(1, { currency: 'USD', taxed: false }));
    const kept = await keptDocument(company, document, written?.status === 'done' ? written.object : null);
    expect(kept).toMatchObject({ status: 'confirmed', externalId: `${realmId}/Invoice/266` });
  });

  test('one that is read, by id or by a query, can be changed: it has its token', async () => {
    const read = pairOf('delete/invoice.yml', 'get');
    const byId = await replaying([read]);
    expect(await currentCopy(byId.company, `${realmId}/Invoice/266`)).toMatchObject({ SyncToken: '0' });
    const row = asRow(read.res)['Invoice'];
    const byQuery = await replaying([{ status: 200, res: { QueryResponse: { Invoice: [row] } } }]);
    const copies = await currentCopies(byQuery.company, [`${realmId}/Invoice/266`]);
    expect(copies.get(`${realmId}/Invoice/266`)).toEqual(row);
  });

  test.each([
    ['void/invoice.yml', 'void', { TotalAmt: 0, PrivateNote: 'Voided', SyncToken: '1' }],
    ['delete/invoice.yml', 'delete', { status: 'Deleted', Id: '266' }],
  ] as const)('%s is done', async (file, operation, object) => {
    const { company } = await replaying([pairOf(file)]);
    expect(await write(company, [writeOf('Invoice', operation)])).toMatchObject([{ status: 'done', object }]);
  });

  test('a customer that was created, and one whose name is taken', async () => {
    const { company } = await replaying([pairOf('create/customer.yml'), pairOf('error/validation.yml')]);
    expect(await write(company, [writeOf('Customer', 'create')])).toMatchObject([
      { status: 'done', object: { Id: '70', DisplayName: 'Doe5, Jane' } },
    ]);
    expect(await write(company, [writeOf('Customer', 'create')])).toMatchObject([
      { status: 'failed', error: { details: { fault: '6240', kind: 'refused' } } },
    ]);
  });

  test('each part of a batch comes to what it came to', async () => {
    const answer = pairOf('batch/basic.yml');
    const parts = asRows(asRow(answer.res)['BatchItemResponse']);
    // Its parts had ids of their own, in this order.
    const res = { BatchItemResponse: parts.map((part, index) => ({ ...part, bId: String(index) })) };
    const { company } = await replaying([{ status: 200, res }]);
    const written = await write(company, [
      writeOf('Customer', 'create'),
      writeOf('Invoice', 'delete'),
      writeOf('Invoice', 'update'),
      writeOf('Invoice', 'create'),
    ]);
    expect(written).toMatchObject([
      // It is a vendor, and no customer.
      { status: 'failed', error: { details: { kind: 'unknown' } } },
      { status: 'failed', error: { details: { fault: '610', kind: 'refused' } } },
      { status: 'failed', error: { details: { fault: '5010', kind: 'refused' } } },
      { status: 'failed', error: { details: { kind: 'unknown' } } },
    ]);
  });

  test('changes of other kinds are no payments, and the cursor goes on by the time of QuickBooks', async () => {
    const { setup, context } = await replaying([pairOf('cdc/basic.yml', 'get')]);
    const { payments, cursor, hasMore } = await changes(setup, null, context);
    expect([payments, hasMore]).toEqual([[], false]);
    expect(JSON.parse(cursor)).toMatchObject({ realmId, since: '2020-09-29T14:57:53.512Z' });
  });

  test('a void payment is told as deleted', async () => {
    const xml = recordedText('payment_void_response_success.xml');
    const at = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
    const told = toldSchema.parse({
      Id: at('Id'),
      TotalAmt: Number(at('TotalAmt')),
      TxnDate: at('TxnDate'),
      PrivateNote: at('PrivateNote'),
      CurrencyRef: { value: 'USD' },
    });
    const facts = (QueryResponse: unknown, index: number) => ({ QueryResponse, bId: String(index) });
    const res = {
      BatchItemResponse: [
        { CompanyInfo: [{ CompanyName: 'Sandbox', Country: 'US' }] },
        { Preferences: [{ CurrencyPrefs: { HomeCurrency: { value: 'USD' } } }] },
        {},
      ].map(facts),
    };
    const { company } = await replaying([{ status: 200, res }]);
    expect(await ledgerPayments(company, [told])).toMatchObject([
      { externalId: `${realmId}/Payment/8748`, isDeleted: true, on: '2013-07-11' },
    ]);
  });

  test("Intuit's example of a webhook is read: its company is the one in it", async () => {
    const body = new TextEncoder().encode(recordedText('webhook-cloudevents.sample.json'));
    const signature = createHmac('sha256', 'verifier').update(body).digest('base64');
    const asked: string[] = [];
    const setup = setupOf({
      ...optionsFor(fakeQuickBooks({ clock }), clock),
      webhookVerifier: 'verifier',
      tenantsOfRealm: async (realm) => {
        asked.push(realm);
        return ['desk'];
      },
    });
    expect(await readWebhook(setup, { body, headers: { 'intuit-signature': signature } })).toEqual({
      status: 'accepted',
      tenantIds: ['desk'],
    });
    expect(asked).toEqual(['310687']);
    const other = body.with(body.length - 1, 32);
    expect(
      await readWebhook(setup, { body: other, headers: { 'intuit-signature': signature } }),
    ).toMatchObject({
      status: 'refused',
    });
  });
});
