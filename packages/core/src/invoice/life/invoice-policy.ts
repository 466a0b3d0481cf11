import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';

/** What may become of issued invoices at all. */
export interface InvoicePolicy {
  /** An issued invoice is neither voided nor reopened: only a credit note corrects it (R84). Default: `false`. */
  readonly strict?: boolean | undefined;
  /** An issued invoice that nobody received can go back to being a draft (R82). Default: `false`. */
  readonly reopen?: boolean | undefined;
}

const policySchema: z.ZodType<Required<InvoicePolicy>, InvoicePolicy> = z.strictObject({
  strict: z.boolean().default(false),
  reopen: z.boolean().default(false),
});

/** A policy with its defaults. */
export const readInvoicePolicy = (policy: InvoicePolicy): Required<InvoicePolicy> =>
  parseInput('INVOICE_COMMAND_INVALID', policySchema, policy, ['policy']);
