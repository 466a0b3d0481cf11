import { compare, type ConnectorContext, money, type Money, subtract } from '@billwright/core';
import { z } from 'zod';
import { forgetUnder, rememberedUnder, rememberUnder } from './remember.ts';

/** What a ledger computed differently. */
export interface Finding {
  readonly invoiceId: string;
  readonly externalId: string;
  /** Our total, and that of the ledger. */
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

const keyOf = (invoiceId: string): string => `finding:${invoiceId}`;

/** Compares the total of a copy, and writes a difference above the tolerance down; without one, forgets what there was. */
export async function compareTotal(
  context: ConnectorContext,
  companyId: string,
  {
    expected,
    found,
    ...rest
  }: Omit<Finding, 'expected' | 'found'> & {
    readonly expected: Money;
    readonly found: Money;
  },
  tolerance: string,
): Promise<void> {
  const difference = subtract(found, expected);
  const size = money(difference.amount.replace('-', ''), difference.currency);
  if (compare(size, money(tolerance, size.currency)) <= 0)
    return forgetFinding(context, companyId, rest.invoiceId);
  const finding: Finding = { ...rest, expected: expected.amount, found: found.amount };
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
