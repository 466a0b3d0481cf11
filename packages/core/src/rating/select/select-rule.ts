import { type ConditionFacts, conditionCount, fits } from '../condition.ts';
import type { RateCard, RateCardVersion, RateRule } from '../rate-card.ts';
import { rulesThatMayFit } from './rule-index.ts';

/** What a rate card says about a piece of work: one rule, none, or two that fit equally well. */
export type RuleSelection =
  | { readonly status: 'selected'; readonly version: RateCardVersion; readonly rule: RateRule }
  | { readonly status: 'none' }
  | { readonly status: 'ambiguous'; readonly ruleIds: readonly [string, string] };

/**
 * The rule of a rate card for work on a civil date (R40, R41): highest priority, then the weightier levels, then the
 * most conditions. The order in which rules are written never matters.
 */
export function selectRule(card: RateCard, date: string, facts: ConditionFacts): RuleSelection {
  const version = versionInForce(card, date);
  if (version === null) return { status: 'none' };
  const fitting = [...rulesThatMayFit(version, facts)].filter(
    (rule) => isValidOn(rule, date) && fits(rule.when, facts),
  );
  // Ids only decide which two of many equals an error names: not the order in which they were written.
  const [best, next] = fitting.toSorted((a, b) => compareRules(card, b, a) || (a.id < b.id ? -1 : 1));
  if (best === undefined) return { status: 'none' };
  if (next === undefined || compareRules(card, best, next) !== 0)
    return { status: 'selected', version, rule: best };
  return { status: 'ambiguous', ruleIds: [best.id, next.id] };
}

/** The version of a card that holds for work on a civil date, or null before the first one. */
export function versionInForce(card: RateCard, date: string): RateCardVersion | null {
  return card.versions.findLast(({ effectiveFrom }) => effectiveFrom <= date) ?? null;
}

const isValidOn = (rule: RateRule, date: string): boolean =>
  (rule.validFrom === null || rule.validFrom <= date) && (rule.validUntil === null || date < rule.validUntil);

/** Positive when the first rule wins over the second, 0 when nothing tells them apart. */
function compareRules(card: RateCard, a: RateRule, b: RateRule): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  for (const level of card.levels) {
    const difference = Number(a.when[level] !== undefined) - Number(b.when[level] !== undefined);
    if (difference !== 0) return difference;
  }
  return conditionCount(a.when) - conditionCount(b.when);
}
