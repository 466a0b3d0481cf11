import type { Charge } from '../../rating/charge.ts';

/** What a law says of one case. */
export type Verdict =
  | { readonly outcome: 'holds' }
  /** There is nothing in the case that the law is about. */
  | { readonly outcome: 'silent' }
  /** One of the law's exceptions, by its name. */
  | { readonly outcome: 'exception'; readonly exception: string }
  | ({ readonly outcome: 'broken' } & Breach);

/** How a case breaks a law. */
export interface Breach {
  /** What the law asks for: `at least EUR 45.00`. */
  readonly expected: string;
  /** What was there instead: `EUR 30.00`. */
  readonly found: string;
  /** What the law changed before it looked again, as a sentence; `null` when it changed nothing. */
  readonly change: string | null;
  /** The charges that show it, and when they were made: `before`, `after`. */
  readonly charges: readonly ShownCharges[];
}

/** Charges under a title. */
export interface ShownCharges {
  readonly title: string;
  readonly charges: readonly Charge[];
}

/** Something that holds for any work. Plain data and one function, free of any test runner. */
export interface Law<Case> {
  /** Unique, in kebab case: `more-work-never-costs-less`. */
  readonly name: string;
  /** The law in one sentence. */
  readonly says: string;
  /** Where it does not hold, and why: such cases are counted, never passed. */
  readonly exceptions: Readonly<Record<string, string>>;
  readonly judge: (given: Case) => Verdict;
}

/** The verdict that the law holds. */
export const holds: Verdict = { outcome: 'holds' };

/** The verdict that there was nothing to judge. */
export const silent: Verdict = { outcome: 'silent' };

/** The verdict that the case is one of the law's exceptions. */
export const excepted = (exception: string): Verdict => ({ outcome: 'exception', exception });

/** The verdict that the law is broken. */
export function broken({
  expected,
  found,
  change = null,
  charges = [],
}: Pick<Breach, 'expected' | 'found'> & Partial<Breach>): Verdict {
  return { outcome: 'broken', expected, found, change, charges };
}
