import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import { type TaxSettingInput, taxSettingShape } from '../tax/tax-setting.ts';
import { type Discount, discountSchema } from './discount.ts';
import type { Invoice } from './invoice.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { headInputShape, type InvoiceHeadInput } from './invoice-head.ts';
import { invoiceLineSchema } from './line-schema.ts';
import { newDraft, requireInCurrency, withTotals } from './new-draft.ts';

/** What {@link manualInvoice} reads. */
export interface ManualInvoiceInput extends InvoiceHeadInput, TaxSettingInput {
  readonly customerId: string;
  readonly currency: CurrencyCode;
  /** For example those of {@link manualLine}, {@link topUpLine}, {@link expenseLines}. Default: none. */
  readonly lines?: readonly InvoiceLine[] | undefined;
  /** Default: none. */
  readonly discounts?: readonly Discount[] | undefined;
}

const manualInvoiceSchema = z.strictObject({
  ...headInputShape,
  ...taxSettingShape,
  customerId: idSchema,
  currency: currencySchema,
  lines: z.array(invoiceLineSchema).default([]),
  discounts: z.array(discountSchema).default([]),
});

const noContract = {
  contractId: null,
  period: null,
  bills: [],
  linePolicy: null,
  prepaidPayments: [],
} as const;

/**
 * A draft that no contract stands behind: lines go in, totals come out.
 *
 * @throws BillingError `INVOICE_INVALID` with every fault and its path.
 * @throws BillingError `TOTALS_INVALID` when a line or a discount stands twice, or a discount is above what is left.
 * @throws BillingError `TAX_CODE_UNKNOWN` when a line names a tax that was not handed in.
 * @example
 * ```ts
 * import { manualInvoice, manualLine } from '@billwright/core';
 *
 * const { settlement, content } = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 },
 *   seller: { name: 'Billwright Services' }, buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({
 *       id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', taxCodes: ['vat'], from: '2026-03-02',
 *     }),
 *   ],
 *   taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
 * });
 * console.log(settlement, content.totals.net.amount, content.totals.total.amount);
 * // => draft 80.00 95.20
 * ```
 */
export function manualInvoice(input: ManualInvoiceInput): Invoice {
  const read = parseInput('INVOICE_INVALID', manualInvoiceSchema, input);
  const { id, batchId, ...content } = read;
  requireInCurrency(content.lines, content.currency);
  return newDraft({ ...content, ...withTotals(content), ...noContract }, { id, batchId });
}
