import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { isZero } from '../money/money.ts';
import { balanceAt } from '../prepaid/balance.ts';
import { definePrepaidAccount } from '../prepaid/prepaid-account.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import { explain, explainBlocked, explainExcluded, type ExplainOptions } from './explain.ts';
import { explainAllowance } from './explain-allowance.ts';
import { explainCap } from './explain-cap.ts';
import { explainCovered } from './explain-covered.ts';
import { chargesOfLines } from './explain-charges.ts';
import { explainExpense } from './explain-expense.ts';
import { explainFee } from './explain-fee.ts';
import { explainLine } from './explain-line.ts';
import { explainLate, explainNotDue } from './explain-not-due.ts';
import { explainTrueUp } from './explain-true-up.ts';
import { billWordsOf, requirePiece, writeMoney, writeQuantity } from './explain-words.ts';
import type { BillWords } from './words/bill-words.ts';
import { sentence } from './words/notation.ts';

/** What a piece of a bill is, in the order in which {@link explainBill} tells them. */
export type BillPiece =
  | 'line'
  | 'charge'
  | 'covered'
  | 'allowance'
  | 'account'
  | 'cap'
  | 'late'
  | 'blocked'
  | 'excluded'
  | 'not-due'
  | 'discount'
  | 'tax'
  | 'rounding'
  | 'payment';

/** A piece of a bill, in words. */
export interface ExplainedPiece {
  readonly piece: BillPiece;
  /** The key of a line or charge; otherwise the id of what it is about, or empty where it has none. */
  readonly id: string;
  readonly sentences: readonly string[];
}

/** How {@link explainBill} speaks, and of what. */
export interface ExplainBillOptions extends ExplainOptions {
  /** What the bill was made from. With it, the markups of expenses and the balances of prepaid accounts are told, too. */
  readonly facts?: Pick<BillFacts, 'at' | 'expenses' | 'history'> | undefined;
}

/**
 * Says why a bill is what it is, piece by piece: its lines, the charges behind them, what allowances, prepaid accounts
 * and incidents covered and what is left of them, caps, late work, everything that is not billed with its reason, and
 * discounts, taxes, rounding and what prepaid accounts pay of the total.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a bill, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, explainBill, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-22',
 *   cycle: { frequency: 'monthly', anchor: '2026-03-01' },
 *   components: [
 *     { id: 'seats', kind: 'recurring-fee', price: '31.00', quantity: '2' },
 *     { id: 'least', kind: 'commitment', amount: '500.00' },
 *   ],
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = { calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }) };
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   for (const { piece, sentences } of explainBill(bill)) console.log(`${piece}: ${sentences.join(' ')}`);
 * }
 * // => line: Fee “seats”, 2026-03-22 to 2026-03-31: 10 of 31 days of 2 × EUR 31.00 = EUR 20.00.
 * // => line: Minimum “least” of EUR 500.00, reached EUR 0.00: EUR 500.00 on top.
 * ```
 */
export function explainBill(bill: Bill, options: ExplainBillOptions = {}): readonly ExplainedPiece[] {
  const words = billWordsOf(options);
  requirePiece(
    bill,
    ['lines', 'charges', 'covered', 'allowances', 'postings', 'totals', 'notDue', 'prepaidPayments'],
    'bill',
  );
  const { currency } = bill;
  return [
    ...explainLines(bill, options, words),
    ...bill.charges.map((charge) => one('charge', charge.key, ...explain(charge, options))),
    ...bill.covered.map((work) => one('covered', work.entryId, explainCovered(work, bill, options))),
    ...bill.allowances.map((allowance) =>
      one('allowance', allowance.componentId, ...explainAllowance(allowance, currency, options)),
    ),
    ...balances(bill, options, words),
    ...bill.caps.map((cap) => one('cap', cap.componentId, explainCap(cap, options))),
    ...bill.late.map((late) => one('late', late.entryId, explainLate(late, options))),
    ...bill.blocked.map((work) => one('blocked', work.entryId ?? '', explainBlocked(work, options))),
    ...bill.excluded.map((work) => one('excluded', work.entryId, explainExcluded(work, options))),
    ...bill.notDue.map((work) => one('not-due', work.id, explainNotDue(work, options))),
    ...explainTotals(bill, words),
    ...bill.prepaidPayments.map(({ accountId, amount }) =>
      one('payment', accountId, sentence(words.pays(accountId, writeMoney(words, amount)))),
    ),
  ];
}

const one = (piece: BillPiece, id: string, ...sentences: readonly string[]): ExplainedPiece => ({
  piece,
  id,
  sentences,
});

function explainLines(bill: Bill, options: ExplainBillOptions, words: BillWords): readonly ExplainedPiece[] {
  const byLine = chargesOfLines(bill);
  const fees = new Map(
    bill.fees.map((fee) => [`${fee.componentId}\0${fee.from}\0${fee.amount.amount}`, fee]),
  );
  const expenses = new Map(options.facts?.expenses?.map((expense) => [expense.id, expense]));
  const say = (line: InvoiceLine): string => {
    const { componentId = '', expenseId = '' } = line.group;
    const fee = fees.get(`${componentId}\0${line.from}\0${line.amount.amount}`);
    if (line.kind === 'recurring-fee' && fee !== undefined) return explainFee(fee, options);
    const trueUp = bill.trueUps.find((found) => found.componentId === componentId);
    if (line.kind === 'true-up' && trueUp !== undefined) return explainTrueUp(trueUp, options);
    const spent = expenses.get(expenseId);
    if (line.kind === 'expense' && spent !== undefined) return explainExpense(spent, options);
    return headed(line, explainLine(line, byLine.get(line.key) ?? [], options), words);
  };
  return bill.lines.map((line) => one('line', line.key, say(line)));
}

/** Lines of work tell what they are by their entries; the others are named. */
function headed({ kind, description, group }: InvoiceLine, said: string, words: BillWords): string {
  if (kind === 'time' || kind === 'piece' || kind === 'information') return said;
  // The text of work that an account pays for is a sentence in the bill's own language.
  const called = kind === 'prepaid-work' ? (group.accountId ?? null) : description;
  const name = called === null ? '' : ` ${words.notation.quote(called)}`;
  return words.lineKinds[kind] + name + words.colon + said;
}

/** What is in the prepaid accounts once the bill's postings are in their ledgers. */
function balances(
  { postings: made }: Bill,
  { facts }: ExplainBillOptions,
  words: BillWords,
): readonly ExplainedPiece[] {
  if (facts?.history?.prepaid === undefined) return [];
  const { accounts, postings } = facts.history.prepaid;
  return accounts.map(definePrepaidAccount).map((account) => {
    const own = [...postings, ...made].filter(({ accountId }) => accountId === account.id);
    const balance = balanceAt(account, own, facts.at);
    const text = writeQuantity(words, account.unit, balance, account.currency ?? '');
    return one('account', account.id, sentence(words.balance(account.id, text)));
  });
}

function explainTotals({ totals }: Bill, words: BillWords): readonly ExplainedPiece[] {
  const { notation } = words;
  const write = writeMoney.bind(null, words);
  return [
    ...totals.discounts.map(({ id, description, amount }) =>
      one('discount', id, sentence(words.discount(description, write(amount)))),
    ),
    ...totals.taxes.map(({ taxCode, name, percent, base, amount }) =>
      one('tax', taxCode, sentence(words.tax(name, notation.number(percent), write(base), write(amount)))),
    ),
    ...(isZero(totals.rounding)
      ? []
      : [one('rounding', '', sentence(words.cashRounding(write(totals.rounding))))]),
  ];
}
