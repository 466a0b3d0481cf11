import { allocateSeconds } from '../../money/allocate.ts';
import type { ScheduleBasis, ScheduleRun } from '../price-kind.ts';
import { customerOf, type WorkTable } from '../read/work-table.ts';
import type { PricedSelection } from '../select/selection.ts';

/** A run of one rate, with its share of what was worked. */
export interface CountedRun extends ScheduleRun {
  readonly worked: number;
  /** Seconds of the period that came before it. */
  readonly before: number;
}

/** Counts the billed hours of each customer and rule, and cuts parts where the price changes with them. */
export class ScheduleCounter {
  readonly #work: WorkTable;
  readonly #totals = new Map<string, number>();
  readonly #counted = new Map<string, number>();

  constructor(work: WorkTable) {
    this.#work = work;
  }

  /** Adds billed seconds to the total of the period; everything is announced before anything is cut. */
  announce(index: number, selection: PricedSelection, billed: number): void {
    const key = this.#key(index, selection);
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + billed);
  }

  /** Cuts a part; parts come in the order of work. */
  cut(
    index: number,
    selection: PricedSelection,
    runs: ScheduleBasis['runs'],
    worked: number,
    billed: number,
  ): readonly CountedRun[] {
    const key = this.#key(index, selection);
    let before = this.#counted.get(key) ?? 0;
    const cut = runs(before, billed, this.#totals.get(key) ?? 0);
    const shares = sharedOver(
      worked,
      cut.map((run) => run.seconds),
    );
    const counted: CountedRun[] = [];
    for (const [at, run] of cut.entries()) {
      counted.push({ ...run, worked: shares[at]!, before });
      before += run.seconds;
    }
    this.#counted.set(key, before);
    return counted;
  }

  #key(index: number, selection: PricedSelection): string {
    const entry = this.#work.entries[index];
    return `${selection.ruleId}\0${entry === undefined ? '' : customerOf(entry)}`;
  }
}

/** Worked seconds over the runs of a part, in proportion to what is billed; all to the first where nothing is. */
function sharedOver(worked: number, billed: readonly number[]): readonly number[] {
  if (billed.length === 1) return [worked];
  if (billed.every((seconds) => seconds === 0)) return billed.map((_, at) => (at === 0 ? worked : 0));
  return allocateSeconds(worked, billed);
}
