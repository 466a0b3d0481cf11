import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import { requireCurrency } from '../../money/arithmetic.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Invoice } from '../invoice.ts';
import { dueOn } from '../payment-terms.ts';
import { moved, mostOf } from './change-amounts.ts';
import type { AmountCommand, IssueCommand, ReissueCommand, WriteOffCommand } from './invoice-command.ts';
import { copiesAfter } from './ledger-copy.ts';
import { settlementTransitions } from './settlement-transitions.ts';
import { amountsOf, asMoney, settlementOf } from './settlement-amounts.ts';

/** An invoice that is issued, for the first time or again. */
export function afterIssue(invoice: Invoice, command: IssueCommand | ReissueCommand): Invoice {
  // Only what has a number is allowed to be issued again.
  const { series, sequence, number, at, on } = command.type === 'issue' ? command : invoice.issued!;
  const due = command.dueOn ?? dueOn(invoice.content.terms, on);
  if (due < on) {
    const message = `${due} is before the day of issue, ${on}`;
    throw inputError('INVOICE_COMMAND_INVALID', [{ path: ['dueOn'], message }]);
  }
  const settlement = settlementOf(amountsOf(invoice));
  return { ...invoice, settlement, issued: { series, sequence, number, at, on, dueOn: due } };
}

/** An invoice that is void, or a draft again. */
export function afterWithdrawal(invoice: Invoice, change: 'void' | 'reopen'): Invoice {
  return {
    ...invoice,
    settlement: settlementTransitions.issued[change],
    revision: invoice.revision + 1,
    ledgers: copiesAfter(change, invoice),
  };
}

/** An invoice on which an amount was moved. */
export function afterMove(invoice: Invoice, command: AmountCommand | WriteOffCommand): Invoice {
  const { id: invoiceId, content } = invoice;
  const { type: action, amount } = command;
  const amounts = amountsOf(invoice);
  const most = mostOf(action, amounts);
  if (amount != null) requireCurrency(amount, content.currency);
  const units = amount == null ? most : toMinorUnits(amount);
  if (units > most) {
    throw new BillingError('INVOICE_AMOUNT', {
      invoiceId,
      action,
      amount: fromMinorUnits(units, content.currency).amount,
      most: fromMinorUnits(most, content.currency).amount,
      currency: content.currency,
    });
  }
  const after = moved(action, amounts, units);
  return { ...invoice, ...asMoney(after, content.currency), settlement: settlementOf(after) };
}
