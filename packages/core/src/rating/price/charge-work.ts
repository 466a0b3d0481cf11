import { allocateSeconds } from '../../money/allocate.ts';
import { roundSeconds } from '../../quantity/round-seconds.ts';
import { spansEntries } from '../../quantity/spans-entries.ts';
import { ChargeColumns } from './charge-columns.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import { EntryParts } from './entry-parts.ts';
import { PieceCounter } from './piece-counter.ts';
import type { PriceTable } from '../select/price-table.ts';
import { type GroupShare, QuantityGroups } from './quantity-groups.ts';
import { type ScheduleEntry, ScheduleCounter } from './schedule-counter.ts';
import type { PricedSelection } from '../select/selection.ts';
import type { WorkTable } from '../read/work-table.ts';

/** What is charged, and what only traces ask for. */
export interface ChargedWork {
  readonly charges: ChargeColumns;
  /** Shares of rounded groups by position of the entry. */
  readonly groups: ReadonlyMap<number, GroupShare>;
  /** Seconds of the period before a charge of a schedule, by index of the charge. */
  readonly before: ReadonlyMap<number, number>;
  /** The entry that carries the price, by position of an entry that came later. */
  readonly carriers: ReadonlyMap<number, number>;
}

/** Which book is charged: invoice prices, or internal cost of the worked time (R44). */
export interface ChargeTask {
  readonly work: WorkTable;
  readonly policy: CompiledPolicy;
  readonly prices: PriceTable;
  readonly selectionOf: Int32Array;
  /** By position: 0 for an entry that is charged. */
  readonly skipped: Uint8Array;
}

/** Prices every entry of the task: bands, billed quantity, price (R21–R45). Charges come in the order of work. */
export function chargeWork(task: ChargeTask): ChargedWork {
  return new WorkCharger(task).charge();
}

class WorkCharger {
  readonly #task: ChargeTask;
  readonly #selections: readonly PricedSelection[];
  readonly #charges: ChargeColumns;
  readonly #parts: EntryParts;
  readonly #pieces: PieceCounter;
  readonly #schedules: ScheduleCounter;
  readonly #billed: number[] = [];
  #groups: ReadonlyMap<number, GroupShare> = new Map();

  constructor(task: ChargeTask) {
    this.#task = task;
    this.#selections = task.policy.book.priced;
    this.#charges = new ChargeColumns(Math.ceil(task.work.count * 1.25) + 4);
    this.#parts = new EntryParts(task.work, task.policy);
    this.#pieces = new PieceCounter(task.work);
    this.#schedules = new ScheduleCounter(task.work, task.prices);
  }

  charge(): ChargedWork {
    this.#lookAhead();
    const { work, skipped } = this.#task;
    for (let at = 0; at < work.count; at += 1) {
      const index = work.order[at]!;
      if (skipped[index] === 0) this.#chargeEntry(index, this.#selectionAt(index));
    }
    const { before } = this.#schedules;
    return { charges: this.#charges, groups: this.#groups, before, carriers: this.#pieces.carriers };
  }

  #selectionAt(index: number): PricedSelection {
    return this.#selections[this.#task.selectionOf[index]!]!;
  }

  #chargeEntry(index: number, selection: PricedSelection): void {
    const { basis } = selection;
    if (basis.basis === 'piece') this.#chargePiece(index, selection, basis.price, basis.once);
    else if (basis.basis === 'schedule')
      this.#schedules.charge(this.#measure(index, selection), this.#charges);
    else this.#chargeHours(index, selection);
  }

  #chargeHours(index: number, selection: PricedSelection): void {
    const parts = this.#parts;
    parts.read(index);
    this.#bill(index, selection);
    const { prices } = this.#task;
    for (let part = 0; part < parts.count; part += 1) {
      const band = parts.bands[part]!;
      const price = prices.hourly(selection, band);
      this.#charges.push(index, band, parts.worked[part]!, this.#billed[part]!, price, 0);
    }
  }

  /** A piece has one price, whatever the time: one charge with all of the entry's time, in its first band. */
  #chargePiece(
    index: number,
    selection: PricedSelection,
    price: string,
    once: 'entry' | 'agent-day' | 'work-item',
  ): void {
    this.#parts.read(index);
    const worked = this.#task.work.worked[index]!;
    const pieces = this.#pieces.count(index, once, selection.ruleId);
    const row = this.#task.prices.piece(selection, price);
    this.#charges.push(index, this.#parts.bands[0]!, worked, worked, row, pieces);
  }

  #measure(index: number, selection: PricedSelection): ScheduleEntry {
    this.#parts.read(index);
    this.#bill(index, selection);
    return { index, selection, parts: this.#parts, billed: this.#billed };
  }

  /** Billed seconds of each part that was read (R30–R32). */
  #bill(index: number, selection: PricedSelection): void {
    const { quantity } = selection;
    const { count, worked } = this.#parts;
    const billed = this.#billed;
    if (quantity === null) {
      for (let part = 0; part < count; part += 1) billed[part] = worked[part]!;
    } else if (quantity.scope === 'segment') {
      for (let part = 0; part < count; part += 1) billed[part] = roundSeconds(worked[part]!, quantity);
    } else if (quantity.scope === 'entry') {
      const whole = roundSeconds(this.#task.work.worked[index]!, quantity);
      if (count === 1) billed[0] = whole;
      else allocateSeconds(whole, worked, billed);
    } else {
      const share = this.#groups.get(index)!;
      for (let part = 0; part < count; part += 1) billed[part] = share.seconds[part]!;
    }
  }

  /** What can only be told from all entries: rounded groups, then the hours of the period that tiers count. */
  #lookAhead(): void {
    const { work, policy, selectionOf, skipped } = this.#task;
    if (!policy.book.looksAhead) return;
    const groups = new QuantityGroups(work);
    const scheduled: number[] = [];
    for (let at = 0; at < work.count; at += 1) {
      const index = work.order[at]!;
      if (skipped[index] !== 0) continue;
      const selection = this.#selections[selectionOf[index]!]!;
      const { basis } = selection.basis;
      if (basis === 'schedule') scheduled.push(index);
      if (spansEntries(selection.quantity) && basis !== 'piece') {
        this.#parts.read(index);
        groups.add(index, selection, selection.quantity, this.#parts);
      }
    }
    this.#groups = groups.close();
    for (const index of scheduled) this.#schedules.announce(this.#measure(index, this.#selectionAt(index)));
  }
}
