import { parseInput } from '../../errors/parse-input.ts';
import type { Invoice } from '../invoice.ts';
import { requireInvoice } from '../require-invoice.ts';
import { deliveryTransitions } from './delivery-transitions.ts';
import { type InvoiceCommand, invoiceCommandSchema } from './invoice-command.ts';
import { type InvoicePolicy, readInvoicePolicy } from './invoice-policy.ts';
import { withCopyMoved } from './ledger-copy.ts';
import { requireAllowed } from './require-allowed.ts';
import { afterIssue, afterMove, afterWithdrawal } from './settle-invoice.ts';

/**
 * The invoice after a command (R80). Nothing else changes an invoice's settlement, its delivery or its ledger copies.
 * Its content stays the same object, always (R82).
 *
 * - `issue` gives a draft its number and its due date. A total below 0 is not issued (R87); one of 0 is paid at once.
 * - `void` takes back an invoice that nobody received and nothing was paid on (R84). It keeps its number.
 * - `reopen` makes such an invoice a draft again, when the policy allows it (R82): it keeps its number and its date.
 *   `reissue` ends that. Voiding and reopening raise the revision, so a copy in a ledger becomes `stale`.
 * - Amounts never fall below 0, nor does what is open: what is paid above it is the customer's credit (R85).
 *
 * @throws BillingError `INVOICE_STATE` with the actions that are allowed, when the tables do not have this one or
 * something stands in its way.
 * @throws BillingError `INVOICE_AMOUNT` with the most that can be moved, when the amount is above it.
 * @throws BillingError `INVOICE_COMMAND_INVALID` when the command or the policy does not hold together, or the invoice
 * would be due before it is issued.
 * @throws BillingError `CURRENCY_MISMATCH` when the amount is of another currency.
 * @throws BillingError `INVOICE_INVALID` when it is no invoice by its form.
 * @example
 * ```ts
 * import { manualInvoice, manualLine, money, transitionInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const invoice = transitionInvoice(draft, {
 *   type: 'issue', series: 'INV', sequence: 42, number: 'INV-00042', at: '2026-04-01T08:00:00Z', on: '2026-04-01',
 * });
 * const paid = transitionInvoice(invoice, { type: 'pay', amount: money('30.00', 'EUR') });
 * console.log(invoice.settlement, invoice.issued?.dueOn, paid.settlement);
 * // => issued 2026-04-15 partially-paid
 * ```
 */
export function transitionInvoice(
  invoice: Invoice,
  command: InvoiceCommand,
  policy: InvoicePolicy = {},
): Invoice {
  requireInvoice(invoice);
  const read = parseInput('INVOICE_COMMAND_INVALID', invoiceCommandSchema, command);
  requireAllowed(invoice, read, readInvoicePolicy(policy));
  if ('connectorId' in read) return { ...invoice, ledgers: withCopyMoved(invoice, read) };
  switch (read.type) {
    case 'issue':
    case 'reissue':
      return afterIssue(invoice, read);
    case 'void':
    case 'reopen':
      return afterWithdrawal(invoice, read.type);
    case 'pay':
    case 'refund':
    case 'reverse-refund':
    case 'reverse-payment':
    case 'credit':
    case 'reverse-credit':
    case 'write-off':
    case 'reverse-write-off':
      return afterMove(invoice, read);
    case 'queue-delivery':
    case 'cancel-delivery':
    case 'deliver':
    case 'fail-delivery':
    case 'lose-delivery': {
      const row: Partial<Record<typeof read.type, Invoice['delivery']>> =
        deliveryTransitions[invoice.delivery];
      return { ...invoice, delivery: row[read.type] ?? invoice.delivery };
    }
  }
}
