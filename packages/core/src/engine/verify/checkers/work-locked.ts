import type { StoredBill } from '../../records/billing.ts';
import { workRecordId, workRecords } from '../../records/work.ts';
import type { CustomerChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** The marks on work, against what bills that stand have taken of it. */
export const workLocked: CustomerChecker = {
  invariant: 'I22',
  says: 'Work is locked as long as a bill that stands has it, and no longer.',
  of: 'customer',
  *check({ standing, work }) {
    const takers = takersOf(standing);
    const leftOut = new Set(standing.flatMap((bill) => bill.leftOut.map((id) => `${bill.id} ${id}`)));
    const known = new Set<string>();
    for (const record of work) {
      const id = workRecords.id(record);
      known.add(id);
      const bills = takers.get(id);
      const { billId, leftOutBy, isPartlyOpen } = record;
      const values = { billId, bills: [...(bills ?? [])] };
      if (billId === null && bills !== undefined)
        yield finding('work', id, 'is on a bill and not locked', values);
      if (billId !== null && bills?.has(billId) !== true)
        yield finding('work', id, 'is locked by a bill that does not have it', values);
      if (isPartlyOpen && billId === null) yield finding('work', id, 'is open in part and has no bill');
      if (leftOutBy !== null && !leftOut.has(`${leftOutBy} ${id}`))
        yield finding('work', id, 'is left out by a bill that did not', { billId: leftOutBy });
    }
    for (const [id, bills] of takers)
      if (!known.has(id)) yield finding('work', id, 'is on a bill and is not there', { bills: [...bills] });
  },
};

function takersOf(standing: readonly StoredBill[]): ReadonlyMap<string, ReadonlySet<string>> {
  const takers = new Map<string, Set<string>>();
  for (const { id: billId, bill } of standing)
    for (const { kind, id } of bill.claims) {
      if (kind !== 'entry' && kind !== 'expense' && kind !== 'product') continue;
      const key = workRecordId(kind, id);
      takers.set(key, (takers.get(key) ?? new Set()).add(billId));
    }
  return takers;
}
