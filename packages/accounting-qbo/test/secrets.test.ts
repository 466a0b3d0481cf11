import { isBillingError } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import { documentOf, invoiceOf } from './support/documents.ts';
import { failing } from './support/failing.ts';

describe('secrets', () => {
  test('whatever goes wrong, no token, code or secret is in what is told, kept or logged', async () => {
    const faults: FakeQuickBooksFault[] = [
      { kind: 'lost' },
      { kind: 'unreached' },
      { kind: 'broken' },
      { kind: 'expired' },
      { kind: 'refused' },
      { kind: 'limited' },
      { kind: 'garbled', body: 'xml' },
    ];
    let told = 0;
    for (const fault of faults) {
      const { connector, context, company, clock } = await failing(fault, 'any', 3);
      const kept: string[] = [];
      const memory = {
        get: (key: string) => context.memory.get(key),
        set(key: string, value: string, revision: number | null) {
          kept.push(value);
          return context.memory.set(key, value, revision);
        },
      };
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const document = documentOf(invoiceOf(1), { attempt });
        const outcomes = [
          await connector.export(document, { ...context, memory }).catch((error: unknown) => error),
          await connector.changes(null, { ...context, memory }).catch((error: unknown) => error),
        ];
        clock.advance(120);
        for (const outcome of outcomes) {
          const shown = isBillingError(outcome)
            ? [outcome.message, JSON.stringify(outcome), String(outcome.stack), String(outcome.cause)]
            : [JSON.stringify(outcome)];
          for (const text of [...shown, ...kept]) {
            told += 1;
            for (const secret of [...company.tokens.all(), 'canary']) expect(text).not.toContain(secret);
          }
        }
      }
    }
    expect(told).toBeGreaterThan(50);
  });

  test('the fake does put tokens in the errors of a request, so that this test can fail', async () => {
    const { company } = await failing({ kind: 'lost' }, 'any');
    const headers = { authorization: `Bearer ${company.tokens.all().at(-2)}` };
    const { signal } = new AbortController();
    const url = `https://quickbooks.api.intuit.com/v3/company/${company.realmId}/query`;
    await expect(company.fetch(url, { method: 'GET', headers, signal })).rejects.toThrow('canary-access');
  });
});
