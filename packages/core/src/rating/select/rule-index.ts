import { type Condition, type ConditionFacts, singleFields } from '../condition.ts';
import type { RateCardVersion, RateRule } from '../rate-card.ts';

type RuleIndex = ReadonlyMap<string, readonly RateRule[]>;

/** So few rules are searched faster than they are looked up. */
const fewRules = 16;
/** Where rules without a condition are filed. */
const forAllWork = '';
const indexes = new WeakMap<RateCardVersion, RuleIndex>();

/**
 * The rules of a version that may fit, each once: all that do, and few others. It keeps a card with a rule for each
 * of thousands of customers or tags as fast as a small one.
 */
export function rulesThatMayFit(version: RateCardVersion, facts: ConditionFacts): Iterable<RateRule> {
  if (version.rules.length <= fewRules) return version.rules;
  const index = indexes.get(version) ?? indexOf(version.rules);
  indexes.set(version, index);
  const found = new Set<RateRule>();
  for (const key of keysOfFacts(facts)) for (const rule of index.get(key) ?? []) found.add(rule);
  return found;
}

/** Files each rule under the values of one of its conditions, the one whose values the fewest rules ask for. */
function indexOf(rules: readonly RateRule[]): RuleIndex {
  const askedBy = new Map<string, number>();
  for (const { when } of rules) {
    for (const key of keysOfCondition(when).flat()) askedBy.set(key, (askedBy.get(key) ?? 0) + 1);
  }
  const crowd = (keys: readonly string[]): number =>
    keys.reduce((most, key) => Math.max(most, askedBy.get(key) ?? 0), 0);
  const index = new Map<string, RateRule[]>();
  for (const rule of rules) {
    const [first = [forAllWork], ...others] = keysOfCondition(rule.when);
    const rarest = others.reduce((best, keys) => (crowd(keys) < crowd(best) ? keys : best), first);
    for (const key of rarest) {
      const filed = index.get(key);
      if (filed === undefined) index.set(key, [rule]);
      else filed.push(rule);
    }
  }
  return index;
}

// Two keys that happen to be equal only add a rule that does not fit; none is ever missed by it.
const keyOf = (field: string, value: string): string => `${field}=${value}`;
const attributeKey = (name: string, value: string): string => keyOf(`attribute ${name}`, value);

/** For each thing that a condition asks for, the keys of the values that fit it. */
function keysOfCondition(when: Condition): readonly (readonly string[])[] {
  const singles = singleFields.map((field) => (when[field] ?? []).map((value) => keyOf(field, value)));
  const tags = (when.tag ?? []).map((tag) => keyOf('tag', tag));
  const attributes = Object.entries(when.attributes ?? {}).map(([name, values]) =>
    values.map((value) => attributeKey(name, value)),
  );
  return [...singles, tags, ...attributes].filter((keys) => keys.length > 0);
}

function* keysOfFacts(facts: ConditionFacts): Generator<string> {
  yield forAllWork;
  for (const field of singleFields) {
    const value = facts[field];
    if (value !== null) yield keyOf(field, value);
  }
  for (const tag of facts.tags) yield keyOf('tag', tag);
  for (const [name, value] of Object.entries(facts.attributes)) yield attributeKey(name, value);
}
