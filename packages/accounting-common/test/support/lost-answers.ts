import type { AccountingConnector, ConnectorContext } from '@billwright/core';
import { expect, test } from 'vitest';
import { documentOf, invoiceOf } from './documents.ts';

/** A connector whose next document, or whose next call of any kind, goes wrong. */
interface Failing {
  readonly connector: AccountingConnector;
  readonly context: ConnectorContext;
  /** The id of the first document that the ledger has; `null`: it has none. */
  readonly kept: () => string | null;
}

/** What every connector does when no answer comes, or none that can be read. */
export function testLostAnswers<Fault extends { readonly kind: string }>(
  failing: (fault: Fault, at: 'document' | 'any') => Promise<Failing>,
  { unreadable, broken }: { readonly unreadable: readonly Fault[]; readonly broken: readonly Fault[] },
): void {
  test.each([...unreadable])(
    'no answer that can be read ($kind $body): nobody knows, so it throws, and is looked up',
    async (fault) => {
      const { connector, context, kept } = await failing(fault, 'document');
      const document = documentOf(invoiceOf(1));
      await expect(connector.export(document, context)).rejects.toMatchObject({
        code: 'CONNECTOR_FAILED',
        details: { kind: 'unknown' },
      });
      const externalId = kept();
      expect(await connector.find(document, context)).toEqual(externalId === null ? null : { externalId });
    },
  );

  test.each([...broken])(
    'before the document was sent nothing was kept of it, whatever went wrong ($kind)',
    async (fault) => {
      const { connector, context } = await failing(fault, 'any');
      const document = documentOf(invoiceOf(1));
      expect(await connector.export(document, context)).toMatchObject({ status: 'retry' });
      expect(await connector.export({ ...document, attempt: 2 }, context)).toMatchObject({
        status: 'confirmed',
      });
    },
  );
}
