import { decimal, formatDecimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type Allowance, baseQuantity } from './allowance.ts';

/** What is left of one period's own quantity, wherever it has been carried to. */
export interface AllowanceLot {
  /** The first day of the period whose own quantity it is. */
  readonly period: CivilDate;
  /** Seconds for hours, pieces for incidents, an amount for money. */
  readonly quantity: DecimalString;
  /** How many periods it has been carried through: 0 in its own, 1 in the next. */
  readonly carried: number;
}

/**
 * What enters the next period of what is left at the end of one (R61). A lot is carried through at most `maxPeriods`
 * periods; what enters together is cut to `maxQuantity`, from the oldest lot. Without a carry-over rule, nothing.
 *
 * Quantities are exact: nothing is rounded, and what is cut off is lost.
 *
 * @param left as an allowance tells it at the end of the period: the oldest lot first, the period's own last
 * @throws BillingError `DECIMAL_INVALID` when a quantity is not a decimal number.
 * @example
 * ```ts
 * import { carryOver, defineAllowance } from '@billwright/core';
 *
 * const limits = { maxPeriods: 1, maxQuantity: '2' };
 * const hours = defineAllowance({ unit: 'hours', quantity: '10', carryOver: limits }, 'EUR');
 * const [lot] = carryOver(hours, [{ period: '2026-01-01', quantity: '18000', carried: 0 }]);
 * console.log(lot?.quantity, lot?.carried);
 * // => 7200 1
 * ```
 */
export function carryOver(allowance: Allowance, left: readonly AllowanceLot[]): readonly AllowanceLot[] {
  const rule = allowance.carryOver;
  if (rule === null) return [];
  const entering = left.filter(({ carried }) => carried < rule.maxPeriods);
  const sum = entering.reduce((all, { quantity }) => all.plus(decimal(quantity)), decimal(0));
  let excess = sum.minus(baseQuantity(allowance.unit, rule.maxQuantity));
  return entering.flatMap(({ period, quantity, carried }) => {
    const whole = decimal(quantity);
    const cut = excess.lessThanOrEqualTo(0) ? decimal(0) : excess.lessThan(whole) ? excess : whole;
    excess = excess.minus(cut);
    const rest = whole.minus(cut);
    return rest.isZero() ? [] : [{ period, quantity: formatDecimal(rest), carried: carried + 1 }];
  });
}
