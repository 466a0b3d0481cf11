import { allocateSeconds } from '../../money/allocate.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { roundSeconds } from '../../quantity/round-seconds.ts';
import { spansEntries } from '../../quantity/spans-entries.ts';
import type { WorkTable } from '../read/work-table.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import { basisCode } from '../select/selection-book.ts';
import { EntryParts } from './entry-parts.ts';
import { PartColumns } from './part-columns.ts';
import { type QuantityGroup, QuantityGroups } from './quantity-groups.ts';

/** Which entries are measured, and what was selected for each. */
export interface MeasureTask {
  readonly work: WorkTable;
  readonly policy: CompiledPolicy;
  /** Index of the selection, by position. */
  readonly selectionOf: Int32Array;
  /** By position: 0 for an entry that is measured. */
  readonly skipped: Uint8Array;
}

/** Worked and billed time, before any price. */
export interface MeasuredWork {
  readonly parts: PartColumns;
  /** What was rounded as one with other entries, by position of the entry. */
  readonly groups: ReadonlyMap<number, QuantityGroup>;
}

/** Cuts entries into bands and rounds their time (R21–R33). Parts come in the order of work. */
export function measureWork(task: MeasureTask): MeasuredWork {
  return new WorkMeter(task).measure();
}

class WorkMeter {
  readonly #task: MeasureTask;
  readonly #entry: EntryParts;
  readonly #parts: PartColumns;
  readonly #groups: QuantityGroups;
  readonly #shares: number[] = [];

  constructor(task: MeasureTask) {
    this.#task = task;
    this.#entry = new EntryParts(task.work, task.policy);
    this.#parts = new PartColumns(Math.ceil(task.work.count * 1.25) + 4);
    this.#groups = new QuantityGroups(task.work);
  }

  measure(): MeasuredWork {
    const { work, policy, selectionOf, skipped } = this.#task;
    const { basisCodes, quantities } = policy.book;
    for (let at = 0; at < work.count; at += 1) {
      const index = work.order[at]!;
      if (skipped[index] !== 0) continue;
      const selection = selectionOf[index]!;
      this.#entry.read(index);
      // A piece has one price, whatever the time: it is not rounded, and lies in its first band.
      if (basisCodes[selection] === basisCode.piece) this.#measurePiece(index);
      else this.#measureHours(index, quantities[selection]!);
    }
    return { parts: this.#parts, groups: this.#groups.close(this.#parts) };
  }

  #measurePiece(index: number): void {
    const worked = this.#task.work.worked[index]!;
    this.#parts.push(index, this.#entry.bands[0]!, worked, worked);
  }

  #measureHours(index: number, quantity: QuantityPolicy | null): void {
    const { count, bands, worked } = this.#entry;
    const from = this.#parts.count;
    if (quantity === null || quantity.scope === 'segment' || count === 1) {
      for (let part = 0; part < count; part += 1) {
        const seconds = worked[part]!;
        const billed = quantity === null ? seconds : roundSeconds(seconds, quantity);
        this.#parts.push(index, bands[part]!, seconds, billed);
      }
    } else {
      const whole = roundSeconds(this.#task.work.worked[index]!, quantity);
      allocateSeconds(whole, worked, this.#shares);
      for (let part = 0; part < count; part += 1) {
        this.#parts.push(index, bands[part]!, worked[part]!, this.#shares[part]!);
      }
    }
    // What spans entries is rounded again when all of them are known.
    if (spansEntries(quantity)) this.#addToGroup(index, quantity, from);
  }

  #addToGroup(index: number, quantity: QuantityPolicy, from: number): void {
    const { policy, selectionOf } = this.#task;
    const { quantityId } = policy.book.priced[selectionOf[index]!]!;
    this.#groups.add(index, quantityId, quantity, from, this.#parts.count);
  }
}
