import type { ConnectorContext } from '@billwright/core';
import { connectorMemory } from '@billwright/core/conformance';
import { type FixedClock, fixedClock } from '@billwright/core/testing';
import type { QuickBooksOptions } from '../../src/options.ts';
import { type QuickBooks, quickBooks } from '../../src/quick-books.ts';
import {
  type FakeQuickBooks,
  type FakeQuickBooksOptions,
  fakeQuickBooks,
} from '../../src/testing/fake-quick-books.ts';
import { checkAnswer, checkRequest } from './schema.ts';

/** A connector, the company that it is connected to, and a tenant. */
export interface Connected {
  readonly connector: QuickBooks;
  readonly company: FakeQuickBooks;
  readonly context: ConnectorContext;
  readonly clock: FixedClock;
}

/** The options of a connector that talks to a fake. */
export const optionsFor = (company: FakeQuickBooks, clock: Pick<FixedClock, 'now'>): QuickBooksOptions => ({
  clientId: 'app',
  clientSecret: 'canary-client-secret',
  redirectUri: 'https://desk.example/quickbooks',
  environment: 'sandbox',
  webhookVerifier: company.verifier,
  tokenKeys: { current: 'k1', keys: { k1: new Uint8Array(32).fill(7) } },
  tenantsOfRealm: async (realmId) => (realmId === company.realmId ? ['desk'] : []),
  taxCodes: { '': 'No VAT' },
  fetch: company.fetch,
  clock,
  wait: () => new Promise((go) => setImmediate(go)),
});

/** Connects a tenant, and chooses the default income account. */
export async function connectTo(
  connector: QuickBooks,
  company: FakeQuickBooks,
  context: ConnectorContext,
): Promise<void> {
  const session = { tenantId: context.tenantId, sessionId: 'browser 1' };
  const callback = company.consent(connector.authorizeUrl(session));
  await connector.connect(context, { ...callback, sessionId: session.sessionId });
  const [account] = await connector.incomeAccounts(context);
  await connector.chooseIncomeAccount(context, account?.id ?? '');
}

/** A tenant that is connected and ready to export. */
export async function connected(
  fake: Partial<FakeQuickBooksOptions> = {},
  options: Partial<QuickBooksOptions> = {},
): Promise<Connected> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const arranged = { isReady: false };
  const company = fakeQuickBooks({
    clock,
    checkRequest,
    checkAnswer,
    ...fake,
    faults: (call) => (arranged.isReady ? (fake.faults?.(call) ?? null) : null),
  });
  const connector = quickBooks({ ...optionsFor(company, clock), ...options });
  const context: ConnectorContext = { tenantId: 'desk', memory: connectorMemory() };
  await connectTo(connector, company, context);
  arranged.isReady = true;
  return { connector, company, context, clock };
}
