import type { CivilDate } from '../time/civil-date.ts';
import type { RateCard, RateRule } from './rate-card.ts';

const overlaps = (a: RateRule, b: RateRule): boolean =>
  (a.validUntil === null || b.validFrom === null || b.validFrom < a.validUntil) &&
  (b.validUntil === null || a.validFrom === null || a.validFrom < b.validUntil);

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What a rate card says against itself: each fault with its path through what was written. */
export function* contradictions(card: RateCard, versioned: boolean): Generator<Contradiction> {
  if (new Set(card.levels).size < card.levels.length)
    yield { path: ['levels'], message: 'names a level twice' };
  const dates = new Set<CivilDate>();
  for (const [index, version] of card.versions.entries()) {
    const path = versioned ? ['versions', index] : [];
    if (dates.has(version.effectiveFrom)) {
      yield { path: [...path, 'effectiveFrom'], message: `two versions begin on ${version.effectiveFrom}` };
    }
    dates.add(version.effectiveFrom);
    const seen = new Set<string>();
    const twins = new Map<string, RateRule[]>();
    for (const [at, rule] of version.rules.entries()) {
      const { id, validFrom, validUntil } = rule;
      const sameWork = JSON.stringify([rule.priority, rule.when]);
      const earlier = twins.get(sameWork) ?? [];
      const twin = earlier.find((other) => overlaps(rule, other));
      if (twin !== undefined) {
        yield {
          path: [...path, 'rules', at, 'when'],
          message: `is for the same work as the rule "${twin.id}"`,
        };
      }
      earlier.push(rule);
      twins.set(sameWork, earlier);
      if (seen.has(id))
        yield { path: [...path, 'rules', at, 'id'], message: `"${id}" is the id of an earlier rule` };
      seen.add(id);
      if (validFrom !== null && validUntil !== null && validFrom >= validUntil) {
        yield { path: [...path, 'rules', at, 'validUntil'], message: 'is not after validFrom' };
      }
    }
  }
}
