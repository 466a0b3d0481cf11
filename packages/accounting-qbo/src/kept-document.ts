import { compare, type LedgerDocument, money, subtract } from '@billwright/core';
import { z } from 'zod';
import { read } from './ask.ts';
import type { Company } from './company.ts';
import { entityOf } from './document-body.ts';
import { externalId } from './external-id.ts';
import { moneyOf } from './money-of.ts';
import type { ExportResult } from './outcome-of.ts';
import { forgetUnder, rememberedUnder, rememberUnder } from './remember.ts';

/** What QuickBooks computed differently. */
export interface Finding {
  readonly invoiceId: string;
  readonly externalId: string;
  /** Our total, and that of QuickBooks. */
  readonly expected: string;
  readonly found: string;
  readonly at: string;
}

const findingSchema: z.ZodType<Finding> = z.object({
  invoiceId: z.string(),
  externalId: z.string(),
  expected: z.string(),
  found: z.string(),
  at: z.string(),
});

const keptSchema = z.looseObject({ Id: z.string(), TotalAmt: z.number() });

/** What an export came to: the total of the copy is compared, and a difference above the tolerance is written down. */
export async function keptDocument(
  company: Company,
  { invoice }: LedgerDocument,
  answer: unknown,
): Promise<ExportResult> {
  const { context, realmId, setup } = company;
  const { Id, TotalAmt } = read(company, keptSchema, answer);
  const entity = entityOf(invoice);
  const id = externalId(realmId, entity, Id);
  const { total, lines } = invoice.content.totals;
  const found = moneyOf(TotalAmt, total.currency);
  if (lines.length > 0 && differs(found.amount, total.amount, total.currency, setup.tolerance)) {
    const at = setup.clock.now();
    const finding: Finding = {
      invoiceId: invoice.id,
      externalId: id,
      expected: total.amount,
      found: found.amount,
      at,
    };
    await rememberUnder(context, realmId, `finding:${invoice.id}`, JSON.stringify(finding));
  } else await forgetUnder(context, realmId, `finding:${invoice.id}`);
  const host = setup.environment === 'sandbox' ? 'app.sandbox.qbo.intuit.com' : 'app.qbo.intuit.com';
  return {
    status: 'confirmed',
    externalId: id,
    url: `https://${host}/app/${entity.toLowerCase()}?txnId=${Id}`,
  };
}

/** What was found of an invoice; `null` when its copy has the same total. */
export async function findingOf(company: Company, invoiceId: string): Promise<Finding | null> {
  const kept = await rememberedUnder(company.context, company.realmId, `finding:${invoiceId}`);
  return kept === null ? null : findingSchema.parse(JSON.parse(kept));
}

function differs(one: string, other: string, currency: string, tolerance: string): boolean {
  const difference = subtract(money(one, currency), money(other, currency));
  const size = money(difference.amount.replace('-', ''), currency);
  return compare(size, money(tolerance, currency)) > 0;
}
