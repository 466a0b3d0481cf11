import { allocateSeconds } from '../../money/allocate.ts';
import { roundSeconds } from '../../quantity/round-seconds.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import type { EntryParts } from './entry-parts.ts';
import type { PricedSelection } from '../select/selection.ts';
import { customerOf, type WorkTable } from '../read/work-table.ts';

/** Time of several entries that was rounded as one (R32): all of it before and after. */
export interface QuantityGroup {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** What an entry got of its group's rounded time. */
export interface GroupShare {
  readonly group: QuantityGroup;
  /** Billed seconds of each part. */
  readonly seconds: readonly number[];
}

interface OpenGroup {
  readonly policy: QuantityPolicy;
  readonly members: { readonly index: number; readonly worked: readonly number[] }[];
}

/** Collects the entries whose quantity policy spans entries, then rounds each group once and shares it out. */
export class QuantityGroups {
  readonly #work: WorkTable;
  readonly #open = new Map<string, OpenGroup>();

  constructor(work: WorkTable) {
    this.#work = work;
  }

  /** Takes the parts of an entry; entries come in the order of work, so that shares follow it. */
  add(index: number, selection: PricedSelection, policy: QuantityPolicy, parts: EntryParts): void {
    const key = this.#key(index, selection, policy);
    const group = this.#open.get(key) ?? { policy, members: [] };
    group.members.push({ index, worked: parts.worked.slice(0, parts.count) });
    this.#open.set(key, group);
  }

  /** The shares of all entries that were added, by position. */
  close(): ReadonlyMap<number, GroupShare> {
    const shares = new Map<number, GroupShare>();
    for (const { policy, members } of this.#open.values()) {
      const weights = members.flatMap(({ worked }) => worked);
      const fromSeconds = weights.reduce((sum, seconds) => sum + seconds, 0);
      const toSeconds = roundSeconds(fromSeconds, policy);
      const group = { fromSeconds, toSeconds };
      const billed = allocateSeconds(toSeconds, weights);
      let at = 0;
      for (const { index, worked } of members) {
        shares.set(index, { group, seconds: billed.slice(at, at + worked.length) });
        at += worked.length;
      }
    }
    return shares;
  }

  #key(index: number, selection: PricedSelection, policy: QuantityPolicy): string {
    const entry = this.#work.entries[index];
    const item = entry?.workItem;
    // Nothing to sum with: an entry without a work item is a group of its own.
    if (entry === undefined || item == null) return `entry ${index}`;
    const shared = [selection.quantityId, customerOf(entry), item.kind, item.id];
    const day = policy.scope === 'work-item-day' ? [entry.agentId, this.#work.day[index]] : [];
    return JSON.stringify([...shared, ...day]);
  }
}
