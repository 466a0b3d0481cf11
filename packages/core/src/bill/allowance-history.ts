import type { AllowanceLot } from '../contract/carry-over.ts';
import type { ContractParts } from '../contract/parts-on.ts';
import { type Decimal, decimal, formatDecimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Bill } from './bill.ts';
import type { AllowanceHistory } from './bill-facts.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';

/** Where an allowance stood after a bill, and the first day of the bill's period. */
type StateOfPeriod = BilledAllowance & { readonly of: CivilDate };

/**
 * Where the allowances of a period stand before the next bill of it, by component: those that were agreed in the same
 * unit before.
 *
 * @param from the first day of the period
 * @param bills those of the contract that stand, in the order in which they were made
 */
export function allowanceHistories(
  cover: ContractParts['cover'],
  from: CivilDate,
  bills: readonly Pick<Bill, 'period' | 'allowances'>[],
): Readonly<Record<string, AllowanceHistory>> {
  const histories = new Map<string, AllowanceHistory>();
  const last = bills.reduce((latest, { period }) => {
    const isLater = period.from < from && period.from > latest;
    return isLater ? period.from : latest;
  }, '');
  for (const { componentId, part } of cover) {
    if (part.basis !== 'allowance') continue;
    const { unit } = part.allowance;
    const states = bills.flatMap(({ period, allowances }) =>
      allowances
        .filter((state) => state.componentId === componentId && state.unit === unit)
        .map((state): StateOfPeriod => ({ ...state, of: period.from })),
    );
    if (states.length === 0) continue;
    const here = states.filter(({ of }) => of === from);
    // The bill that was made last knows what all of its period have used.
    const carriesOut = states.findLast(({ of }) => of === last)?.carriesOut ?? [];
    const later = states.filter(({ of }) => of > from).flatMap(({ uses }) => uses);
    histories.set(componentId, {
      carriedIn: stillThere(
        carriesOut,
        states.filter(({ of }) => of < from),
      ),
      // Added up, so that a bill that was voided gives back what it used.
      used: formatDecimal(total(here.map(({ usedHere }) => usedHere))),
      usedLater: later.filter(({ period }) => period <= from),
      turn: here.reduce((next, { turn }) => Math.max(next, turn + 1), 0),
      incidents: [...new Set(states.filter(({ of }) => of <= from).flatMap(({ incidents }) => incidents))],
      thresholdsRaised: here.flatMap(({ thresholdsCrossed }) => thresholdsCrossed),
    });
  }
  return Object.fromEntries(histories);
}

/** What is carried in of quantities, no more than is left of them: a period that was billed anew can have used more. */
function stillThere(
  carried: readonly AllowanceLot[],
  before: readonly StateOfPeriod[],
): readonly AllowanceLot[] {
  return carried.flatMap((lot) => {
    const whole = quantityOf(lot.period, before);
    if (whole === null) return [lot];
    const left = whole.minus(usedOf(lot.period, before));
    if (left.greaterThanOrEqualTo(lot.quantity)) return [lot];
    return left.greaterThan(0) ? [{ ...lot, quantity: formatDecimal(left) }] : [];
  });
}

/** A period's own quantity: what its last bill left of it, and what all of its bills used of it. */
function quantityOf(period: CivilDate, states: readonly StateOfPeriod[]): Decimal | null {
  const own = states.filter(({ of }) => of === period);
  const left = own.at(-1)?.left.find((lot) => lot.period === period);
  return left === undefined ? null : usedOf(period, own).plus(left.quantity);
}

const usedOf = (period: CivilDate, states: readonly StateOfPeriod[]): Decimal =>
  total(
    states
      .flatMap(({ uses }) => uses)
      .filter((use) => use.period === period)
      .map(({ quantity }) => quantity),
  );

const total = (quantities: readonly DecimalString[]): Decimal =>
  quantities.reduce((sum, quantity) => sum.plus(quantity), decimal(0));
