import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import { isNegative, type Money } from '../../money/money.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceLine } from '../invoice-line.ts';
import { invoiceActions } from '../life/invoice-actions.ts';
import { requireInvoice } from '../require-invoice.ts';
import { carriedLines } from './carried-lines.ts';
import { creditOfNegative } from './credit-of-negative.ts';

/** What becomes of an invoice whose total is below 0: it is never issued as such (R87). */
export type NegativePolicy = 'credit-note' | 'carry-forward';

/** What a negative draft leaves for the customer's next invoice. */
export interface CarriedForward {
  /** The draft that it is from. It is not issued. */
  readonly invoiceId: string;
  readonly customerId: string;
  /** Below 0, with tax. */
  readonly amount: Money;
  /** One line for each set of taxes: hand them to {@link draftInvoice} or {@link manualInvoice} as they are. */
  readonly lines: readonly InvoiceLine[];
  /** The taxes that the lines name. */
  readonly taxCodes: readonly TaxCode[];
  readonly pricesIncludeTax: boolean;
}

/** What became of a draft. */
export type SettledDraft =
  /** Its total is 0 or more: it stays as it is. */
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | { readonly kind: 'credit-note'; readonly creditNote: Invoice }
  | { readonly kind: 'carry-forward'; readonly carried: CarriedForward };

/**
 * What becomes of a draft, should its total be below 0 (R87).
 *
 * `credit-note`: the draft becomes a credit note of its own, with every amount in the other sign; it corrects no single
 * invoice, so its `credits` are `null`. `carry-forward`: what it comes to stands on the customer's next invoice, before
 * tax, in one line for each set of taxes, so the next invoice owes each tax less. Where tax is rounded per line or in
 * coins, that can differ from the draft's own total by the rounding.
 *
 * @throws BillingError `INVOICE_STATE` when the invoice is no draft.
 * @throws BillingError `INVOICE_INVALID` when it is no invoice, or the policy is unknown.
 * @example
 * ```ts
 * import { manualInvoice, manualLine, settleNegative } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Seller' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'rebate', description: 'Rebate', unitPrice: '-80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const credited = settleNegative(draft, 'credit-note');
 * if (credited.kind === 'credit-note') console.log(credited.creditNote.content.totals.total.amount);
 * // => 80.00
 * const next = settleNegative(draft, 'carry-forward');
 * if (next.kind === 'carry-forward') console.log(next.carried.lines.map(({ amount }) => amount.amount).join(' '));
 * // => -80.00
 * ```
 */
export function settleNegative(draft: Invoice, policy: NegativePolicy): SettledDraft {
  requireInvoice(draft);
  const { id, kind, settlement, content } = draft;
  if (settlement !== 'draft') {
    const reason = 'what was issued is corrected by a credit note';
    throw new BillingError('INVOICE_STATE', {
      invoiceId: id,
      state: settlement,
      action: 'settle-negative',
      allowed: invoiceActions(draft),
      reason,
    });
  }
  if (kind === 'credit-note' || !isNegative(content.totals.total)) return { kind: 'invoice', invoice: draft };
  switch (policy) {
    case 'credit-note':
      return { kind: policy, creditNote: creditOfNegative(draft) };
    case 'carry-forward':
      return { kind: policy, carried: carriedFrom(draft) };
    default:
      throw inputError('INVOICE_INVALID', [
        { path: ['policy'], message: 'is neither "credit-note" nor "carry-forward"' },
      ]);
  }
}

function carriedFrom(draft: Invoice): CarriedForward {
  const { customerId, totals, taxCodes, pricesIncludeTax } = draft.content;
  return {
    invoiceId: draft.id,
    customerId,
    amount: totals.total,
    lines: carriedLines(draft),
    taxCodes,
    pricesIncludeTax,
  };
}
