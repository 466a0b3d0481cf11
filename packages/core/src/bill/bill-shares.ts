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
  /** In the order of work. Told when somebody asks: only caps, and minimums of somebody's work, need them. */
  readonly shares: readonly LineShare[];
}

/** Prices the lines of charges and tells them per entry. */
export function sharedLines(
  charges: readonly Charge[],
  policy: LinePolicy,
  options: LineOptions,
): SharedLines {
  const lines = priceLines(charges, policy, options);
  let shares: readonly LineShare[] | null = null;
  return {
    lines,
    get shares() {
      shares ??= inOrderOfWork(charges, sharesOf(lines, chargesByLine(charges, policy, options)));
      return shares;
    },
  };
}

function* sharesOf(
  lines: readonly InvoiceLine[],
  onLines: ReadonlyMap<string, readonly Charge[]>,
): Generator<LineShare> {
  for (const line of lines) {
    for (const { entryId, amount } of allocateLine(line, onLines.get(line.key) ?? [])) {
      yield { line, entryId, amount };
    }
  }
}

/** Charges are in the order of work, so that is the order of their entries. */
function inOrderOfWork(charges: readonly Charge[], shares: Iterable<LineShare>): readonly LineShare[] {
  const byEntry = new Map<string, LineShare[]>();
  for (const { entryId } of charges) byEntry.set(entryId, []);
  for (const share of shares) byEntry.get(share.entryId)?.push(share);
  return [...byEntry.values()].flat();
}
