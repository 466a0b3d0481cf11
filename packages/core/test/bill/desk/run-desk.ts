import { type CustomerBill, billCustomer } from '../../../src/bill/bill-customer.ts';
import { compileBilling } from '../../../src/bill/compile-billing.ts';
import type { BilledPeriod } from '../../../src/bill/history-of.ts';
import type { PrepaidPosting } from '../../../src/prepaid/posting.ts';
import type { Desk, DeskMonth } from '../../../src/testing/desk-arbitraries.ts';
import type { DeskCustomer } from '../../../src/testing/desk-customer-arbitraries.ts';
import { addDays } from '../../../src/time/civil-date.ts';
import type { Expense } from '../../../src/work/expense.ts';
import type { ProductCharge } from '../../../src/work/product-charge.ts';
import type { TimeEntry } from '../../../src/work/time-entry.ts';

/** What the months of a desk came to for one customer. */
export interface BilledCustomer {
  readonly customer: DeskCustomer;
  readonly work: readonly TimeEntry[];
  readonly expenses: readonly Expense[];
  readonly products: readonly ProductCharge[];
  /** In the order in which they were made. */
  readonly bills: readonly CustomerBill[];
  /** The ledgers of the accounts afterwards. */
  readonly postings: readonly PrepaidPosting[];
  /** What no bill has taken, or not all of it. */
  readonly waiting: ReadonlySet<string>;
}

/** An order in which facts are handed in. */
export type Order = <Item>(items: readonly Item[]) => readonly Item[];

/** How a desk is billed. */
export interface DeskRun {
  /** Default: as they are. */
  readonly inOrder?: Order;
  /** When work, expenses and products are known: in the month in which they were recorded, or all from the start. */
  readonly known?: 'as-recorded' | 'from-the-start';
  /** At the end of each month, or all months together at the end of the last. */
  readonly billed?: 'monthly' | 'at-the-end';
}

/** Bills all customers of a desk, each bill with what the ones before left behind. */
export function runDesk(
  desk: Desk,
  { inOrder = (items) => items, known: when = 'as-recorded', billed = 'monthly' }: DeskRun = {},
): readonly BilledCustomer[] {
  const biller = compileBilling({ rating: desk.rating, taxCodes: desk.taxCodes });
  return desk.customers.map((customer) => {
    const isOwn = (thing: { readonly customerId?: string | null | undefined }): boolean =>
      thing.customerId === customer.id;
    const { accounts, lots } = customer;
    const known = { work: [] as TimeEntry[], expenses: [] as Expense[], products: [] as ProductCharge[] };
    const done = new Set<string>();
    const bills: CustomerBill[] = [];
    const standing: BilledPeriod[] = [];
    const postings = [...customer.postings];
    const open = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
      inOrder(items.filter(({ id }) => !done.has(id)));
    const learn = ({ work, expenses, products }: DeskMonth): void => {
      known.work.push(...work.filter(isOwn));
      known.expenses.push(...expenses.filter(isOwn));
      known.products.push(...products.filter(isOwn));
    };
    if (when === 'from-the-start') for (const month of desk.months) learn(month);
    for (const month of desk.months) {
      if (when === 'as-recorded') learn(month);
      if (billed === 'at-the-end' && month !== desk.months.at(-1)) continue;
      const { bills: made } = billCustomer(biller, {
        contracts: inOrder(customer.contracts),
        bills: standing,
        work: open(known.work),
        expenses: open(known.expenses),
        products: open(known.products),
        prepaid: { accounts: inOrder(accounts), lots: inOrder(lots), postings: inOrder(postings) },
        at: `${addDays(month.to, 1)}T12:00:00.000Z`,
        through: addDays(month.to, -1),
      });
      for (const one of made) {
        const { bill, due, leftOut } = one;
        bills.push(one);
        standing.push({ ...bill, due });
        postings.push(...bill.postings);
        const blocked = new Set(bill.blocked.map(({ entryId }) => entryId));
        for (const { kind, id } of bill.claims) {
          if (kind === 'expense' || kind === 'product') done.add(id);
          if (kind === 'entry' && !blocked.has(id)) done.add(id);
        }
        for (const { id } of leftOut) done.add(id);
      }
    }
    const all = [...known.work, ...known.expenses, ...known.products].map(({ id }) => id);
    return { customer, ...known, bills, postings, waiting: new Set(all.filter((id) => !done.has(id))) };
  });
}
