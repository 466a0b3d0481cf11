import type { BlockReason, BlockedWork, ExcludedWork, ExclusionReason } from '../outcome.ts';
import { customerOf, type WorkTable, workStatus } from '../read/work-table.ts';

const blockReasons: ReadonlyMap<number, BlockReason> = new Map([
  [workStatus.invalid, 'invalid'],
  [workStatus.noCustomer, 'no-customer'],
  [workStatus.notApproved, 'not-approved'],
  [workStatus.noRate, 'no-rate'],
  [workStatus.rateAmbiguous, 'rate-ambiguous'],
  [workStatus.noWorkItem, 'no-work-item'],
]);

const exclusionReasons: ReadonlyMap<number, ExclusionReason> = new Map([
  [workStatus.noTime, 'no-time'],
  [workStatus.nonBillable, 'non-billable'],
  [workStatus.nonBillableRate, 'non-billable-rate'],
]);

/** Work that can't be billed until somebody decides, in the order of the input. */
export function blockedWork(work: WorkTable): readonly BlockedWork[] {
  return leftOut(work, blockReasons, (index, reason) => {
    const entry: Partial<WorkTable['entries'][number]> | null | undefined = work.entries[index];
    const readable = typeof entry === 'object' && entry !== null;
    return {
      index,
      entryId: readable && typeof entry.id === 'string' ? entry.id : null,
      customerId: reason === 'invalid' ? null : customerOf(work.entries[index]!),
      reason,
      seconds: work.worked[index]!,
      error: work.faults.get(index) ?? null,
    };
  });
}

/** Work that is left out on purpose, in the order of the input. */
export function excludedWork(work: WorkTable): readonly ExcludedWork[] {
  return leftOut(work, exclusionReasons, (index, reason) => {
    const entry = work.entries[index]!;
    return {
      index,
      entryId: entry.id,
      customerId: customerOf(entry)!,
      reason,
      seconds: work.worked[index]!,
    };
  });
}

function leftOut<Reason, Item>(
  work: WorkTable,
  reasons: ReadonlyMap<number, Reason>,
  item: (index: number, reason: Reason) => Item,
): readonly Item[] {
  const items: Item[] = [];
  for (let index = 0; index < work.count; index += 1) {
    const reason = reasons.get(work.status[index]!);
    if (reason !== undefined) items.push(item(index, reason));
  }
  return items;
}
