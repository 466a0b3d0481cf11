import type { Charge } from '../../../rating/charge.ts';
import { inOrderOf } from '../change.ts';
import { broken, holds, type Law, silent, type Verdict } from '../law.ts';
import { distinct, rateCase, type RatingCase } from '../rating-case.ts';
import { differenceOf, textOfRated } from '../same-result.ts';

/** Hands the work in in another order. */
export const orderFree: Law<RatingCase> = {
  name: 'order-free',
  says: 'The order in which work is handed in changes nothing.',
  exceptions: {},
  judge(given) {
    const work = distinct(given.work);
    const other = inOrderOf(work, given.change.order);
    if (work.every((entry, place) => entry === other[place])) return silent;
    return sameResult(
      given,
      work,
      other,
      `The entries come in the order ${other.map(({ id }) => id).join(', ')}`,
    );
  },
};

function sameResult(
  given: RatingCase,
  work: RatingCase['work'],
  other: RatingCase['work'],
  change: string,
): Verdict {
  const [before, after] = [rateCase(given, work), rateCase(given, other)];
  if (textOfRated(before) === textOfRated(after)) return holds;
  const charges = (rated: typeof before): readonly Charge[] => Array.from(rated.charges());
  const { expected, found, moved } = differenceOf(charges(before), charges(after));
  return broken({ expected, found, change, charges: moved });
}
