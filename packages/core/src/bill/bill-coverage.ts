import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork, ExcludedWork } from '../rating/outcome.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { HeldPart } from './bill-charges.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import { type CoverageReport, coverageReport, type Tally } from './coverage-report.ts';

/** Everything that took part in a bill, and what became of it. */
export interface BillCoverageInput {
  readonly entryCount: number;
  readonly entrySeconds: number;
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  /** Work that can't be rated. */
  readonly blocked: readonly BlockedWork[];
  /** Work that the contract holds back: parts of entries, or all of them. */
  readonly held: readonly HeldPart[];
  readonly excluded: readonly ExcludedWork[];
  readonly expenses: readonly Expense[];
  readonly products: readonly ProductCharge[];
  readonly lines: readonly InvoiceLine[];
}

/**
 * Accounts for every input of a bill (R6). An entry whose parts went different ways counts once: as billed when it has
 * a charge, else as blocked when a part of it waits, else as covered. Its seconds are told apart.
 *
 * @throws BillingError `COVERAGE_MISMATCH` when an input is missing or is in two places.
 */
export function billCoverage(input: BillCoverageInput): CoverageReport {
  const { covered, held, entryCount, entrySeconds, ...rest } = input;
  const charged = new Set(input.charges.map(({ entryId }) => entryId));
  const heldIds = new Set(held.map(({ entryId }) => entryId));
  const waiting = new Set([...heldIds].filter((id) => !charged.has(id)));
  const coveredIds = new Set(covered.map(({ entryId }) => entryId));
  const paid = new Set([...coveredIds].filter((id) => !charged.has(id) && !waiting.has(id)));
  const coveredSeconds = covered.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0);
  const heldSeconds = held.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0);

  const usual = coverageReport({
    ...rest,
    entryCount: entryCount - waiting.size - paid.size,
    entrySeconds: entrySeconds - coveredSeconds - heldSeconds,
  });
  const reasons: Record<string, Tally | undefined> = { ...usual.blocked.reasons };
  const counted = new Set<string>();
  for (const { entryId, reason, measuredSeconds: seconds } of held) {
    const tally = reasons[reason] ?? { count: 0, seconds: 0 };
    const isNew = waiting.has(entryId) && !counted.has(entryId);
    counted.add(entryId);
    reasons[reason] = { count: tally.count + (isNew ? 1 : 0), seconds: tally.seconds + seconds };
  }
  const { inputs, blocked } = usual;
  return {
    ...usual,
    inputs: { count: inputs.count + waiting.size + paid.size, seconds: entrySeconds },
    covered: { count: paid.size, seconds: coveredSeconds },
    blocked: {
      count: blocked.count + waiting.size,
      seconds: blocked.seconds + heldSeconds,
      reasons: Object.fromEntries(
        Object.entries(reasons).toSorted(([one], [other]) => (one < other ? -1 : 1)),
      ),
    },
  };
}
