import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import type { InputIssue } from '../errors/input-issue.ts';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { plainObject } from '../errors/plain-object.ts';
import { type TaxCode, taxCodeSchema } from '../tax/tax-code.ts';
import { type Discount, discountSchema } from './discount.ts';
import { headShape, type InvoiceHeadInput, noteSchema, purchaseOrderSchema } from './invoice-head.ts';
import type { Invoice, InvoiceContent } from './invoice.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { invoiceActions } from './life/invoice-actions.ts';
import { invoiceLineSchema } from './line-schema.ts';
import { byHand } from './manual-line.ts';
import { requireInCurrency, withTotals } from './new-draft.ts';
import { requireInvoice } from './require-invoice.ts';

/** What a person changes on a draft. What is left out stays. */
export interface DraftChanges {
  readonly addLines?: readonly InvoiceLine[] | undefined;
  /** The keys of lines by hand. What was billed can't be taken off: release the draft and bill anew. */
  readonly removeLines?: readonly string[] | undefined;
  /** They come after those that are there; their ids get "manual:" before them. */
  readonly addDiscounts?: readonly Discount[] | undefined;
  /** The ids of discounts by hand, with "manual:" before them. */
  readonly removeDiscounts?: readonly string[] | undefined;
  /** The taxes of added lines, as far as the draft does not have them. */
  readonly taxCodes?: readonly TaxCode[] | undefined;
  readonly note?: string | null | undefined;
  readonly purchaseOrder?: string | null | undefined;
  readonly buyer?: InvoiceHeadInput['buyer'] | undefined;
  readonly terms?: InvoiceHeadInput['terms'] | undefined;
  readonly attachments?: InvoiceHeadInput['attachments'];
}

const changesSchema = plainObject(
  z.strictObject({
    addLines: z.array(invoiceLineSchema).default([]),
    removeLines: z.array(z.string()).default([]),
    addDiscounts: z.array(discountSchema).default([]),
    removeDiscounts: z.array(z.string()).default([]),
    taxCodes: z.array(taxCodeSchema).default([]),
    note: noteSchema.nullable().optional(),
    purchaseOrder: purchaseOrderSchema.nullable().optional(),
    buyer: headShape.buyer.optional(),
    terms: headShape.terms.optional(),
    attachments: headShape.attachments.optional(),
  }),
);

type Changes = z.infer<typeof changesSchema>;

/**
 * The draft with what a person changed on it by hand; totals are made anew. Lines and discounts that a bill made stay:
 * the work behind them is claimed. A credit note keeps its lines, too, since they are a part of its invoice.
 *
 * @throws BillingError `INVOICE_STATE` when the invoice is no draft: what is issued is corrected by a credit note (R82).
 * @throws BillingError `INVOICE_INVALID` with every fault and its path: a line that is not there or not by hand, a line
 * of another currency, a change of a credit note's lines.
 * @throws BillingError `TOTALS_INVALID` when a line or a discount stands twice, or a discount is above what is left.
 * @throws BillingError `TAX_CODE_UNKNOWN` when an added line names a tax that was not handed in.
 * @example
 * ```ts
 * import { manualInvoice, manualLine, redraft } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Seller' },
 *   buyer: { name: 'Acme' },
 * });
 * const { content } = redraft(draft, {
 *   addLines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 *   addDiscounts: [{ id: 'welcome', description: 'Welcome', percent: '10' }],
 *   purchaseOrder: 'PO-7',
 * });
 * console.log(content.purchaseOrder, content.totals.total.amount);
 * // => PO-7 72.00
 * ```
 */
export function redraft(invoice: Invoice, given: DraftChanges): Invoice {
  const changes = parseInput('INVOICE_INVALID', changesSchema, given, ['changes']);
  requireInvoice(invoice);
  requireDraft(invoice);
  const { content } = invoice;
  const faults = faultsOf(changes, invoice);
  if (faults.length > 0) throw inputError('INVOICE_INVALID', faults);
  return { ...invoice, content: { ...withNewHead(content, changes), ...withNewParts(content, changes) } };
}

function requireDraft(invoice: Invoice): void {
  const { id, settlement } = invoice;
  if (settlement === 'draft') return;
  throw new BillingError('INVOICE_STATE', {
    invoiceId: id,
    state: settlement,
    action: 'redraft',
    allowed: invoiceActions(invoice),
    reason: 'only a draft can be edited: what was issued is corrected by a credit note',
  });
}

function withNewHead(content: InvoiceContent, changes: Changes): InvoiceContent {
  return {
    ...content,
    note: changes.note === undefined ? content.note : changes.note,
    purchaseOrder: changes.purchaseOrder === undefined ? content.purchaseOrder : changes.purchaseOrder,
    buyer: changes.buyer ?? content.buyer,
    terms: changes.terms ?? content.terms,
    attachments: changes.attachments ?? content.attachments,
  };
}

/** Lines, discounts and what follows from them; nothing when they stay, so that a credit note keeps its totals. */
function withNewParts(content: InvoiceContent, changes: Changes): Partial<InvoiceContent> {
  if (!changesParts(changes)) return {};
  requireInCurrency(changes.addLines, content.currency, ['changes', 'addLines']);
  const known = new Set(content.taxCodes.map(({ id }) => id));
  const parts = {
    ...content,
    lines: [...content.lines.filter(({ key }) => !changes.removeLines.includes(key)), ...changes.addLines],
    discounts: [
      ...content.discounts.filter(({ id }) => !changes.removeDiscounts.includes(id)),
      ...changes.addDiscounts.map((discount) => ({ ...discount, id: byHand + discount.id })),
    ],
    taxCodes: [...content.taxCodes, ...changes.taxCodes.filter(({ id }) => !known.has(id))],
  };
  return withTotals(parts);
}

const changesParts = ({ addLines, removeLines, addDiscounts, removeDiscounts }: Changes): boolean =>
  [addLines, removeLines, addDiscounts, removeDiscounts].some(({ length }) => length > 0);

function faultsOf(changes: Changes, { kind, content }: Invoice): readonly InputIssue[] {
  if (kind === 'credit-note' && changesParts(changes)) {
    return [{ path: ['changes'], message: 'can’t change what a credit note takes back: write another note' }];
  }
  const keys = content.lines.map(({ key }) => key);
  const ids = content.discounts.map(({ id }) => id);
  return [
    ...faultsOfRemoval('removeLines', changes.removeLines, keys),
    ...faultsOfRemoval('removeDiscounts', changes.removeDiscounts, ids),
  ];
}

function faultsOfRemoval(
  list: string,
  removed: readonly string[],
  known: readonly string[],
): readonly InputIssue[] {
  return removed.flatMap((name, index) => {
    const path = ['changes', list, index];
    if (!known.includes(name)) return [{ path, message: `"${name}" is not on the draft` }];
    if (!name.startsWith(byHand)) return [{ path, message: `"${name}" is not by hand: a bill made it` }];
    return [];
  });
}
