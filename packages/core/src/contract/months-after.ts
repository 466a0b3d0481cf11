import type { CivilDate } from '../time/civil-date.ts';
import { type Cycle, nextPeriod, periodAt } from '../time/cycle.ts';

/**
 * The day so many months, one or more, after another. Where a month that is anchored like the cycle begins on the day,
 * one begins on the result, too: three months after 28 February, in a cycle of the 31st, is 31 May.
 */
export function monthsAfter(day: CivilDate, months: number, { anchor, zone }: Cycle): CivilDate {
  const anchored: Cycle = { frequency: 'monthly', every: 1, anchor, zone };
  const monthly = periodAt(anchored, day).from === day ? anchored : { ...anchored, anchor: day };
  let period = periodAt(monthly, day);
  for (let month = 1; month < months; month += 1) period = nextPeriod(monthly, period);
  return period.to;
}
