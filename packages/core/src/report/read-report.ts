import { z, type ZodType } from 'zod';
import { inputError, toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import { chargesOf, requireCharge } from '../rating/charges-of.ts';
import type { Charge } from '../rating/charge.ts';

/**
 * Refuses what a report can't be made of. What is the caller's own is not frozen, as it would be by reading it the
 * usual way, and what earlier functions made is only looked at from outside.
 *
 * @throws BillingError `REPORT_INVALID` with every fault and its path.
 */
export function requireReportable(schema: ZodType, input: unknown, path: readonly string[] = []): void {
  const read = schema.safeParse(input, inPlainWords);
  if (!read.success) throw inputError('REPORT_INVALID', toIssues(read.error, path), read.error);
}

/** The charges of a rating or a bill, checked as far as the first of them. */
export function chargesIn(given: Parameters<typeof chargesOf>[0]): readonly Charge[] {
  const charges = [...chargesOf(given)];
  if (charges.length > 0) requireCharge(charges[0]);
  return charges;
}

/** A bill, from outside. */
export const billFrame: ZodType = z.looseObject({
  contractId: z.string(),
  customerId: z.string(),
  currency: z.string(),
  period: z.looseObject({ from: z.string(), to: z.string() }),
  charges: z.array(z.looseObject({ entryId: z.string() })),
  covered: z.array(z.looseObject({ entryId: z.string() })),
  allowances: z.array(z.looseObject({ componentId: z.string() })),
  blocked: z.array(z.looseObject({ reason: z.string() })),
  lines: z.array(z.looseObject({ key: z.string() })),
  totals: z.looseObject({ lines: z.array(z.looseObject({ key: z.string() })) }),
});

/** What a rating gives, from outside. */
export const ratedFrame: ZodType = z.looseObject({
  charges: z.custom((value) => typeof value === 'function', 'is no function: hand in the result of a rating'),
  blocked: z.array(z.looseObject({ reason: z.string() })),
  excluded: z.array(z.looseObject({ reason: z.string() })),
});

/** Work as `reportWork` tells it, from outside. */
export const workFrame: ZodType = z.looseObject({
  entryId: z.string(),
  agentId: z.string(),
  date: z.string(),
  workedSeconds: z.number(),
  charges: z.array(z.looseObject({ entryId: z.string() })),
  costs: z.array(z.looseObject({ entryId: z.string() })),
});
