import type { BlockedWork } from '../rating/outcome.ts';
import type { Bill } from './bill.ts';
import type { HeldPart } from './bill-charges.ts';
import type { RatedBill } from './bill-rating.ts';
import type { BillScope } from './bill-work.ts';

/** Everything that was handed in and is not charged, each list in an order of its own. */
export function leftOutOfBill(
  rated: RatedBill,
  held: readonly HeldPart[],
  { notDue, late }: BillScope,
): Pick<Bill, 'blocked' | 'excluded' | 'notDue' | 'late' | 'warnings'> {
  return {
    blocked: [...rated.blocked, ...heldWork(held, rated)].toSorted(
      by(({ entryId, reason }) => [entryId ?? '', reason]),
    ),
    excluded: rated.excluded.toSorted(by(({ entryId }) => [entryId])),
    notDue: notDue.toSorted(by(({ kind, id }) => [kind, id])),
    late: late.toSorted(by(({ entryId }) => [entryId])),
    warnings: rated.warnings.toSorted(by(({ entryId, field }) => [entryId, field])),
  };
}

/** One item for each entry and reason. */
function heldWork(held: readonly HeldPart[], { workOf }: RatedBill): readonly BlockedWork[] {
  const items = new Map<string, BlockedWork>();
  for (const { entryId, reason, measuredSeconds: seconds } of held) {
    const key = `${reason}\0${entryId}`;
    const { position: index, facts } = workOf(entryId);
    const before = items.get(key)?.seconds ?? 0;
    const customerId = facts.customer;
    items.set(key, { index, entryId, customerId, reason, seconds: before + seconds, error: null });
  }
  return [...items.values()];
}

const by =
  <Item>(keys: (item: Item) => readonly string[]) =>
  (one: Item, other: Item): number => {
    const others = keys(other);
    for (const [place, key] of keys(one).entries()) {
      const rival = others[place] ?? '';
      if (key !== rival) return key < rival ? -1 : 1;
    }
    return 0;
  };
