import type { BlockedWork, RatingWarning } from '../rating/outcome.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';

/** Something that is left out of billing for good. */
export interface LeftOut {
  readonly kind: 'entry' | 'expense';
  readonly id: string;
}

/** What is left of a customer's work while bills take their part, one after another. */
export class OpenWork {
  readonly #gone = new Set<string>();
  readonly #blocked = new Map<string, readonly BlockedWork[]>();
  readonly #warnings = new Map<string, RatingWarning>();
  #work: readonly TimeEntry[];
  #expenses: readonly Expense[];
  #products: readonly ProductCharge[];

  constructor({
    work = [],
    expenses = [],
    products = [],
  }: Pick<BillFacts, 'work' | 'expenses' | 'products'>) {
    this.#work = work;
    this.#expenses = expenses;
    this.#products = products;
  }

  /** What the next bill can take. */
  left(): Required<Pick<BillFacts, 'work' | 'expenses' | 'products'>> {
    return { work: this.#work, expenses: this.#expenses, products: this.#products };
  }

  /** What a bill over all that is left leaves out for good. By kind and id. */
  leftOutOf({ excluded, notDue }: Bill): readonly LeftOut[] {
    const away = new Set(notDue.flatMap(({ kind, id }) => (kind === 'expense' ? [id] : [])));
    const internal = this.#expenses.flatMap(({ kind, id }) =>
      kind === 'internal' && !away.has(id) ? [id] : [],
    );
    return [
      ...excluded.map(({ entryId }) => ({ kind: 'entry', id: entryId }) as const),
      ...internal.toSorted().map((id) => ({ kind: 'expense', id }) as const),
    ];
  }

  /** Notes what a bill says of work that it does not take. A later bill may say otherwise. */
  seen({ claims, blocked, warnings }: Bill): void {
    for (const { kind, id } of claims) if (kind === 'entry') this.#blocked.delete(id);
    const byEntry = new Map<string, BlockedWork[]>();
    for (const one of blocked) {
      const id = one.entryId ?? `#${one.index}`;
      const own = byEntry.get(id);
      if (own === undefined) byEntry.set(id, [one]);
      else own.push(one);
    }
    for (const [id, own] of byEntry) this.#blocked.set(id, own);
    for (const warning of warnings) this.#warnings.set(`${warning.entryId} ${warning.field}`, warning);
  }

  /** What a bill takes is gone. An entry of which a part waits is not: a later bill can take the rest. */
  take({ claims, blocked }: Bill, leftOut: readonly LeftOut[]): void {
    const waiting = new Set(blocked.map(({ entryId }) => entryId));
    const before = this.#gone.size;
    for (const { kind, id } of claims) {
      if (kind === 'entry' && waiting.has(id)) continue;
      if (kind === 'entry' || kind === 'expense' || kind === 'product') this.#gone.add(`${kind}:${id}`);
    }
    for (const { kind, id } of leftOut) this.#gone.add(`${kind}:${id}`);
    if (this.#gone.size === before) return;
    this.#work = this.#work.filter(({ id }) => !this.#gone.has(`entry:${id}`));
    this.#expenses = this.#expenses.filter(({ id }) => !this.#gone.has(`expense:${id}`));
    this.#products = this.#products.filter(({ id }) => !this.#gone.has(`product:${id}`));
  }

  /** What waits for a decision. */
  blocked(): readonly BlockedWork[] {
    return [...this.#blocked.values()].flat();
  }

  warnings(): readonly RatingWarning[] {
    return [...this.#warnings.values()];
  }
}
