import { addDays, type CivilDate, civilDate, dayNumber } from '../time/civil-date.ts';
import { type Cycle, nextPeriod, periodAt } from '../time/cycle.ts';
import { daysOf, type Period } from '../time/period.ts';
import type { Contract } from './contract.ts';
import type { DayShare } from './prorate.ts';

/** Civil days from `from` up to, not including, `to`. */
export interface DateRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** One period of a contract that has begun. */
export interface ContractPeriod {
  /** The whole period of the cycle, also where the contract covers only a part of it. */
  readonly period: Period;
  /** The days on which the contract is in force, in order. */
  readonly covered: readonly DateRange[];
  readonly share: DayShare;
  /**
   * Whether all of its covered days are over, and no more can come. What is billed in advance is due as soon as the
   * period begins; what is billed in arrears, work among it, is due when it is closed.
   */
  readonly closed: boolean;
}

/** What decides on which days a contract is in force. */
type Term = Pick<Contract, 'start' | 'end' | 'suspensions' | 'state'>;

/** What decides the periods of a contract. */
type Schedule = Term & Pick<Contract, 'zone' | 'cycle'>;

/**
 * Says whether a contract is in force on a civil date: begun, not ended, not suspended on it, and no draft.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
 */
export function inForceOn(contract: Term, date: CivilDate): boolean {
  return coveredRanges(contract, { from: date, to: addDays(date, 1) }).length > 0;
}

/** The days of a period on which a contract is in force. A draft never is. */
export function coveredRanges(contract: Term, { from, to }: DateRange): readonly DateRange[] {
  const { start, end, suspensions, state } = contract;
  if (state === 'draft') return [];
  let ranges = [{ from: later(from, start), to: end === null ? to : earlier(to, end) }];
  for (const suspended of suspensions) {
    ranges = ranges.flatMap((range) => [
      { from: range.from, to: earlier(range.to, suspended.from) },
      { from: suspended.to === null ? range.to : later(range.from, suspended.to), to: range.to },
    ]);
  }
  return ranges.filter((range) => range.from < range.to);
}

/**
 * How many civil days of a period a contract is in force: from its start, before its end, without its suspensions.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the period's `from` or `to` is not a civil date.
 * @example
 * ```ts
 * import { coveredDays, defineContract, period } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active',
 *   start: '2025-12-01', end: '2026-01-21', cycle: { frequency: 'monthly' },
 * });
 * console.log(coveredDays(contract, period('2026-01-01', '2026-02-01', 'Europe/Berlin')));
 * // => 20
 * ```
 */
export function coveredDays(contract: Term, period: DateRange): number {
  const days = { from: civilDate(period.from), to: civilDate(period.to) };
  return coveredRanges(contract, days).reduce((sum, range) => sum + lengthOf(range), 0);
}

/** The cycle of a contract, in its zone. */
export function cycleOf({ cycle, zone }: Pick<Contract, 'cycle' | 'zone'>): Cycle {
  return { ...cycle, zone };
}

/** One period of a contract's cycle as it stands at the end of a civil date. */
export function contractPeriod(contract: Schedule, period: Period, through: CivilDate): ContractPeriod {
  const covered = coveredRanges(contract, period);
  return {
    period,
    covered,
    share: { covered: coveredDays(contract, period), full: daysOf(period) },
    closed: closesOn(contract, { period, covered }) <= addDays(through, 1),
  };
}

/**
 * The day after the last one on which a contract is, or may yet be, in force in a period. While nobody knows the end of
 * a suspension it can go on in the same period, whose other days would be lost if it were billed by then.
 */
export function closesOn(
  contract: Term,
  { period, covered }: Pick<ContractPeriod, 'period' | 'covered'>,
): CivilDate {
  const { end, suspensions } = contract;
  if (suspensions.at(-1)?.to === null) return end === null ? period.to : earlier(period.to, end);
  return covered.at(-1)?.to ?? period.to;
}

/**
 * The periods of a contract that have begun by the end of a civil date, in order. Periods without a covered day are
 * left out; which of the others were billed before is for the caller to know.
 *
 * A first or last period that is covered in part has the whole period of the cycle and the covered days within. It is
 * closed when its last covered day is over: a contract that ends in the middle of a month is not billed late. One that is
 * suspended for nobody knows how long may go on in the same period, which is closed at its end.
 *
 * @param through the last day that counts, for example the last day of a month
 * @throws BillingError `CIVIL_DATE_INVALID` when `through` is not a civil date.
 * @example
 * ```ts
 * import { defineContract, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active',
 *   start: '2026-01-15', cycle: { frequency: 'monthly', anchor: '2026-01-01' },
 * });
 * for (const { period, share, closed } of periodsDue(contract, '2026-02-01')) {
 *   console.log(period.from, `${share.covered} of ${share.full} days`, closed ? 'closed' : 'open');
 * }
 * // => 2026-01-01 17 of 31 days closed
 * // => 2026-02-01 28 of 28 days open
 * ```
 */
export function periodsDue(contract: Schedule, through: CivilDate): readonly ContractPeriod[] {
  const cycle = cycleOf(contract);
  const last = addDays(through, 1);
  const until = contract.end === null ? last : earlier(last, contract.end);
  const due: ContractPeriod[] = [];
  let period = periodAt(cycle, contract.start);
  while (period.from < until) {
    const found = contractPeriod(contract, period, through);
    const [first] = found.covered;
    if (first !== undefined && first.from <= through) due.push(found);
    period = nextPeriod(cycle, period);
  }
  return due;
}

const lengthOf = ({ from, to }: DateRange): number => dayNumber(to) - dayNumber(from);
const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other);
const later = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);
