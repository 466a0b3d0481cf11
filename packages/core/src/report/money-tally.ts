import { compareText } from '../invoice/compare-text.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { type ExactAmount, plusExact, roundTogether } from './exact-amount.ts';

/** What a {@link MoneyTally} came to. Money of one currency stands once in each list, by currency. */
export interface SettledTally {
  readonly total: readonly Money[];
  readonly of: (group: string) => readonly Money[];
}

/**
 * Sums exact amounts by group and currency. Nothing is rounded before the end: then each currency once, and its groups
 * so that they sum to it. The order of adding never matters.
 */
export class MoneyTally {
  readonly #sums = new Map<CurrencyCode, Map<string, ExactAmount>>();

  add(group: string, amount: ExactAmount): void {
    const { currency } = amount;
    const sums = this.#sums.get(currency) ?? new Map<string, ExactAmount>();
    this.#sums.set(currency, sums);
    const before = sums.get(group);
    sums.set(group, before === undefined ? amount : plusExact(before, amount));
  }

  settle(): SettledTally {
    const total: Money[] = [];
    const groups = new Map<string, Money[]>();
    for (const [currency, sums] of [...this.#sums].toSorted(byText)) {
      // Sorted, because of equal remainders the first gets the cent.
      const sorted = [...sums].toSorted(byText);
      const { whole, parts } = roundTogether(
        sorted.map(([, amount]) => amount),
        currency,
      );
      total.push(whole);
      for (const [place, [group]] of sorted.entries()) {
        const part = parts[place];
        if (part === undefined) continue;
        const own = groups.get(group);
        if (own === undefined) groups.set(group, [part]);
        else own.push(part);
      }
    }
    return { total, of: (group) => groups.get(group) ?? [] };
  }
}

const byText = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  compareText(one, other);
