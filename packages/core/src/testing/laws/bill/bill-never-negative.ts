import { isNegative } from '../../../money/money.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { broken, excepted, holds, type Law, silent } from '../law.ts';

/** Looks at each line and each total. */
export const billNeverNegative: Law<BillCase> = {
  name: 'bill-never-negative',
  says: 'No line and no total is below zero where nothing that is billed is.',
  exceptions: { refunds: 'Expenses and products below zero give money back.' },
  judge(given) {
    const { expenses = [], products = [] } = given.facts;
    const amounts = [
      ...expenses.map(({ amount }) => amount.amount),
      ...products.flatMap((one) => [one.quantity, one.unitPrice]),
    ];
    if (amounts.some((amount) => amount.startsWith('-'))) return excepted('refunds');
    const { lines, totals } = billCase(given);
    const below = [
      ...lines.map(({ key, amount }) => ({ what: `line ${key}`, amount })),
      ...totals.lines.map(({ key, net }) => ({ what: `line ${key} after discounts`, amount: net })),
      { what: 'the net amount', amount: totals.net },
      { what: 'the total', amount: totals.total },
    ].find(({ amount }) => isNegative(amount));
    if (below === undefined) return lines.length === 0 ? silent : holds;
    const { what, amount } = below;
    return broken({ expected: `${what} not below zero`, found: `${amount.currency} ${amount.amount}` });
  },
};
