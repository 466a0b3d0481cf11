import { isBillingError } from '@billwright/core';
import { expect, test } from 'vitest';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { failing } from './support/failing.ts';

const faults: readonly FakeXeroFault[] = [
  { kind: 'lost' },
  { kind: 'unreached' },
  { kind: 'offline' },
  { kind: 'expired' },
  { kind: 'forbidden' },
  { kind: 'refused' },
  { kind: 'limited' },
  { kind: 'garbled', body: 'html' },
];

test('whatever goes wrong, no token, code or secret is in what is told or kept', async () => {
  let told = 0;
  for (const fault of faults) {
    const { connector, context, organisation, clock } = await failing(fault, 'any', 3);
    const kept: string[] = [];
    const memory = {
      get: (key: string) => context.memory.get(key),
      set(key: string, value: string, revision: number | null) {
        kept.push(value);
        return context.memory.set(key, value, revision);
      },
    };
    const own = { ...context, memory };
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const document = documentOf(invoiceOf(1), { attempt });
      const outcomes = [
        await connector.export(document, own).catch((error: unknown) => error),
        await connector.exportMany([document], own).catch((error: unknown) => error),
        await connector.changes(null, own).catch((error: unknown) => error),
        await connector.connection(own).catch((error: unknown) => error),
      ];
      clock.advance(3700);
      for (const outcome of outcomes) {
        const shown = isBillingError(outcome)
          ? [outcome.message, JSON.stringify(outcome), String(outcome.stack), String(outcome.cause)]
          : [JSON.stringify(outcome)];
        for (const text of [...shown, ...kept]) {
          told += 1;
          for (const secret of [...organisation.identity.tokens.all(), organisation.webhookKey, 'canary'])
            expect(text).not.toContain(secret);
        }
      }
    }
    await connector.disconnect(own);
  }
  expect(told).toBeGreaterThan(100);
});

test('the fake does put tokens in the errors of a request, so that this test can fail', async () => {
  const { organisation } = await failing({ kind: 'lost' }, 'any');
  const token = organisation.identity.tokens.all().findLast((one) => one.startsWith('e30.'));
  const headers = { authorization: `Bearer ${token}`, 'xero-tenant-id': organisation.organisationId };
  const { signal } = new AbortController();
  const url = 'https://api.xero.com/api.xro/2.0/Organisation';
  await expect(organisation.fetch(url, { method: 'GET', headers, signal })).rejects.toThrow('canary-access');
});
