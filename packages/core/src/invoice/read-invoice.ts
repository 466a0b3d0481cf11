import { inputError, parseInput } from '../errors/parse-input.ts';
import type { Invoice } from './invoice.ts';
import { invoiceFaults } from './invoice-faults.ts';
import { invoiceSchema } from './invoice-schema.ts';

/**
 * Reads an invoice from outside: from a store, a file, another program. It refuses unknown keys and what does not hold
 * together: amounts in another currency, sums that are not those of their parts, totals of other lines, an issued invoice
 * without a number. Nothing is calculated anew: an old invoice stays valid when rules of calculation change.
 *
 * @returns the invoice, frozen
 * @throws BillingError `INVOICE_INVALID` with every fault and its path.
 * @example
 * ```ts
 * import { isBillingError, manualInvoice, manualLine, readInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Seller' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const stored = JSON.stringify(draft);
 * console.log(readInvoice(JSON.parse(stored)).content.totals.total.amount);
 * // => 80.00
 * try {
 *   readInvoice(JSON.parse(stored.replace('"total":{"amount":"80.00"', '"total":{"amount":"90.00"')));
 * } catch (error) {
 *   if (isBillingError(error, 'INVOICE_INVALID')) console.log(error.details.issues[0]?.message);
 * }
 * // => is 90.00, its parts come to 80.00
 * ```
 */
export function readInvoice(value: unknown): Invoice {
  const invoice = parseInput('INVOICE_INVALID', invoiceSchema, value);
  const faults = invoiceFaults(invoice);
  if (faults.length > 0) throw inputError('INVOICE_INVALID', faults);
  return invoice;
}
