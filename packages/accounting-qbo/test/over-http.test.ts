import type { Listening } from '@billwright/accounting-common/testing';
import { fixedClock } from '@billwright/core/testing';
import { connectorMemory } from '@billwright/core/conformance';
import { afterEach, expect, test } from 'vitest';
import { quickBooks } from '../src/quick-books.ts';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { fakeQuickBooks } from '../src/testing/fake-quick-books.ts';
import { listening } from '../src/testing/listening.ts';
import { connectTo, optionsFor } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { checkAnswer, checkRequest } from './support/schema.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A connector with the runtime's own `fetch`; the next document meets the fault. */
async function overHttp(fault: FakeQuickBooksFault | null, timeoutSeconds = 30) {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  let next = fault;
  const company = fakeQuickBooks({
    clock,
    checkRequest,
    checkAnswer,
    faults({ path }) {
      if (path !== 'invoice') return null;
      const now = next;
      next = null;
      return now;
    },
  });
  const server = await listening(company);
  open.push(server);
  const connector = quickBooks({ ...optionsFor(company, clock), fetch: server.fetch, timeoutSeconds });
  const context = { tenantId: 'desk', memory: connectorMemory() };
  await connectTo(connector, company, context);
  return { connector, company, context };
}

test('over real HTTP an invoice is copied, with every character of its texts', async () => {
  const { connector, company, context } = await overHttp(null);
  const name = "Müller & Söhne “GmbH” 100 % + 'ä' 😀";
  const document = documentOf(invoiceOf(1, { buyer: { name } }));
  expect(await connector.export(document, context)).toMatchObject({ status: 'confirmed' });
  expect(company.books.rows('Customer')).toMatchObject([{ DisplayName: name }]);
  expect(await connector.find(document, context)).not.toBeNull();
  // Whoever remembers nothing finds the customer by that name.
  const anew = { tenantId: 'desk', memory: connectorMemory() };
  await connectTo(connector, company, anew);
  await connector.export(documentOf(invoiceOf(2, { buyer: { name } })), anew);
  expect(company.books.rows('Customer')).toHaveLength(1);
});

test('a limit of calls over real HTTP is kept as long as its header says', async () => {
  const { connector, context } = await overHttp({ kind: 'limited', retryAfter: 30 });
  expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
    status: 'retry',
    after: '2026-04-01T06:00:30.000Z',
  });
});

test('a connection that breaks leaves it unknown, and the copy is found', async () => {
  const { connector, company, context } = await overHttp({ kind: 'lost' });
  const document = documentOf(invoiceOf(1));
  const failure = await connector.export(document, context).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'CONNECTOR_FAILED', details: { kind: 'unknown' } });
  for (const token of company.tokens.all()) expect(JSON.stringify(failure)).not.toContain(token);
  expect(await connector.find(document, context)).not.toBeNull();
});

test('somebody who gives up while a request runs is told so with their own reason', async () => {
  const { connector, context } = await overHttp({ kind: 'silent' });
  const giveUp = new AbortController();
  const exporting = connector.export(documentOf(invoiceOf(1)), { ...context, signal: giveUp.signal });
  setTimeout(() => giveUp.abort(new Error('enough')), 100);
  await expect(exporting).rejects.toThrow('enough');
});
