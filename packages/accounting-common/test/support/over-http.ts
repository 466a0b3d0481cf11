import type { AccountingConnector, ConnectorContext } from '@billwright/core';
import { expect, test } from 'vitest';
import { documentOf, invoiceOf } from './documents.ts';

/** What goes wrong with the next document. */
type Fault =
  | { readonly kind: 'limited'; readonly retryAfter: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'silent' };

/** A connector that reaches its fake by the runtime's own `fetch`. */
interface OverHttp {
  readonly connector: AccountingConnector;
  readonly context: ConnectorContext;
  /** Every token that there ever was. */
  readonly tokens: () => readonly string[];
}

/** What every connector does over real HTTP. The clock stands at six in the morning of the first of April 2026. */
export function testOverHttp(overHttp: (fault: Fault) => Promise<OverHttp>): void {
  test('a limit of calls over real HTTP is kept as long as its header says', async () => {
    const { connector, context } = await overHttp({ kind: 'limited', retryAfter: 30 });
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'retry',
      after: '2026-04-01T06:00:30.000Z',
    });
  });

  test('a connection that breaks leaves it unknown, and the copy is found', async () => {
    const { connector, context, tokens } = await overHttp({ kind: 'lost' });
    const document = documentOf(invoiceOf(1));
    const failure = await connector.export(document, context).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'CONNECTOR_FAILED', details: { kind: 'unknown' } });
    for (const token of tokens()) expect(JSON.stringify(failure)).not.toContain(token);
    expect(await connector.find(document, context)).not.toBeNull();
  });

  test('somebody who gives up while a request runs is told so with their own reason', async () => {
    const { connector, context } = await overHttp({ kind: 'silent' });
    const giveUp = new AbortController();
    const exporting = connector.export(documentOf(invoiceOf(1)), { ...context, signal: giveUp.signal });
    setTimeout(() => giveUp.abort(new Error('enough')), 100);
    await expect(exporting).rejects.toThrow('enough');
  });
}
