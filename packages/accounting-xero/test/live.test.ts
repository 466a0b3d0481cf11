import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectionWith, copiedAndVoided } from '../../accounting-common/test/support/live.ts';
import { xero } from '../src/xero.ts';

/** The app and a grant for a demo company, as JSON; its tokens are used up by the test. */
const given = process.env['BILLWRIGHT_XERO_LIVE'];

const liveSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  organisationId: z.string(),
  refreshToken: z.string(),
  currency: z.string(),
});

test.skipIf(given === undefined)(
  `a demo company takes an invoice, finds it, and voids it${given === undefined ? ' (skipped: BILLWRIGHT_XERO_LIVE is not set)' : ''}`,
  async () => {
    const { organisationId, refreshToken, currency, ...app } = liveSchema.parse(JSON.parse(given ?? '{}'));
    const connections = connectionWith(organisationId, refreshToken);
    const connector = xero({
      ...app,
      redirectUri: 'https://desk.example/xero',
      connections: () => connections,
    });
    const context = { tenantId: 'live', memory: connectorMemory() };
    const [account] = await connector.revenueAccounts(context);
    await connector.chooseRevenueAccount(context, account?.code ?? '');
    expect(await copiedAndVoided(connector, context, currency)).toEqual({
      exported: 'confirmed',
      isFound: true,
      voided: 'confirmed',
    });
  },
  120_000,
);
