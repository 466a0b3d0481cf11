import type { PieceBasis } from '../price-kind.ts';
import { customerOf, type WorkTable } from '../read/work-table.ts';

/** Counts pieces: the first entry of a day or a work item carries the price, later ones are part of it. */
export class PieceCounter {
  readonly #work: WorkTable;
  readonly #charged = new Map<string, number>();
  /** The entry that carries the price, by position of an entry that came later. */
  readonly carriers = new Map<number, number>();

  constructor(work: WorkTable) {
    this.#work = work;
  }

  /** 1 when this entry carries the price, 0 when an earlier one does. Entries come in the order of work. */
  count(
    index: number,
    { once, reopenAfterDays }: Pick<PieceBasis, 'once' | 'reopenAfterDays'>,
    ruleId: number,
  ): 0 | 1 {
    if (once === 'entry') return 1;
    const key = this.#key(index, once, ruleId);
    const carrier = this.#charged.get(key);
    if (carrier === undefined || this.#isReopened(index, carrier, reopenAfterDays)) {
      this.#charged.set(key, index);
      return 1;
    }
    this.carriers.set(index, carrier);
    return 0;
  }

  /** Whether so many days have passed since the entry that carries the price that it is for another one. */
  #isReopened(index: number, carrier: number, reopenAfterDays: PieceBasis['reopenAfterDays']): boolean {
    if (reopenAfterDays == null) return false;
    const { day } = this.#work;
    return (day[index] ?? 0) - (day[carrier] ?? 0) >= reopenAfterDays;
  }

  #key(index: number, once: 'agent-day' | 'work-item', ruleId: number): string {
    const entry = this.#work.entries[index];
    if (entry === undefined) return '';
    const customer = customerOf(entry);
    // No id holds U+0000, so keys can't run together.
    return once === 'agent-day'
      ? `day\0${customer}\0${entry.agentId}\0${ruleId}\0${this.#work.day[index]}`
      : `item\0${customer}\0${entry.workItem?.kind}\0${entry.workItem?.id}`;
  }
}
