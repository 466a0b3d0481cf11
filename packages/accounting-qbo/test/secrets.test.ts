import type { Connection } from '@billwright/accounting-common';
import { type ConnectorContext, isBillingError } from '@billwright/core';
import { expect, test } from 'vitest';
import type { QuickBooksOptions } from '../src/options.ts';
import { quickBooks } from '../src/quick-books.ts';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { connectTo, optionsFor } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { failing } from './support/failing.ts';

/** Those of the secrets that are in the texts, as they are or in a form in which they travel. */
const leaks = (texts: readonly string[], secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) =>
    [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')].some(
      (form) => texts.some((text) => text.includes(form)),
    ),
  );

/** Everything that an error or an answer shows of itself. */
const shownBy = (outcome: unknown): readonly string[] =>
  isBillingError(outcome)
    ? [outcome.message, JSON.stringify(outcome), String(outcome.stack), String(outcome.cause)]
    : [JSON.stringify(outcome) ?? ''];

/** Whatever a connector tells and keeps while all its calls fail for a while. */
async function toldAndKept(
  fault: FakeQuickBooksFault,
  options: (context: ConnectorContext) => Partial<QuickBooksOptions> = () => ({}),
): Promise<{ readonly texts: readonly string[]; readonly secrets: readonly string[] }> {
  const { context, company, clock } = await failing(fault, 'any', 6);
  const texts: string[] = [];
  const watched: ConnectorContext = {
    tenantId: 'desk',
    memory: {
      get: (key) => context.memory.get(key),
      set(key, value, revision) {
        texts.push(key, value);
        return context.memory.set(key, value, revision);
      },
    },
  };
  const connector = quickBooks({ ...optionsFor(company, clock), ...options(watched) });
  const tell = async (body: () => Promise<unknown>): Promise<void> => {
    texts.push(...shownBy(await body().catch((error: unknown) => error)));
  };
  await tell(() => connectTo(connector, company, watched));
  const documents = [1, 2].map((sequence) => documentOf(invoiceOf(sequence)));
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    await tell(() => connector.export(documentOf(invoiceOf(1), { attempt }), watched));
    await tell(() => connector.exportMany(documents, watched));
    await tell(() => connector.find(documentOf(invoiceOf(1)), watched));
    await tell(() => connector.changes(null, watched));
    await tell(() => connector.readiness(watched));
    await tell(() => connector.connection(watched));
    await tell(() => connectTo(connector, company, watched));
    clock.advance(1800);
  }
  await tell(() => connector.disconnect(watched));
  return { texts, secrets: [...company.tokens.all(), 'canary-client-secret'] };
}

test.each<FakeQuickBooksFault>([
  { kind: 'lost' },
  { kind: 'unreached' },
  { kind: 'broken' },
  { kind: 'expired' },
  { kind: 'refused' },
  { kind: 'limited' },
  { kind: 'garbled', body: 'xml' },
])('when calls are $kind, no token, code or secret is in what is told and kept', async (fault) => {
  const { texts, secrets } = await toldAndKept(fault);
  expect(texts.length).toBeGreaterThan(40);
  expect(secrets.length).toBeGreaterThan(5);
  expect(leaks(texts, secrets)).toEqual([]);
});

// A check that never rejects proves nothing.
test.each([
  ['as they are', 'canary-access-2'],
  ['in an address', encodeURIComponent('canary access/2')],
  ['as credentials', Buffer.from('canary-access-2').toString('base64')],
])('secrets are found %s', (_, text) => {
  expect(leaks(['harmless', `Error: ${text} !`], ['canary-access-2', 'canary access/2'])).toHaveLength(1);
});

test('a store that keeps tokens as they are in what the connector remembers is found', async () => {
  const { texts, secrets } = await toldAndKept({ kind: 'broken' }, ({ memory }) => ({
    connections: () => ({
      async read() {
        const kept = await memory.get('plain');
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return kept === null
          ? null
          : { connection: JSON.parse(kept.value) as Connection, revision: kept.revision };
      },
      write: (connection, revision) => memory.set('plain', JSON.stringify(connection), revision),
    }),
  }));
  expect(leaks(texts, secrets)).not.toEqual([]);
});

test('the errors of a request hold its token, so whoever passes them on is found', async () => {
  const { company } = await failing({ kind: 'lost' }, 'any');
  const token = company.tokens.all().at(-2) ?? '';
  const headers = { authorization: `Bearer ${token}` };
  const { signal } = new AbortController();
  const url = `https://quickbooks.api.intuit.com/v3/company/${company.realmId}/query`;
  const error = await company
    .fetch(url, { method: 'GET', headers, signal })
    .catch((thrown: unknown) => thrown);
  expect(leaks([String(error)], [token])).toEqual([token]);
});
