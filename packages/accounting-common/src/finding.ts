import type { ConnectorContext, Money } from '@billwright/core';
import { z } from 'zod';
import { differsBy } from './multiplies-to.ts';
import { forgetUnder, rememberedUnder, rememberUnder } from './remember.ts';

/** What a ledger computed differently. */
export interface Finding {
  readonly invoiceId: string;
  readonly externalId: string;
  /** Our total, and that of the ledger. */
  readonly expected: string;
  readonly found: string;
  readonly at: string;
  /** What else is wrong with the copy, where it is not the total alone. */
  readonly reason?: string | undefined;
}

const findingSchema: z.ZodType<Finding> = z.object({
  invoiceId: z.string(),
  externalId: z.string(),
  expected: z.string(),
  found: z.string(),
  at: z.string(),
  reason: z.string().optional(),
});

const keyOf = (invoiceId: string): string => `finding:${invoiceId}`;

/**
 * Compares the total of a copy, and writes a difference above the tolerance down, or that something else is wrong with it;
 * else forgets what there was. A total may have more places than the currency.
 */
export async function compareTotal(
  context: ConnectorContext,
  companyId: string,
  {
    expected,
    found,
    reason = null,
    ...rest
  }: Omit<Finding, 'expected' | 'found' | 'reason'> & {
    readonly expected: Money;
    readonly found: Money;
    readonly reason?: string | null | undefined;
  },
  tolerance: string,
): Promise<void> {
  if (reason === null && !differsBy(found.amount, expected.amount, tolerance))
    return forgetFinding(context, companyId, rest.invoiceId);
  const totals = { ...rest, expected: expected.amount, found: found.amount };
  const finding: Finding = reason === null ? totals : { ...totals, reason };
  return rememberUnder(context, companyId, keyOf(rest.invoiceId), JSON.stringify(finding));
}

/** Forgets what was found of an invoice, for example when its copy is taken back. */
export const forgetFinding = (
  context: ConnectorContext,
  companyId: string,
  invoiceId: string,
): Promise<void> => forgetUnder(context, companyId, keyOf(invoiceId));

/** What was found of an invoice; `null` when its copy has the same total. */
export async function findingOf(
  context: ConnectorContext,
  companyId: string,
  invoiceId: string,
): Promise<Finding | null> {
  const kept = await rememberedUnder(context, companyId, keyOf(invoiceId));
  return kept === null ? null : findingSchema.parse(JSON.parse(kept));
}
