import { compareTotal, externalId, moneyOf } from '@billwright/accounting-common';
import type { ExportOutcome, LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { read } from './ask.ts';
import type { Company } from './company.ts';
import { entityOf } from './document-body.ts';

const keptSchema = z.looseObject({ Id: z.string(), TotalAmt: z.number() });

/** A copy that is there. */
export type Confirmed = Extract<ExportOutcome, { status: 'confirmed' }>;

/** What an export came to, whether it was answered or found: the total of the copy is compared, and a difference above the tolerance is written down. */
export async function keptDocument(
  company: Company,
  document: LedgerDocument,
  answer: unknown,
): Promise<Confirmed> {
  const { context, realmId, setup } = company;
  const { Id, TotalAmt } = read(company, keptSchema, answer);
  const found = confirmed(company, document, Id);
  const { invoice } = document;
  const { total } = invoice.content.totals;
  const compared = {
    invoiceId: invoice.id,
    externalId: found.externalId,
    expected: total,
    found: moneyOf(TotalAmt, total.currency),
    at: setup.clock.now(),
  };
  await compareTotal(context, realmId, compared, setup.tolerance);
  return found;
}

/** That a copy is there, and where. */
export function confirmed({ realmId, setup }: Company, { invoice }: LedgerDocument, id: string): Confirmed {
  const entity = entityOf(invoice);
  const host = setup.environment === 'sandbox' ? 'app.sandbox.qbo.intuit.com' : 'app.qbo.intuit.com';
  return {
    status: 'confirmed',
    externalId: externalId(realmId, entity, id),
    url: `https://${host}/app/${entity.toLowerCase()}?txnId=${id}`,
  };
}
