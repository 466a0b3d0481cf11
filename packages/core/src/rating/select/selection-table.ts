import { civilDateOf } from '../../time/civil-date.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import type { ConditionFacts } from '../condition.ts';
import { NumberTable } from './number-table.ts';
import type { SelectionKeys } from './selection-keys.ts';
import type { SelectionFacts } from './selection.ts';

/** Finds the selection for an entry, slowly and obviously. It returns an index into the rater's selections. */
export type Resolve = (facts: SelectionFacts) => number;

const noTags: readonly string[] = [];
const noAttributes: Readonly<Record<string, string>> = {};

/**
 * Remembers which selection an entry has: the rules are searched once for each key of entries, not once for each entry.
 */
export class SelectionTable {
  readonly #keys: SelectionKeys;
  readonly #resolve: Resolve;
  /** By numbers, and by text where a number can't tell entries apart. */
  readonly #known = new NumberTable();
  readonly #knownByText = new Map<string, number>();

  constructor(keys: SelectionKeys, resolve: Resolve) {
    this.#keys = keys;
    this.#resolve = resolve;
  }

  /** The selection for an entry of this customer whose work is of this day. */
  find(entry: TimeEntry, customerId: string, day: number): number {
    const labels = this.#keys.labels(entry);
    if (labels !== '' || this.#keys.isWide) return this.#findByText(labels, entry, customerId, day);
    const key = this.#keys.ofNumbers(entry, customerId, day);
    const known = this.#known.get(key);
    if (known !== -1) return known;
    const found = this.#search(entry, customerId, day);
    this.#known.add(key, found);
    return found;
  }

  #findByText(labels: string, entry: TimeEntry, customerId: string, day: number): number {
    const key = this.#keys.ofText(labels, entry, customerId, day);
    const found = this.#knownByText.get(key) ?? this.#search(entry, customerId, day);
    this.#knownByText.set(key, found);
    return found;
  }

  #search(entry: TimeEntry, customerId: string, day: number): number {
    return this.#resolve({ ...factsOf(entry, customerId), date: civilDateOf(day) });
  }
}

/** What an entry answers to a condition's questions. */
/** What an entry answers to the questions of conditions. */
export function factsOf(entry: TimeEntry, customerId: string): ConditionFacts {
  const ownTags = entry.tags ?? noTags;
  const itemTags = entry.workItem?.tags ?? noTags;
  return {
    agent: entry.agentId,
    team: entry.teamId ?? null,
    serviceType: entry.serviceTypeId,
    customer: customerId,
    workItemKind: entry.workItem?.kind ?? null,
    priority: entry.workItem?.priority ?? null,
    tags: itemTags.length === 0 ? ownTags : [...ownTags, ...itemTags],
    attributes: entry.attributes ?? noAttributes,
  };
}
