import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { quickBooks } from '../src/quick-books.ts';
import { connectionWith, copiedAndVoided } from '../../accounting-common/test/support/live.ts';

/** The app and a grant for a company of the sandbox, as JSON; its tokens are used up by the test. */
const given = process.env['BILLWRIGHT_QBO_LIVE'];

const liveSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  realmId: z.string(),
  refreshToken: z.string(),
  currency: z.string(),
});

test.skipIf(given === undefined)(
  `a company of the sandbox takes an invoice, finds it, and voids it${given === undefined ? ' (skipped: BILLWRIGHT_QBO_LIVE is not set)' : ''}`,
  async () => {
    const { realmId, refreshToken, currency, ...app } = liveSchema.parse(JSON.parse(given ?? '{}'));
    const connections = connectionWith(realmId, refreshToken);
    const connector = quickBooks({
      ...app,
      redirectUri: 'https://desk.example/quickbooks',
      environment: 'sandbox',
      connections: () => connections,
    });
    const context = { tenantId: 'live', memory: connectorMemory() };
    const [account] = await connector.incomeAccounts(context);
    await connector.chooseIncomeAccount(context, account?.id ?? '');
    expect(await copiedAndVoided(connector, context, currency)).toEqual({
      exported: 'confirmed',
      isFound: true,
      voided: 'confirmed',
    });
  },
  120_000,
);
