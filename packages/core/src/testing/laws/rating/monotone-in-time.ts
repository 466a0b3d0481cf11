import { decimal } from '../../../money/decimal.ts';
import type { Charge } from '../../../rating/charge.ts';
import type { TraceStep } from '../../../rating/trace-step.ts';
import type { TimeEntry } from '../../../work/time-entry.ts';
import { broken, excepted, holds, type Law, silent, type Verdict } from '../law.ts';
import { rateCase, type RatingCase } from '../rating-case.ts';
import { groupBy, inMoney, inTime, sumsTimes3600 } from '../sums.ts';
import { longer } from '../worked-seconds.ts';
import { isVolumeTier } from './volume-tier.ts';

/** Makes each entry longer in turn, and compares what all work comes to. */
export const monotoneInTime: Law<RatingCase> = {
  name: 'monotone-in-time',
  says: 'More work never costs less.',
  exceptions: {
    'volume-tiers':
      'Volume tiers price all hours by the tier they end in: the step into a cheaper one costs less.',
    'tiers-over-bands':
      'Longer work moves later work into other tiers; where bands multiply their rates, that can cost less.',
    'rounded-over-prices':
      'Time that is rounded as one is shared over several prices: more of a cheap one leaves less for a dear one.',
    'break-over-bands': 'A break is shared over bands: longer work moves it, by a second here or there.',
  },
  judge(given) {
    const rated = rateCase(given);
    const before = Array.from(rated.charges());
    const charged = new Set(before.map(({ entryId }) => entryId));
    // One of two entries with the same id is charged. Made longer, the other one may come to count in its place.
    const left = new Set([...rated.blocked, ...rated.excluded].map(({ index }) => index));
    const verdicts = given.work.map((entry, index) => {
      const isCharged = charged.has(entry.id) && !left.has(index);
      const changed = isCharged ? longer(entry, given.change.seconds) : null;
      if (changed === null) return silent;
      const after = Array.from(rateCase(given, given.work.with(index, changed)).charges());
      return compare(given, changed, before, after);
    });
    const [worst = silent] = verdicts.toSorted((one, other) => rankOf(one) - rankOf(other));
    return worst;
  },
};

const ranks: readonly Verdict['outcome'][] = ['broken', 'holds', 'exception', 'silent'];
const rankOf = ({ outcome }: Verdict): number => ranks.indexOf(outcome);

function compare(
  { policy, change }: RatingCase,
  changed: TimeEntry,
  before: readonly Charge[],
  after: readonly Charge[],
): Verdict {
  const moved = { before: without(before, after), after: without(after, before) };
  const exception = exceptionOf([...moved.before, ...moved.after], changed, (charge) =>
    isVolumeTier(policy, charge),
  );
  if (exception !== null) return excepted(exception);
  const sums = sumsTimes3600(after);
  for (const [currency, least] of sumsTimes3600(before)) {
    const found = sums.get(currency) ?? decimal(0);
    if (found.greaterThanOrEqualTo(least)) continue;
    return broken({
      expected: `at least ${inMoney(least.dividedBy(3600), currency)}`,
      found: inMoney(found.dividedBy(3600), currency),
      change: `${changed.id} takes ${inTime(change.seconds)} longer`,
      charges: [
        { title: 'before', charges: moved.before },
        { title: 'after', charges: moved.after },
      ],
    });
  }
  return holds;
}

/** The charges that are not among the others. */
function without(charges: readonly Charge[], others: readonly Charge[]): readonly Charge[] {
  const known = new Set(others.map(textOf));
  return charges.filter((charge) => !known.has(textOf(charge)));
}

const textOf = ({ key, band, billedSeconds, pieces, unitPrice }: Charge): string =>
  JSON.stringify([key, band, billedSeconds, pieces, unitPrice]);

function exceptionOf(
  moved: readonly Charge[],
  changed: TimeEntry,
  isVolume: (charge: Charge) => boolean,
): string | null {
  if (moved.some(isVolume)) return 'volume-tiers';
  const byRule = groupBy(
    moved.filter((charge) => stepOf(charge, 'tier') !== undefined),
    ruleOf,
  ).values();
  if ([...byRule].some((charges) => new Set(charges.map(modifiersOf)).size > 1)) return 'tiers-over-bands';
  const rounded = moved.filter(
    (charge) => (stepOf(charge, 'quantity')?.policy.scope ?? 'segment') !== 'segment',
  );
  if (new Set(rounded.map((charge) => ruleOf(charge) + modifiersOf(charge))).size > 1)
    return 'rounded-over-prices';
  const bands = new Set(moved.filter(({ entryId }) => entryId === changed.id).map(({ band }) => band));
  return (changed.breakMinutes ?? 0) > 0 && bands.size > 1 ? 'break-over-bands' : null;
}

const ruleOf = ({ rateCardId, rateCardVersion, ruleId, unitPrice }: Charge): string =>
  JSON.stringify([rateCardId, rateCardVersion, ruleId ?? unitPrice]);

function modifiersOf(charge: Charge): string {
  const step = stepOf(charge, 'modifiers');
  return step === undefined ? '' : JSON.stringify([step.modifiers, step.combine]);
}

type StepOf<Code extends TraceStep['code']> = Extract<TraceStep, { readonly code: Code }>;

function stepOf<Code extends 'tier' | 'modifiers' | 'quantity'>(
  { trace }: Charge,
  code: Code,
): StepOf<Code> | undefined {
  return trace.find((step): step is StepOf<Code> => step.code === code);
}
