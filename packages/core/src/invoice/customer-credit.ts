import { inputError } from '../errors/parse-input.ts';
import { compare, requireCurrency, subtract } from '../money/arithmetic.ts';
import { isNegative, type Money } from '../money/money.ts';
import type { Invoice } from './invoice.ts';
import { openAmount } from './life/open-amount.ts';
import { requireInvoice } from './require-invoice.ts';

/** What a customer's credit pays of an invoice. The two add up to what was available. */
export interface AppliedCredit {
  /** 0 when nothing is open or nothing is available. */
  readonly applied: Money;
  readonly left: Money;
}

/**
 * What a customer's credit pays of an invoice (R85): what is open, or all there is. Credit is a way of paying, after tax:
 * it changes no line and no total. Pay the amount on the invoice like any other payment; it goes back like one, too. A
 * draft, a void invoice and a credit note take none.
 *
 * @throws BillingError `INVOICE_INVALID` when the credit is below 0.
 * @throws BillingError `CURRENCY_MISMATCH` when the credit is of another currency than the invoice.
 * @example
 * ```ts
 * import { applyCustomerCredit, manualInvoice, manualLine, money, type Invoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Seller' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const issued = {
 *   series: 'INV', sequence: 1, number: 'INV-1', at: '2026-04-01T08:00:00.000Z', on: '2026-04-01', dueOn: '2026-04-15',
 * };
 * const invoice: Invoice = { ...draft, settlement: 'issued', issued };
 * const { applied, left } = applyCustomerCredit(invoice, money('100.00', 'EUR'));
 * console.log(applied.amount, left.amount, invoice.content.totals.total.amount);
 * // => 80.00 20.00 80.00
 * ```
 */
export function applyCustomerCredit(invoice: Invoice, available: Money): AppliedCredit {
  requireInvoice(invoice);
  const { currency } = invoice.content;
  requireCurrency(available, currency);
  if (isNegative(available)) {
    throw inputError('INVOICE_INVALID', [{ path: ['available'], message: 'must be 0 or more' }]);
  }
  const nothing: Money = subtract(available, available);
  const open = invoice.kind === 'invoice' ? openAmount(invoice) : nothing;
  const applied = compare(open, available) < 0 ? open : subtract(available, nothing);
  return { applied, left: subtract(available, applied) };
}
