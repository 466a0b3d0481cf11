import { BillingError } from '../../errors/billing-error.ts';
import type { Invoice } from '../invoice.ts';
import { invoiceActions, ledgerActions } from './invoice-actions.ts';
import type { InvoiceCommand } from './invoice-command.ts';
import type { InvoicePolicy } from './invoice-policy.ts';
import { copyOf } from './ledger-copy.ts';
import { obstacleTo } from './obstacle-to.ts';
import { isSettlementAction, settlementTransitions } from './settlement-transitions.ts';

/** Refuses a command that the tables do not have, or that something stands in the way of. */
export function requireAllowed(
  invoice: Invoice,
  command: InvoiceCommand,
  policy: Required<InvoicePolicy>,
): void {
  const { type: action } = command;
  const allowed: readonly string[] =
    'connectorId' in command ? ledgerActions(invoice, command.connectorId) : invoiceActions(invoice, policy);
  if (allowed.includes(action)) return;
  const isInTable = isSettlementAction(action) && action in settlementTransitions[invoice.settlement];
  throw new BillingError('INVOICE_STATE', {
    invoiceId: invoice.id,
    state: stateFor(invoice, command),
    action,
    allowed,
    reason: isInTable ? obstacleTo(action, invoice, policy) : null,
  });
}

/** The states that decide about a command, in words. */
function stateFor(invoice: Invoice, command: InvoiceCommand): string {
  const { settlement, delivery } = invoice;
  if ('connectorId' in command) {
    return `${settlement}, ${command.connectorId}: ${copyOf(invoice, command.connectorId).state}`;
  }
  return isSettlementAction(command.type) ? settlement : `${settlement}, ${delivery}`;
}
