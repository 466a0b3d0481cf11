import type { Bill } from '../bill/bill.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import { chargesByCustomer } from '../invoice/charges-by-customer.ts';
import { chargesByLine, priceLines } from '../invoice/price-lines.ts';
import { add } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import { type Piece, piecesOfBill, piecesOfWork } from './difference-piece.ts';
import { StoryBook } from './difference-story.ts';

/** One of the two sides of a comparison. */
export interface Side {
  readonly pieces: readonly Piece[];
  readonly stories: StoryBook;
  /** The currencies in which there is something to total, also where it comes to nothing. */
  readonly currencies: readonly CurrencyCode[];
}

/** What bills come to, in pieces. */
export function sideOfBills(bills: readonly Bill[]): Side {
  const stories = new StoryBook();
  const pieces = bills.flatMap(piecesOfBill);
  for (const bill of bills) {
    stories.add({ ...bill, bill: { contractId: bill.contractId, period: bill.period.from } });
  }
  for (const { place } of pieces) {
    if (place.part === 'expense' || place.part === 'product') {
      stories.of(place.part, place.customerId, place.id).isBilled = true;
    }
  }
  return { pieces, stories, currencies: bills.map(({ currency }) => currency) };
}

/** What rated work comes to on lines of a policy, in pieces. */
export function sideOfRatedWork(rated: RatedWork, linePolicy: LinePolicy): Side {
  const stories = new StoryBook();
  stories.add({
    customerId: '',
    charges: rated.charges(),
    covered: [],
    blocked: rated.blocked,
    excluded: rated.excluded,
    notDue: [],
    linePolicy,
    bill: null,
  });
  const parties = chargesByCustomer(rated);
  return {
    pieces: parties.flatMap(({ charges, customerId }) => {
      const byLine = chargesByLine(charges, linePolicy);
      return priceLines(charges, linePolicy).flatMap((line) =>
        piecesOfWork(line, byLine.get(line.key) ?? [], customerId, { contractId: null, period: null }),
      );
    }),
    stories,
    currencies: parties.map(({ currency }) => currency),
  };
}

/** Amounts by a key, in a currency each. */
export class Tally<Subject> {
  readonly #rows = new Map<string, { readonly subject: Subject; amount: Money }>();

  add(key: string, subject: Subject, amount: Money): void {
    const row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, { subject, amount });
    else row.amount = add(row.amount, amount);
  }

  get(key: string): { readonly subject: Subject; readonly amount: Money } | undefined {
    return this.#rows.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }
}
