import type { ChargedWork } from '../price/price-work.ts';
import type { WorkTable } from '../read/work-table.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import type { PriceTable } from '../select/price-table.ts';

/** Where charges come from: the columns, and what their numbers stand for. */
export interface ChargeSource {
  readonly work: WorkTable;
  readonly policy: CompiledPolicy;
  readonly prices: PriceTable;
  readonly charged: ChargedWork;
}
