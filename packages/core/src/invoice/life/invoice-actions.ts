import type { Invoice } from '../invoice.ts';
import { requireInvoice } from '../require-invoice.ts';
import { type DeliveryAction, deliveryTransitions } from './delivery-transitions.ts';
import { type InvoicePolicy, readInvoicePolicy } from './invoice-policy.ts';
import { copyOf } from './ledger-copy.ts';
import { type CopyChange, type LedgerAction, ledgerTransitions } from './ledger-transitions.ts';
import { obstacleTo } from './obstacle-to.ts';
import { type SettlementAction, settlementTransitions } from './settlement-transitions.ts';

/**
 * What can be done to an invoice now, in the order of the tables: to its settlement, then to its delivery. It looks at
 * all that can stand in the way: states, amounts, policy. So each action is one that {@link transitionInvoice} takes.
 *
 * @throws BillingError `INVOICE_COMMAND_INVALID` when the policy does not hold together, `INVOICE_INVALID` when it is no
 * invoice by its form.
 * @example
 * ```ts
 * import { invoiceActions, ledgerActions, manualInvoice, manualLine, transitionInvoice } from '@billwright/core';
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
 * console.log(invoiceActions(draft).join(' '));
 * // => issue
 * console.log(invoiceActions(invoice).join(' '));
 * // => pay credit write-off void queue-delivery deliver
 * console.log(ledgerActions(invoice, 'quickbooks').join(' '));
 * // => queue-export
 * ```
 */
export function invoiceActions(
  invoice: Invoice,
  policy: InvoicePolicy = {},
): readonly (SettlementAction | DeliveryAction)[] {
  requireInvoice(invoice);
  const known = readInvoicePolicy(policy);
  const settlement = namesIn<SettlementAction>(settlementTransitions[invoice.settlement]);
  const delivery = isOut(invoice) ? namesIn<DeliveryAction>(deliveryTransitions[invoice.delivery]) : [];
  return [...settlement.filter((action) => obstacleTo(action, invoice, known) === null), ...delivery];
}

/**
 * What can be done about the copy of an invoice in one ledger now, in the order of the table.
 *
 * @throws BillingError `INVOICE_INVALID` when it is no invoice by its form.
 */
export function ledgerActions(invoice: Invoice, connectorId: string): readonly LedgerAction[] {
  requireInvoice(invoice);
  const copy = copyOf(invoice, connectorId);
  // A void invoice is copied only where an earlier copy is to be voided.
  const isToCopy = isOut(invoice) || (invoice.settlement === 'void' && copy.externalId !== null);
  return namesIn<LedgerAction | CopyChange>(ledgerTransitions[copy.state])
    .filter((action) => action !== 'void' && action !== 'reopen')
    .filter((action) => action !== 'queue-export' || isToCopy);
}

/** Whether it is an invoice that customers and ledgers may see. */
const isOut = ({ settlement }: Invoice): boolean => settlement !== 'draft' && settlement !== 'void';

// The keys of a row are actions; Object.keys can't say so.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const namesIn = <Action extends string>(row: object): Action[] => Object.keys(row) as Action[];
