import { allocateSeconds } from '../../money/allocate.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import { roundSeconds } from '../../quantity/round-seconds.ts';
import { customerOf, type WorkTable } from '../read/work-table.ts';
import type { PartColumns } from './part-columns.ts';

/** Time that was rounded as one (R32): all of it before and after. */
export interface QuantityGroup {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

interface OpenGroup {
  readonly policy: QuantityPolicy;
  readonly entries: number[];
  /** Parts of all its entries, as indexes into the columns, in the order of work. */
  readonly parts: number[];
}

/** Collects the entries whose quantity policy spans entries, then rounds each group once and shares it out. */
export class QuantityGroups {
  readonly #work: WorkTable;
  readonly #open = new Map<string, OpenGroup>();

  constructor(work: WorkTable) {
    this.#work = work;
  }

  /** Takes the parts of an entry: those from an index of the columns on. Entries come in the order of work. */
  add(index: number, quantityId: number, policy: QuantityPolicy, from: number, to: number): void {
    const key = this.#key(index, quantityId, policy);
    const group = this.#open.get(key) ?? { policy, entries: [], parts: [] };
    group.entries.push(index);
    for (let part = from; part < to; part += 1) group.parts.push(part);
    this.#open.set(key, group);
  }

  /** Writes the billed seconds of all parts that were added, and tells each entry's group by its position. */
  close(columns: PartColumns): ReadonlyMap<number, QuantityGroup> {
    const groups = new Map<number, QuantityGroup>();
    for (const { policy, entries, parts } of this.#open.values()) {
      const worked = parts.map((part) => columns.worked[part]!);
      const fromSeconds = worked.reduce((sum, seconds) => sum + seconds, 0);
      const toSeconds = roundSeconds(fromSeconds, policy);
      const billed = allocateSeconds(toSeconds, worked);
      for (const [at, part] of parts.entries()) columns.billed[part] = billed[at]!;
      for (const index of entries) groups.set(index, { fromSeconds, toSeconds });
    }
    return groups;
  }

  #key(index: number, quantityId: number, policy: QuantityPolicy): string {
    const entry = this.#work.entries[index];
    const item = entry?.workItem;
    // Nothing to sum with: an entry without a work item is a group of its own.
    if (entry === undefined || item == null) return `entry ${index}`;
    // No id holds U+0000, so keys can't run together.
    const key = `${quantityId}\0${customerOf(entry)}\0${item.kind}\0${item.id}`;
    return policy.scope === 'work-item-day' ? `${key}\0${entry.agentId}\0${this.#work.day[index]}` : key;
  }
}
