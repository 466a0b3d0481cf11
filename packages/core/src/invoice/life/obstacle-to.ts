import type { Invoice } from '../invoice.ts';
import { type AmountAction, isAmountAction, mostOf } from './change-amounts.ts';
import type { InvoicePolicy } from './invoice-policy.ts';
import { amountsOf } from './settlement-amounts.ts';
import type { SettlementAction } from './settlement-transitions.ts';

/** What keeps a settlement action, which the table has, from being done; or null. */
export function obstacleTo(
  action: SettlementAction,
  invoice: Invoice,
  policy: Required<InvoicePolicy>,
): string | null {
  if (isAmountAction(action)) return obstacleToMove(action, invoice);
  if (action === 'issue' || action === 'reissue') return obstacleToIssue(action, invoice);
  return obstacleToWithdrawal(action, invoice, policy);
}

function obstacleToMove(action: AmountAction, invoice: Invoice): string | null {
  if (action === 'credit' && invoice.kind === 'credit-note') return 'it is a credit note itself';
  return mostOf(action, amountsOf(invoice)) === 0n ? 'no amount is left for it' : null;
}

function obstacleToIssue(action: 'issue' | 'reissue', invoice: Invoice): string | null {
  if (action === 'issue' && invoice.issued !== null) return 'it has its number already';
  if (action === 'reissue' && invoice.issued === null) return 'it has no number yet';
  return amountsOf(invoice).total < 0n ? 'its total is below 0' : null;
}

function obstacleToWithdrawal(
  action: 'void' | 'reopen',
  invoice: Invoice,
  policy: Required<InvoicePolicy>,
): string | null {
  if (policy.strict) return 'strict mode asks for a credit note';
  if (action === 'reopen' && !policy.reopen) return 'the policy does not reopen invoices';
  const { paid, credited, writtenOff } = amountsOf(invoice);
  if (paid + credited + writtenOff > 0n) return 'something was paid, credited or written off';
  const isUnreceived = invoice.delivery === 'unsent' || invoice.delivery === 'failed';
  return isUnreceived ? null : 'the customer has it or may get it';
}
