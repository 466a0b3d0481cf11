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
import { testOverHttp } from '../../accounting-common/test/support/over-http.ts';
import { checkAnswer, checkRequest } from './support/schema.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A connector with the runtime's own `fetch`; the next document meets the fault. */
async function overHttp(fault: FakeQuickBooksFault | null) {
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
  const connector = quickBooks({ ...optionsFor(company, clock), fetch: server.fetch });
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

testOverHttp(async (fault) => {
  const { connector, context, company } = await overHttp(fault);
  return { connector, context, tokens: () => company.tokens.all() };
});
