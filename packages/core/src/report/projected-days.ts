import type { ContractPeriod } from '../contract/contract-period.ts';
import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { addDays, type CivilDate, dayNumber } from '../time/civil-date.ts';

/** Days of a period on which a contract is in force. */
export interface ProjectedDays {
  /** Those that are over. */
  readonly over: number;
  readonly all: number;
}

/** Counts the covered days of a period, and those of them that are over at the end of a civil date. */
export function projectedDays({ period, covered }: ContractPeriod, through: CivilDate): ProjectedDays {
  const ranges = covered.length > 0 ? covered : [period];
  const end = addDays(through, 1);
  const count = (until: (to: CivilDate) => CivilDate): number =>
    ranges.reduce((sum, { from, to }) => sum + Math.max(0, dayNumber(until(to)) - dayNumber(from)), 0);
  return { over: count((to) => (to < end ? to : end)), all: count((to) => to) };
}

/** A quantity × all days ÷ the days that are over, or `null` when none is. */
export function timesDays(quantity: DecimalString, { over, all }: ProjectedDays): DecimalString | null {
  if (over === 0) return null;
  return formatDecimal(toPlaces(decimal(quantity).times(all).dividedBy(over), 2, 'half-up'));
}
