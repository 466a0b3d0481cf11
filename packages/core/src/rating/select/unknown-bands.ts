import type { InputIssue } from '../../errors/input-issue.ts';
import type { BandModifier } from '../band-modifier.ts';
import type { RateCard, RateCardVersion } from '../rate-card.ts';

/** A rate card of a policy, with the way to it and the form in which it was handed in. */
export interface CardOfPolicy {
  readonly card: RateCard;
  readonly written: Partial<RateCard>;
  readonly path: Path;
}

type Path = readonly (string | number)[];

/**
 * The modifiers of a card whose band no calendar has. They would never apply, and a surcharge would be lost to a
 * misspelt name. Cards are shared by customers with different calendars, so it is enough that one of them has the band.
 */
export function unknownBands(
  { card, written, path }: CardOfPolicy,
  known: readonly string[],
): readonly InputIssue[] {
  const message = `is none of the bands of the policy's calendars: ${known.join(', ')}`;
  const faults = (modifiers: readonly BandModifier[], at: Path): readonly InputIssue[] =>
    modifiers.flatMap(({ band }, index) =>
      known.includes(band) ? [] : [{ path: [...at, 'modifiers', index, 'band'], message }],
    );
  return card.versions.flatMap((version) => {
    const at = [...path, ...placeOf(version, written)];
    const ofRules = version.rules.flatMap(({ modifiers }, index) =>
      faults(modifiers ?? [], [...at, 'rules', index]),
    );
    return [...faults(version.modifiers, at), ...ofRules];
  });
}

/** Versions are sorted when they are read, and rules that were written on the card itself have none. */
function placeOf({ effectiveFrom }: RateCardVersion, { versions }: Partial<RateCard>): Path {
  if (versions === undefined) return [];
  return ['versions', versions.findIndex((version) => version.effectiveFrom === effectiveFrom)];
}
