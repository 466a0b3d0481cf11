import { civilDateOf, dayNumber } from '../../time/civil-date.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { type Condition, type ConditionFacts, type SingleField } from '../condition.ts';
import type { RateCard } from '../rate-card.ts';
import type { SelectionFacts } from './selection.ts';

/** Finds the selection for an entry, slowly and obviously. It returns an index into the rater's selections. */
export type Resolve = (facts: SelectionFacts) => number;

const noTags: readonly string[] = [];
const noAttributes: Readonly<Record<string, string>> = {};

/**
 * Remembers which selection an entry has. Two entries that agree on every value that some rule asks for, and on the
 * dates between which nothing changes, share one: the rules are searched once for each such combination, not once
 * for each entry.
 */
export class SelectionTable {
  readonly #resolve: Resolve;
  readonly #known = new Map<number | string, number>();
  /** Days on which a version or a rule begins or ends, sorted. */
  readonly #boundaries: readonly number[];
  readonly #agent: ReadonlyMap<string, number> | null;
  readonly #team: ReadonlyMap<string, number> | null;
  readonly #serviceType: ReadonlyMap<string, number> | null;
  readonly #customer: ReadonlyMap<string, number> | null;
  readonly #workItemKind: ReadonlyMap<string, number> | null;
  readonly #priority: ReadonlyMap<string, number> | null;
  readonly #tags: ReadonlySet<string>;
  /** The values that some rule asks for: any other one is as good as none. */
  readonly #attributes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a number can't hold the key: tags and attributes are asked for, or too many values in all. */
  readonly #needsText: boolean;

  /** @param serviceTypes service types whose terms differ from the others' beyond what the cards say */
  constructor(cards: readonly RateCard[], serviceTypes: Iterable<string>, resolve: Resolve) {
    this.#resolve = resolve;
    const conditions = cards.flatMap(conditionsOf);
    const values = (field: SingleField): ReadonlyMap<string, number> | null =>
      numbered([
        ...conditions.flatMap((when) => when[field] ?? []),
        ...(field === 'serviceType' ? serviceTypes : []),
      ]);
    this.#agent = values('agent');
    this.#team = values('team');
    this.#serviceType = values('serviceType');
    this.#customer = values('customer');
    this.#workItemKind = values('workItemKind');
    this.#priority = values('priority');
    this.#tags = new Set(conditions.flatMap(({ tag }) => tag ?? []));
    this.#attributes = attributesOf(conditions);
    this.#boundaries = [...new Set(cards.flatMap(datesOf))].map(dayNumber).toSorted((a, b) => a - b);
    const singles = [
      this.#agent,
      this.#team,
      this.#serviceType,
      this.#customer,
      this.#workItemKind,
      this.#priority,
    ];
    const keys = singles.reduce((all, known) => all * ((known?.size ?? 0) + 1), this.#boundaries.length + 1);
    this.#needsText = this.#tags.size > 0 || this.#attributes.size > 0 || keys > Number.MAX_SAFE_INTEGER;
  }

  /** The selection for an entry of this customer whose work is of this day. */
  find(entry: TimeEntry, customerId: string, day: number): number {
    const key = this.#key(entry, customerId, day);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#resolve({ ...factsOf(entry, customerId), date: civilDateOf(day) });
    this.#known.set(key, found);
    return found;
  }

  #key(entry: TimeEntry, customerId: string, day: number): number | string {
    let key = 0;
    while (key < this.#boundaries.length && this.#boundaries[key]! <= day) key += 1;
    if (this.#needsText) return this.#text(key, entry, customerId);
    key = digit(key, this.#agent, entry.agentId);
    key = digit(key, this.#team, entry.teamId);
    key = digit(key, this.#serviceType, entry.serviceTypeId);
    key = digit(key, this.#customer, customerId);
    if (this.#workItemKind !== null) key = digit(key, this.#workItemKind, entry.workItem?.kind);
    if (this.#priority !== null) key = digit(key, this.#priority, entry.workItem?.priority);
    return key;
  }

  #text(dates: number, entry: TimeEntry, customerId: string): string {
    const { tags, attributes, workItemKind, priority } = factsOf(entry, customerId);
    const asked = [...new Set(tags)].filter((tag) => this.#tags.has(tag)).toSorted();
    const answers = Object.entries(attributes)
      .filter(([name, value]) => this.#attributes.get(name)?.has(value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const singles = [
      digit(0, this.#agent, entry.agentId),
      digit(0, this.#team, entry.teamId),
      digit(0, this.#serviceType, entry.serviceTypeId),
      digit(0, this.#customer, customerId),
      digit(0, this.#workItemKind, workItemKind),
      digit(0, this.#priority, priority),
    ];
    return JSON.stringify([dates, singles, asked, answers]);
  }
}

/** Appends a value to a key in mixed radix; 0 stands for every value that no condition names. */
function digit(
  key: number,
  values: ReadonlyMap<string, number> | null,
  value: string | null | undefined,
): number {
  if (values === null) return key;
  return key * (values.size + 1) + (value == null ? 0 : (values.get(value) ?? 0));
}

function numbered(values: Iterable<string>): ReadonlyMap<string, number> | null {
  const distinct = new Map<string, number>();
  for (const value of values) if (!distinct.has(value)) distinct.set(value, distinct.size + 1);
  return distinct.size === 0 ? null : distinct;
}

function attributesOf(conditions: readonly Condition[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const [name, values] of conditions.flatMap(({ attributes }) => Object.entries(attributes ?? {}))) {
    const known = asked.get(name) ?? new Set();
    for (const value of values) known.add(value);
    asked.set(name, known);
  }
  return asked;
}

function conditionsOf(card: RateCard): readonly Condition[] {
  const modifiers = card.versions.flatMap((version) => [
    ...version.modifiers,
    ...version.rules.flatMap((rule) => rule.modifiers ?? []),
  ]);
  return [
    ...card.versions.flatMap(({ rules }) => rules.map(({ when }) => when)),
    ...modifiers.flatMap(({ when }) => when ?? []),
  ];
}

function datesOf(card: RateCard): readonly string[] {
  return card.versions.flatMap(({ effectiveFrom, rules }) => [
    effectiveFrom,
    ...rules.flatMap(({ validFrom, validUntil }) => [validFrom ?? [], validUntil ?? []].flat()),
  ]);
}

/** What an entry answers to a condition's questions. */
function factsOf(entry: TimeEntry, customerId: string): ConditionFacts {
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
