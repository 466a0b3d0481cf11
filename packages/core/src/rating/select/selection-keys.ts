import { dayNumber } from '../../time/civil-date.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import type { Condition, SingleField } from '../condition.ts';
import type { RateCard } from '../rate-card.ts';

const noTags: readonly string[] = [];
const noAttributes: Readonly<Record<string, string>> = {};

/**
 * Keys of entries: two that agree on every value that some rule of the cards asks for, and on the dates between which
 * nothing changes, have the same.
 */
export class SelectionKeys {
  /** Whether there are more combinations than numbers for them. */
  readonly isWide: boolean;
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
  /** Whether rules ask for tags or attributes. */
  readonly #hasLabels: boolean;

  /** @param serviceTypes service types whose terms differ from the others' beyond what the cards say */
  constructor(cards: readonly RateCard[], serviceTypes: Iterable<string>) {
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
    this.#hasLabels = this.#tags.size > 0 || this.#attributes.size > 0;
    this.isWide = keys > 2 ** 31;
  }

  /** The key of an entry without labels, of this customer, whose work is of this day. Not where keys are wide. */
  ofNumbers(entry: TimeEntry, customerId: string, day: number): number {
    let key = this.#datesBefore(day);
    key = digit(key, this.#agent, entry.agentId);
    key = digit(key, this.#team, entry.teamId);
    key = digit(key, this.#serviceType, entry.serviceTypeId);
    key = digit(key, this.#customer, customerId);
    if (this.#workItemKind !== null) key = digit(key, this.#workItemKind, entry.workItem?.kind);
    if (this.#priority !== null) key = digit(key, this.#priority, entry.workItem?.priority);
    return key;
  }

  /** The key of any entry; it has these labels. */
  ofText(labels: string, entry: TimeEntry, customerId: string, day: number): string {
    return `${this.#singles(entry, customerId, day).join(' ')} ${labels}`;
  }

  #datesBefore(day: number): number {
    let count = 0;
    while (count < this.#boundaries.length && this.#boundaries[count]! <= day) count += 1;
    return count;
  }

  /** The tags and attributes that some rule asks for, as text; empty where the entry has none of them. */
  labels(entry: TimeEntry): string {
    return this.#hasLabels ? this.#labels(entry) : '';
  }

  #labels({ tags, attributes, workItem }: TimeEntry): string {
    if (tags == null && attributes == null && workItem?.tags == null) return '';
    const all = new Set([...(tags ?? noTags), ...(workItem?.tags ?? noTags)]);
    const asked = [...all].filter((tag) => this.#tags.has(tag)).toSorted();
    const answers = Object.entries(attributes ?? noAttributes)
      .filter(([name, value]) => this.#attributes.get(name)?.has(value))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return asked.length + answers.length === 0 ? '' : JSON.stringify([asked, answers]);
  }

  #singles(entry: TimeEntry, customerId: string, day: number): readonly number[] {
    return [
      this.#datesBefore(day),
      digit(0, this.#agent, entry.agentId),
      digit(0, this.#team, entry.teamId),
      digit(0, this.#serviceType, entry.serviceTypeId),
      digit(0, this.#customer, customerId),
      digit(0, this.#workItemKind, entry.workItem?.kind),
      digit(0, this.#priority, entry.workItem?.priority),
    ];
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
