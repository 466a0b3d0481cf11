import { rmSync } from 'node:fs';
import { accountingCases, checkCase, runConformance } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { fileLedgerSubject } from './file-ledger-subject.ts';

const dispose = ({ folder }: { readonly folder: string }): void => rmSync(folder, { recursive: true });

test.each(accountingCases)('$name', async (promise) => {
  const { outcome } = await checkCase(promise, fileLedgerSubject, { dispose });
  expect(outcome).not.toBe('broken');
});

test('what is not tried is what files can not do: several at once, mail, call, and ask for patience', async () => {
  const { conforms, results } = await runConformance(accountingCases, fileLedgerSubject, { dispose });
  expect(conforms).toBe(true);
  const skipped = results.filter(({ outcome }) => outcome === 'skipped').map(({ reason }) => reason);
  expect([...new Set(skipped)]).toEqual([
    'the probe has no "limitNext"',
    'the connector does not support "batch"',
    'the connector does not support "send"',
    'the probe has no "webhookRequest"',
  ]);
});
