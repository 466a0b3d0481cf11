import type { Invoice } from '../invoice.ts';
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
 * @throws BillingError `INVOICE_COMMAND_INVALID` when the policy does not hold together.
 */
export function invoiceActions(
  invoice: Invoice,
  policy: InvoicePolicy = {},
): readonly (SettlementAction | DeliveryAction)[] {
  const known = readInvoicePolicy(policy);
  const settlement = namesIn<SettlementAction>(settlementTransitions[invoice.settlement]);
  const delivery = isOut(invoice) ? namesIn<DeliveryAction>(deliveryTransitions[invoice.delivery]) : [];
  return [...settlement.filter((action) => obstacleTo(action, invoice, known) === null), ...delivery];
}

/** What can be done about the copy of an invoice in one ledger now, in the order of the table. */
export function ledgerActions(invoice: Invoice, connectorId: string): readonly LedgerAction[] {
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
