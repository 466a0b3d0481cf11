import { connectorMemory } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { quickBooks } from '../src/quick-books.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';

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
    const at = new Date(0).toISOString();
    const grant = { accessToken: 'none', accessUntil: at, refreshToken, refreshUntil: null, endsAt: null };
    let kept = { connection: { companyId: realmId, grant, lost: null, refreshingUntil: null }, revision: 1 };
    const connector = quickBooks({
      ...app,
      redirectUri: 'https://desk.example/quickbooks',
      environment: 'sandbox',
      connections: () => ({
        read: async () => kept,
        async write(connection, revision) {
          if (revision !== kept.revision) return false;
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          kept = { connection: connection as typeof kept.connection, revision: kept.revision + 1 };
          return true;
        },
      }),
    });
    const context = { tenantId: 'live', memory: connectorMemory() };
    const [account] = await connector.incomeAccounts(context);
    await connector.chooseIncomeAccount(context, account?.id ?? '');
    const sequence = Math.floor(Date.now() / 1000);
    const document = documentOf(invoiceOf(sequence, { currency, taxed: false, number: `LIVE-${sequence}` }));
    const outcome = await connector.export(document, context);
    expect(outcome).toMatchObject({ status: 'confirmed' });
    const externalId = outcome.status === 'confirmed' ? outcome.externalId : '';
    expect(await connector.find(document, context)).toEqual({ externalId });
    expect(await connector.void({ ...document, externalId }, context)).toMatchObject({ status: 'confirmed' });
  },
  120_000,
);
