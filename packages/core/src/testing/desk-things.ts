import fc from 'fast-check';
import type { CurrencyCode } from '../money/currency.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import { addDays, dayNumber } from '../time/civil-date.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { WorkDays } from './round-timing.ts';

/** An expense or a product before it is known in which days and currency. */
export interface LooseThing {
  readonly kind: 'product' | Expense['kind'];
  readonly customerId: string;
  readonly day: number;
  readonly units: bigint;
  readonly markup: boolean;
}

/** Up to two expenses and products of customers in a month. */
export function anyLooseThings(customers: readonly string[]): fc.Arbitrary<readonly LooseThing[]> {
  return fc.array(
    fc.record({
      kind: fc.constantFrom(
        'billable' as const,
        'pass-through' as const,
        'internal' as const,
        'product' as const,
      ),
      customerId: fc.constantFrom(...customers),
      day: fc.nat({ max: 30 }),
      units: fc.constantFrom(2000n, 1999n, 123_456n, 0n),
      markup: fc.boolean(),
    }),
    { maxLength: 2 },
  );
}

/** The things of a month, with ids that end in its name. */
export function placeThings(
  things: readonly LooseThing[],
  month: string,
  { from, to }: WorkDays,
  currencyOf: ReadonlyMap<string, CurrencyCode>,
): { readonly expenses: readonly Expense[]; readonly products: readonly ProductCharge[] } {
  const days = dayNumber(to) - dayNumber(from);
  const expenses: Expense[] = [];
  const products: ProductCharge[] = [];
  for (const [place, { kind, customerId, day, units, markup }] of things.entries()) {
    const currency = currencyOf.get(customerId) ?? 'EUR';
    const amount = fromMinorUnits(units, currency);
    const date = addDays(from, day % days);
    if (kind === 'product') {
      const id = `product_${month}_${place + 1}`;
      const unitPrice = amount.amount;
      products.push({ id, customerId, date, description: 'Licence', quantity: '2', unitPrice, currency });
    } else {
      const id = `expense_${month}_${place + 1}`;
      const markupPercent = kind === 'billable' && markup ? '10' : null;
      expenses.push({ id, customerId, date, description: 'Train', amount, kind, markupPercent });
    }
  }
  return { expenses, products };
}
