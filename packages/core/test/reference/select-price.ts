import type { Condition } from '../../src/rating/condition.ts';
import type { RateCard, RateCardVersion, RateRule } from '../../src/rating/rate-card.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { own } from './terms.ts';

/** What a list of cards says about an entry on a civil date. */
export type ReferenceSelection =
  | {
      readonly status: 'selected';
      readonly card: RateCard;
      readonly version: RateCardVersion;
      readonly rule: RateRule;
    }
  | { readonly status: 'no-rate' }
  | { readonly status: 'rate-ambiguous' };

/** R40: the first card in which a rule fits decides. */
export function selectPrice(
  cards: readonly RateCard[],
  date: string,
  entry: TimeEntry,
  customerId: string,
): ReferenceSelection {
  for (const card of cards) {
    const version = versionOn(card, date);
    const fitting = (version?.rules ?? []).filter(
      (rule) =>
        (rule.validFrom === null || rule.validFrom <= date) &&
        (rule.validUntil === null || date < rule.validUntil) &&
        conditionFits(rule.when, entry, customerId),
    );
    const best = fitting.filter((rule) =>
      fitting.every((other) => other === rule || !beats(card, other, rule)),
    );
    const [rule, second] = best;
    if (version === null || rule === undefined) continue;
    return second === undefined ? { status: 'selected', card, version, rule } : { status: 'rate-ambiguous' };
  }
  return { status: 'no-rate' };
}

/** The version of a card that is in force on a civil date. */
export function versionOn(card: RateCard, date: string): RateCardVersion | null {
  const begun = card.versions.filter(({ effectiveFrom }) => effectiveFrom <= date);
  return begun.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0] ?? null;
}

/** R41: priority, then the levels in their order, then the number of conditions. */
function beats(card: RateCard, one: RateRule, other: RateRule): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  for (const level of card.levels) {
    const names = one.when[level] !== undefined;
    if (names !== (other.when[level] !== undefined)) return names;
  }
  return named(one.when) > named(other.when);
}

function named({ attributes = {}, ...single }: Condition): number {
  return Object.keys(single).length + Object.keys(attributes).length;
}

/** Every named condition fits; of a list of values, one must. */
export function conditionFits(when: Condition, entry: TimeEntry, customerId: string): boolean {
  const { workItem } = entry;
  const attributes = entry.attributes ?? {};
  return (
    fitsOne(when.agent, entry.agentId) &&
    fitsOne(when.team, entry.teamId) &&
    fitsOne(when.serviceType, entry.serviceTypeId) &&
    fitsOne(when.customer, customerId) &&
    fitsOne(when.workItemKind, workItem?.kind) &&
    fitsOne(when.priority, workItem?.priority) &&
    (when.tag === undefined ||
      [...(entry.tags ?? []), ...(workItem?.tags ?? [])].some((tag) => when.tag?.includes(tag))) &&
    Object.entries(when.attributes ?? {}).every(([name, values]) => fitsOne(values, own(attributes, name)))
  );
}

function fitsOne(wanted: readonly string[] | undefined, value: string | null | undefined): boolean {
  return wanted === undefined || (value != null && wanted.includes(value));
}
