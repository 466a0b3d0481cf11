import { BillingError } from '../../errors/billing-error.ts';
import { allocateSeconds } from '../../money/allocate.ts';
import type { ChargeColumns } from './charge-columns.ts';
import type { EntryParts } from './entry-parts.ts';
import type { PriceTable } from '../select/price-table.ts';
import type { ScheduleRun } from '../price-kind.ts';
import type { PricedSelection } from '../select/selection.ts';
import { customerOf, type WorkTable } from '../read/work-table.ts';

/** One entry, measured and rounded, whose price depends on the hours of the period. */
export interface ScheduleEntry {
  readonly index: number;
  readonly selection: PricedSelection;
  readonly parts: EntryParts;
  /** Billed seconds of each part. */
  readonly billed: readonly number[];
}

/** Counts the billed hours of each customer and rule, and cuts charges where the price changes with them. */
export class ScheduleCounter {
  readonly #work: WorkTable;
  readonly #prices: PriceTable;
  readonly #totals = new Map<string, number>();
  readonly #counted = new Map<string, number>();
  /** Seconds of the period before a charge, by index of the charge. */
  readonly before = new Map<number, number>();

  constructor(work: WorkTable, prices: PriceTable) {
    this.#work = work;
    this.#prices = prices;
  }

  /** Adds an entry's billed seconds to the total of the period; every entry is announced before one is charged. */
  announce({ index, selection, parts, billed }: ScheduleEntry): void {
    const key = this.#key(index, selection);
    let total = this.#totals.get(key) ?? 0;
    for (let part = 0; part < parts.count; part += 1) total += billed[part]!;
    this.#totals.set(key, total);
  }

  /** Charges an entry; entries come in the order of work. */
  charge({ index, selection, parts, billed }: ScheduleEntry, into: ChargeColumns): void {
    const { basis } = selection;
    if (basis.basis !== 'schedule') return;
    const key = this.#key(index, selection);
    const total = this.#totals.get(key) ?? 0;
    let before = this.#counted.get(key) ?? 0;
    for (let part = 0; part < parts.count; part += 1) {
      const seconds = billed[part]!;
      const band = parts.bands[part]!;
      const runs = basis.runs(before, seconds, total);
      requireWhole(runs, seconds);
      const measured = shared(
        parts.worked[part]!,
        runs.map((run) => run.seconds),
      );
      for (const [at, { seconds: length, rate, step }] of runs.entries()) {
        const row = this.#prices.run(selection, band, rate, step);
        this.before.set(into.push(index, band, measured[at]!, length, row, 0), before);
        before += length;
      }
    }
    this.#counted.set(key, before);
  }

  #key(index: number, selection: PricedSelection): string {
    const entry = this.#work.entries[index];
    return JSON.stringify([entry === undefined ? null : customerOf(entry), selection.ruleId]);
  }
}

/** A custom price kind may be wrong; its mistake must not become a wrong invoice. */
function requireWhole(runs: readonly ScheduleRun[], seconds: number): void {
  const found = runs.reduce((all, run) => all + run.seconds, 0);
  const areWhole = runs.every((run) => Number.isSafeInteger(run.seconds) && run.seconds >= 0);
  // No run at all would lose an entry of 0 billed seconds.
  if (found === seconds && areWhole && runs.length > 0) return;
  throw new BillingError('COVERAGE_MISMATCH', { expected: seconds, found, unit: 'seconds' });
}

/** Worked seconds over the runs of a part, in proportion to what is billed; all to the first where nothing is. */
function shared(worked: number, billed: readonly number[]): readonly number[] {
  if (billed.length === 1) return [worked];
  if (billed.every((seconds) => seconds === 0)) return billed.map((_, at) => (at === 0 ? worked : 0));
  return allocateSeconds(worked, billed);
}
