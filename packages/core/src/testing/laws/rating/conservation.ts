import { broken, holds, type Law, silent, type Verdict } from '../law.ts';
import { rateCase, type RatingCase } from '../rating-case.ts';
import { groupBy, inTime, sumBy } from '../sums.ts';
import { workedSeconds } from '../worked-seconds.ts';

/** Counts each entry, and its seconds, without asking the rater how long it was. */
export const conservation: Law<RatingCase> = {
  name: 'conservation',
  says: 'Every entry is charged, excluded or blocked, exactly one of them, with all of its seconds.',
  exceptions: {},
  judge(given) {
    if (given.work.length === 0) return silent;
    const rated = rateCase(given);
    const charges = groupBy(rated.charges(), ({ entryId }) => entryId);
    const left = new Map([...rated.blocked, ...rated.excluded].map((one) => [one.index, one]));
    for (const [index, entry] of given.work.entries()) {
      const own = charges.get(entry.id) ?? [];
      const out = left.get(index);
      // Of entries with one id only one is rated, and the charges are that one's.
      if (out !== undefined && given.work.some((other) => other !== entry && other.id === entry.id)) continue;
      const worked = workedSeconds(entry);
      const found = out?.seconds ?? sumBy(own, ({ measuredSeconds }) => measuredSeconds);
      const shown = [{ title: 'charges', charges: own }];
      const lost = (expected: string, what: string): Verdict =>
        broken({ expected: `${entry.id}: ${expected}`, found: what, charges: shown });
      if (out === undefined && own.length === 0) return lost('charged, excluded or blocked', 'none of them');
      if (out !== undefined && own.length > 0)
        return lost('either charged or not', `charged and ${out.reason}`);
      if (worked !== null && worked >= 0 && out?.reason !== 'invalid' && found !== worked)
        return lost(inTime(worked), inTime(found));
    }
    const counted = charges.size + left.size;
    if (counted !== given.work.length)
      return broken({ expected: `${given.work.length} entries`, found: `${counted} entries` });
    return holds;
  },
};
