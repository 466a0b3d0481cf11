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
  /** What was taken from entries before they were priced, by position. Left out: nothing. */
  readonly taken?: ReadonlyMap<number, readonly TakenPart[]>;
}

/** Time of an entry in one band that somebody else pays for. */
export interface TakenPart {
  /** Index into the rater's bands. */
  readonly band: number;
  readonly measured: number;
  readonly billed: number;
}
