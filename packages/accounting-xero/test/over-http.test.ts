import type { Listening } from '@billwright/accounting-common/testing';
import { connectorMemory } from '@billwright/core/conformance';
import { fixedClock } from '@billwright/core/testing';
import { afterEach, expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { testOverHttp } from '../../accounting-common/test/support/over-http.ts';
import type { XeroOptions } from '../src/options.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { listening } from '../src/testing/listening.ts';
import { xero } from '../src/xero.ts';
import { arrangedFake, connectTo, optionsFor } from './support/connected.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A connector with the runtime's own `fetch`; the next document meets the fault. */
async function overHttp(fault: FakeXeroFault | null, options: Partial<XeroOptions> = {}) {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  let next = fault;
  const { organisation, begin } = arrangedFake(clock, {
    faults({ method, path }) {
      if (method !== 'PUT' || path !== 'Invoices') return null;
      const now = next;
      next = null;
      return now;
    },
  });
  const server = await listening(organisation);
  open.push(server);
  const connector = xero({ ...optionsFor(organisation, clock), fetch: server.fetch, ...options });
  const context = { tenantId: 'desk', memory: connectorMemory() };
  await connectTo(connector, organisation, context);
  begin();
  return { connector, organisation, context };
}

test('over real HTTP an invoice is copied with every character of its texts, with a file, and mailed', async () => {
  const bytes = new Uint8Array([0, 255, 128, 10, 13, 37]);
  const { connector, organisation, context } = await overHttp(null, { readFile: async () => bytes });
  const name = "Müller & Söhne “GmbH” 100 % + 'ä' 😀";
  const invoice = invoiceOf(1, { buyer: { name, email: 'a@acme.example' } });
  const attachments = [{ id: 'pdf', name: 'Rechnung ä.pdf', mediaType: 'application/pdf', reference: '1' }];
  const document = documentOf({ ...invoice, content: { ...invoice.content, attachments } });
  const outcome = await connector.export(document, context);
  expect(outcome).toMatchObject({ status: 'confirmed' });
  expect(organisation.books.rows('Contacts')).toMatchObject([{ Name: name }]);
  expect([...organisation.books.files.values()]).toEqual([new Map([['Rechnung ä.pdf', bytes]])]);
  const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
  const delivery = { ...document, externalId, to: [{ name: null, address: 'a@acme.example' }] };
  expect(await connector.send(delivery, context)).toMatchObject({ status: 'confirmed' });
  expect(await connector.find(document, context)).toEqual({ externalId });
});

testOverHttp(async (fault) => {
  const { connector, context, organisation } = await overHttp(fault);
  return { connector, context, tokens: () => organisation.identity.tokens.all() };
});
