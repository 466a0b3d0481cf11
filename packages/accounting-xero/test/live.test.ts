import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
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
    const at = new Date(0).toISOString();
    const grant = { accessToken: 'none', accessUntil: at, refreshToken, refreshUntil: null, endsAt: null };
    const connection = { companyId: organisationId, grant, lost: null, refreshingUntil: null };
    let kept = { connection, revision: 1 };
    const connector = xero({
      ...app,
      redirectUri: 'https://desk.example/xero',
      connections: () => ({
        read: async () => kept,
        async write(changed, revision) {
          if (revision !== kept.revision) return false;
          kept = { connection: changed as typeof connection, revision: kept.revision + 1 };
          return true;
        },
      }),
    });
    const context = { tenantId: 'live', memory: connectorMemory() };
    const [account] = await connector.revenueAccounts(context);
    await connector.chooseRevenueAccount(context, account?.code ?? '');
    const sequence = Math.floor(Date.now() / 1000);
    const document = documentOf(invoiceOf(sequence, { currency, taxed: false, number: `LIVE-${sequence}` }));
    const outcome = await connector.export(document, context);
    expect(outcome).toMatchObject({ status: 'confirmed' });
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    expect(await connector.find(document, context)).toEqual({ externalId });
    expect(await connector.finding(context, document.invoice.id)).toBeNull();
    expect(await connector.void({ ...document, externalId }, context)).toMatchObject({ status: 'confirmed' });
  },
  120_000,
);
