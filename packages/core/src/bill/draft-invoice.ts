import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { type Discount, discountSchema } from '../invoice/discount.ts';
import { headInputShape, type InvoiceHeadInput } from '../invoice/invoice-head.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { invoiceLineSchema } from '../invoice/line-schema.ts';
import { newDraft, requireInCurrency, withTotals } from '../invoice/new-draft.ts';
import type { InvoiceTotals } from '../invoice/total-invoice.ts';
import { type TaxCode, taxCodeSchema } from '../tax/tax-code.ts';
import type { Bill } from './bill.ts';
import { billsOnInvoice, type BillToDraft, billToDraftSchema } from './bills-on-invoice.ts';

/** What {@link draftInvoice} reads. */
export interface DraftInput extends InvoiceHeadInput {
  /** One bill, or several of one customer in one currency with the same rounding of taxes. */
  readonly bills: readonly [Bill, ...Bill[]];
  /** Lines that go along: by hand, of a top-up, carried forward. Default: none. */
  readonly lines?: readonly InvoiceLine[] | undefined;
  /** Discounts that go along; they come after those of the bills. Default: none. */
  readonly discounts?: readonly Discount[] | undefined;
  /** The taxes of lines that go along, as far as the bills don't have them. Default: none. */
  readonly taxCodes?: readonly TaxCode[] | undefined;
}

const alongShape = {
  ...headInputShape,
  lines: z.array(invoiceLineSchema).default([]),
  discounts: z.array(discountSchema).default([]),
  taxCodes: z.array(taxCodeSchema).default([]),
};

const alongSchema = z.strictObject(alongShape);

const draftSchema = z.strictObject({
  ...alongShape,
  bills: z.array(billToDraftSchema).min(1, 'needs a bill; without one, write manualInvoice(…)'),
});

/**
 * A draft of what a contract's period comes to, with the bill's lines, discounts, taxes and policies.
 *
 * Several bills of a customer can be on one invoice. Their lines then have the contract and the first day of the period
 * before their key, see {@link lineKeyOnInvoice}. Each bill's discounts stay on its own lines: they are not off those of
 * other bills, nor off lines that go along. Tax is rounded once over the whole invoice, so the total can differ from the
 * sum of the bills by a cent.
 *
 * @throws BillingError `INVOICE_INVALID` with every fault and its path: no bill, bills of different customers,
 * currencies or tax settings, the same period of a contract twice.
 * @throws BillingError `TOTALS_INVALID` when a line or a discount stands twice, or a discount is above what is left.
 * @throws BillingError `TAX_CODE_UNKNOWN` when a line names a tax that was not handed in.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, defineRateCard, draftInvoice, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' }, taxCodes: ['vat'],
 *   components: [{ id: 'base', kind: 'recurring-fee', price: '100.00' }],
 * });
 * const policy = {
 *   rating: {
 *     calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *     rateCard: defineRateCard({
 *       id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *     }),
 *   },
 *   taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
 * };
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, at: '2026-04-01T06:00:00.000Z' }, policy);
 *   const { settlement, content } = draftInvoice({
 *     id: 'inv_1', bills: [bill], seller: { name: 'Billwright Services' }, buyer: { name: 'Acme' }, terms: { days: 14 },
 *   });
 *   console.log(settlement, content.contractId, content.period?.from, content.totals.total.amount);
 * }
 * // => draft c_1 2026-03-01 119.00
 * ```
 */
export function draftInvoice(input: DraftInput): Invoice {
  const { bills, ...along } = parseInput('INVOICE_INVALID', draftSchema, input);
  return draftOf(bills, along, null);
}

/**
 * What {@link draftInvoice} gives for bills that this program has just made: they are not read like bills from outside,
 * and a bill that stands alone keeps its totals. The caller leaves the bills as they are while it uses the draft.
 */
export function draftMadeBills(bills: readonly Bill[], input: Omit<DraftInput, 'bills'>): Invoice {
  const along = parseInput('INVOICE_INVALID', alongSchema, input);
  const isSole = bills.length === 1 && along.lines.length === 0 && along.discounts.length === 0;
  return draftOf(bills, along, isSole ? (bills[0]?.totals ?? null) : null);
}

/** @param totals of all lines and discounts, where somebody knows them */
function draftOf(
  bills: readonly BillToDraft[],
  { id, batchId, ...own }: z.infer<typeof alongSchema>,
  totals: InvoiceTotals | null,
): Invoice {
  const { lines, discounts, taxCodes, ...billed } = billsOnInvoice(bills, own.lines.length > 0);
  requireInCurrency(own.lines, billed.currency);
  const known = new Set(taxCodes.map((taxCode) => taxCode.id));
  const parts = {
    ...billed,
    lines: [...lines, ...own.lines],
    discounts: [...discounts, ...own.discounts],
    taxCodes: [...taxCodes, ...own.taxCodes.filter((taxCode) => !known.has(taxCode.id))],
  };
  return newDraft({ ...own, ...parts, ...withTotals(parts, totals) }, { id, batchId });
}
