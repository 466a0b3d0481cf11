import { expenseLines } from '../invoice/expense-lines.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import type { Expense } from '../work/expense.ts';
import type { ExplainOptions } from './explain.ts';
import { billWordsOf, requirePiece, writeMoney } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence what a billed expense costs: what was spent, its markup, and how the sum was rounded.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than an expense, for an internal one, which is not
 * billed, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { expense, explainExpense } from '@billwright/core';
 *
 * const train = expense({
 *   id: 'ex_1', customerId: 'acme', date: '2026-03-02', description: 'Train',
 *   amount: { amount: '48.90', currency: 'EUR' }, kind: 'billable', markupPercent: '5',
 * });
 * console.log(explainExpense(train));
 * // => Expense “Train”, 2026-03-02: EUR 48.90 plus 5 % = EUR 51.345, rounded to EUR 51.35.
 * ```
 */
export function explainExpense(expense: Expense, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(expense, ['description', 'amount', 'date', 'kind'], 'expense');
  const [line] = expenseLines([expense]);
  requirePiece(line, ['amount'], 'expense that is billed');
  const { description, date, amount, kind, markupPercent } = expense;
  const { notation } = words;
  const head = `${words.lineKinds.expense} ${notation.quote(description)}, ${notation.date(date)}${words.colon}`;
  const spent = writeMoney(words, amount);
  if (line === undefined || kind !== 'billable' || markupPercent == null) return sentence(head + spent);
  const exact = formatDecimal(decimal(amount.amount).times(decimal(markupPercent).plus(100)).dividedBy(100));
  const rounded = decimal(exact).equals(line.amount.amount)
    ? ''
    : words.roundedTo(writeMoney(words, line.amount));
  const plus = words.markup(spent, notation.number(markupPercent));
  return sentence(`${head}${plus} ${notation.equals(exact, amount.currency)}${rounded}`);
}
