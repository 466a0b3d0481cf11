import type { CompiledPolicy } from './compile-policy.ts';
import { PriceTable } from './price-table.ts';

/** A policy and its prices, with all that was looked up so far. Indexes into them are good within one pair. */
export interface Books {
  readonly policy: CompiledPolicy;
  readonly prices: PriceTable;
}

/** So many things may be remembered for any call: some tens of megabytes. */
const alwaysKept = 65_536;

/** The books of a policy by which nothing was looked up yet. */
export function openBooks(policy: CompiledPolicy): Books {
  return { policy, prices: new PriceTable(policy.book, policy.bands) };
}

/**
 * The books for a call with so many entries: those of the call before, or fresh ones where those have grown beyond any
 * use to it. Rates that people set, and tags, come in any number: a rater that lives for years must not keep them all.
 * Results, and calls that are still under way, hold on to the books that they began with.
 */
export function booksFor(entries: number, books: Books): Books {
  const { book } = books.policy;
  const remembered = book.searches + book.selections.length + books.prices.rows.length;
  return remembered <= Math.max(alwaysKept, entries) ? books : openBooks(books.policy.forgotten());
}
