import { measureWork } from '../measure/measure-work.ts';
import { priceWork } from './price-work.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import type { PriceTable } from '../select/price-table.ts';
import { type CostOfWork, chargeList, type MissingCost } from '../view/rated-work.ts';
import { type WorkTable, workStatus } from '../read/work-table.ts';

/** Prices worked time by the cost book: all work of a customer that has time, billable or not (R44). */
export function costOfWork(work: WorkTable, policy: CompiledPolicy, prices: PriceTable): CostOfWork {
  const skipped = new Uint8Array(work.count).fill(1);
  const missing: MissingCost[] = [];
  for (const index of work.order) {
    const reason = missingReason(work, policy, index);
    const selection = work.costSelection[index]!;
    if (reason !== null) {
      missing.push({
        entryId: String(work.entries[index]?.id),
        reason,
        seconds: work.worked[index]!,
      });
    } else if (selection >= 0 && policy.book.statuses[selection] === workStatus.priced) skipped[index] = 0;
  }
  const task = { work, policy, prices, selectionOf: work.costSelection, skipped };
  const charged = priceWork(measureWork(task), task);
  return { ...chargeList({ work, policy, prices, charged }), missing };
}

function missingReason(work: WorkTable, policy: CompiledPolicy, index: number): MissingCost['reason'] | null {
  const selection = work.costSelection[index]!;
  if (selection < 0) return null;
  const status = policy.book.statuses[selection];
  if (status === workStatus.noRate) return 'no-rate';
  if (status === workStatus.rateAmbiguous) return 'rate-ambiguous';
  // "Not billable" says nothing of what the work costs; a cost of nothing is a rate of 0.
  if (status === workStatus.nonBillableRate) return 'non-billable-rate';
  return policy.book.needsWorkItem(selection) && work.entries[index]?.workItem == null
    ? 'no-work-item'
    : null;
}
