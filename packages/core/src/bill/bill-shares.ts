import { allocateLine } from '../invoice/allocate-line.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { LineOptions } from '../invoice/line-keys.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import { chargesByLine, priceLines } from '../invoice/price-lines.ts';
import type { Money } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';

/** What one entry contributes to one line. */
export interface LineShare {
  readonly line: InvoiceLine;
  readonly entryId: string;
  readonly amount: Money;
}

/** The lines of charges, and what each entry contributes to them (R53). */
export interface SharedLines {
  readonly lines: readonly InvoiceLine[];
  /** In the order of work. */
  readonly shares: readonly LineShare[];
}

/** Prices the lines of charges and tells them per entry. */
export function sharedLines(
  charges: readonly Charge[],
  policy: LinePolicy,
  options: LineOptions,
): SharedLines {
  const lines = priceLines(charges, policy, options);
  const onLines = chargesByLine(charges, policy, options);
  // Charges are in the order of work, so the first place of an entry is its place.
  const places = new Map(charges.map(({ entryId }, place) => [entryId, place]));
  const shares = lines.flatMap((line) =>
    allocateLine(line, onLines.get(line.key) ?? []).map(({ entryId, amount }) => ({ line, entryId, amount })),
  );
  return {
    lines,
    shares: shares.toSorted(
      (one, other) => (places.get(one.entryId) ?? 0) - (places.get(other.entryId) ?? 0),
    ),
  };
}
