import { decimal } from '../money/decimal.ts';
import { type Money, money } from '../money/money.ts';
import { roundMoney } from '../money/rounding.ts';
import type { Expense } from '../work/expense.ts';
import { type InvoiceLine, inLineOrder } from './invoice-line.ts';
import { requireSingleParty } from './single-party.ts';
import { workItemOfLine } from './work-item-of-line.ts';

/** What the lines of expenses and product charges take when those do not say. */
export interface LineDefaults {
  /** The taxes of what names none itself; an empty list of its own means no tax. Default: none. */
  readonly taxCodes?: readonly string[];
}

/**
 * The invoice lines of one customer's expenses in one currency, one line each, by date and then by key. The amount is
 * the expense plus its markup, rounded half-up once. Internal expenses are not billed and have no line.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the billed expenses are in several currencies.
 * @throws BillingError `MONEY_INVALID` when an amount is none, or has more decimals than its currency.
 * @throws BillingError `TOTALS_INVALID` when the billed expenses are of several customers.
 * @example
 * ```ts
 * import { expense, expenseLines } from '@billwright/core';
 *
 * const train = expense({
 *   id: 'ex_1', customerId: 'acme', date: '2026-03-02', description: 'Train to the customer',
 *   amount: { amount: '48.90', currency: 'EUR' }, kind: 'billable', markupPercent: '5',
 * });
 * for (const line of expenseLines([train])) console.log(line.description, line.amount.amount);
 * // => Train to the customer 51.35
 * ```
 */
export function expenseLines(
  expenses: readonly Expense[],
  defaults: LineDefaults = {},
): readonly InvoiceLine[] {
  const billed = expenses.filter(({ kind }) => kind !== 'internal');
  requireSingleParty(
    'expenses',
    billed.map(({ id, customerId, amount }) => ({ id, customerId, currency: amount.currency })),
  );
  return inLineOrder(billed.map((expense) => expenseLine(expense, defaults)));
}

function expenseLine(expense: Expense, defaults: LineDefaults): InvoiceLine {
  const amount = withMarkup(expense);
  return {
    kind: 'expense',
    key: `expense:${encodeURIComponent(expense.id)}`,
    group: {
      expenseId: expense.id,
      agentId: expense.agentId ?? null,
      workItem: workItemOfLine(expense.workItem),
    },
    unit: 'lump',
    quantity: '1',
    unitPrice: amount.amount,
    amount,
    hours: null,
    pieces: null,
    from: expense.date,
    to: expense.date,
    entryIds: [],
    taxCodes: expense.taxCodes ?? defaults.taxCodes ?? [],
    description: expense.description,
  };
}

function withMarkup({ amount, kind, markupPercent }: Expense): Money {
  const spent = money(amount.amount, amount.currency);
  if (kind !== 'billable' || markupPercent == null) return spent;
  const factor = decimal(markupPercent).plus(100).dividedBy(100);
  return roundMoney(decimal(spent.amount).times(factor), spent.currency);
}
