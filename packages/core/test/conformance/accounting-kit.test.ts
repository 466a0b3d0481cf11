import { describe, expect, test } from 'vitest';
import { accountingCases } from '../../src/conformance/accounting/accounting-cases.ts';
import { checkCase, runConformance } from '../../src/conformance/run-conformance.ts';
import { ledgerSaboteurs } from './support/ledger-saboteurs.ts';
import { ledgerSubject } from './support/ledger-subject.ts';

describe('the fake ledger', () => {
  test.each(accountingCases)('$name', async (promise) => {
    expect(await checkCase(promise, ledgerSubject)).toMatchObject({ outcome: 'kept' });
  });
});

// A check that never rejects proves nothing: each promise meets a connector that breaks it.
describe('the kit of ledgers', () => {
  test('names each promise once, and has a saboteur for each', () => {
    const names = accountingCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(ledgerSaboteurs)).toEqual(names);
  });

  test.each(Object.entries(ledgerSaboteurs))('finds who breaks the promise: %s', async (name, saboteur) => {
    const promise = accountingCases.filter((each) => each.name === name);
    const { conforms, results } = await runConformance(promise, saboteur);
    expect(conforms).toBe(false);
    expect(results).toMatchObject([{ name, outcome: 'broken', reason: expect.any(String) }]);
  });

  test('skips what a connector does not support or a probe can not do, and says so', async () => {
    const create = () => {
      const { connector, ledger } = ledgerSubject({
        send: false,
        payments: false,
        void: false,
        batch: undefined,
      });
      return { connector, ledger: { documents: () => ledger.documents() } };
    };
    const { conforms, results } = await runConformance(accountingCases, create);
    expect(conforms).toBe(true);
    const skipped = results.filter(({ outcome }) => outcome === 'skipped');
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
      new Set([
        'the probe has no "loseNextAnswer"',
        'the probe has no "cutNextRequest"',
        'the probe has no "refuseNext"',
        'the probe has no "limitNext"',
        'the connector does not support "batch"',
        'the connector does not support "void"',
        'the connector does not support "send"',
        'the connector does not support "payments"',
        'the probe has no "webhookRequest"',
      ]),
    );
    expect(results.filter(({ outcome }) => outcome === 'kept')).toHaveLength(10);
  });
});
