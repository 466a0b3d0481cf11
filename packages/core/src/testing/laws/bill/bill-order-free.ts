import type { Bill } from '../../../bill/bill.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { inOrderOf } from '../change.ts';
import { broken, holds, type Law, silent } from '../law.ts';
import { distinct } from '../rating-case.ts';
import { differenceOf } from '../same-result.ts';

/** Hands work, expenses and products in in another order. */
export const billOrderFree: Law<BillCase> = {
  name: 'bill-order-free',
  says: 'The order in which work, expenses and products are handed in changes nothing.',
  exceptions: {},
  judge(given) {
    const { order } = given.change;
    const { work = [], expenses = [], products = [], ...rest } = given.facts;
    const facts = { ...rest, work: distinct(work), expenses, products };
    const other = {
      ...rest,
      work: inOrderOf(facts.work, order),
      expenses: inOrderOf(expenses, order),
      products: inOrderOf(products, order),
    };
    if (JSON.stringify(other) === JSON.stringify(facts)) return silent;
    const [before, after] = [billCase(given, facts), billCase(given, other)];
    if (placeless(before) === placeless(after)) return holds;
    const { expected, found, moved } = differenceOf(before.charges, after.charges);
    const change = `The entries come in the order ${other.work.map(({ id }) => id).join(', ')}`;
    return broken({ expected, found, change, charges: moved });
  },
};

/** The bill without the places that things had in their lists. */
const placeless = (bill: Bill): string =>
  JSON.stringify(bill, (key, value: unknown) => (key === 'index' ? null : value));
