import { compareText } from '../invoice/compare-text.ts';
import type { CostOfWork, MissingCost } from '../rating/view/rated-work.ts';

/** Work whose cost is not known, and why. */
export interface UnknownCost {
  readonly entryId: string;
  /** What the cost book says, or that there is none, or that nobody knows the customer. */
  readonly reason: MissingCost['reason'] | 'no-cost-book' | 'no-customer';
  readonly seconds: number;
}

/** Says of work that has no cost why it has none. */
export function unknownCostOf(
  cost: CostOfWork | null,
): (entryId: string, customerId: string | null) => UnknownCost['reason'] | null {
  if (cost === null) return () => 'no-cost-book';
  const reasons = new Map(cost.missing.map(({ entryId, reason }) => [entryId, reason]));
  return (entryId, customerId) => reasons.get(entryId) ?? (customerId === null ? 'no-customer' : null);
}

interface CostedWork {
  readonly entryId: string;
  readonly workedSeconds: number;
  readonly missingCost: UnknownCost['reason'] | null;
}

/** The work whose cost is not known, by entry. */
export function unknownCosts(work: readonly CostedWork[]): readonly UnknownCost[] {
  return work
    .flatMap(({ entryId, missingCost: reason, workedSeconds: seconds }) =>
      reason === null ? [] : [{ entryId, reason, seconds }],
    )
    .toSorted((one, other) => compareText(one.entryId, other.entryId));
}
