import type { TimeEntry } from '../../../work/time-entry.ts';
import { broken, holds, type Law } from '../law.ts';
import { rateCase, type RatingCase } from '../rating-case.ts';
import { differenceOf, textOfRated } from '../same-result.ts';

/** Rates the work twice, the second time a copy of it that was stored and read again. */
export const reratingIdempotent: Law<RatingCase> = {
  name: 'rerating-idempotent',
  says: 'Rating again, also what was stored and read again, gives the same result and changes no entry.',
  exceptions: {},
  judge(given) {
    const stored = JSON.stringify(given.work);
    const first = rateCase(given);
    const text = textOfRated(first);
    // What was written as JSON by these types reads as these types.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const again = rateCase(given, JSON.parse(stored) as readonly TimeEntry[]);
    if (JSON.stringify(given.work) !== stored)
      return broken({ expected: 'the entries as they were', found: JSON.stringify(given.work) });
    if (textOfRated(again) === text) return holds;
    const { expected, found, moved } = differenceOf(Array.from(first.charges()), Array.from(again.charges()));
    return broken({ expected, found, change: 'The work is rated a second time', charges: moved });
  },
};
