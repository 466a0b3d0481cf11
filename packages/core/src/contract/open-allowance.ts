import { type CurrencyCode, minorDigits } from '../money/currency.ts';
import { type Decimal, decimal, toPlaces } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { textOfScaled } from '../money/scaled.ts';
import { requireMeasured } from '../rating/require-measured.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { WorkItem } from '../work/work-item.ts';
import { type Allowance, baseQuantity } from './allowance.ts';
import { allowanceMeasures, incidentKey, unitsOf, type WorkToCover } from './allowance-measure.ts';
import type { AllowanceLot } from './carry-over.ts';
import { type DayShare, partOf } from './prorate.ts';

/** What is known of an allowance when a period's work begins to draw from it. */
export interface AllowanceOpening {
  /** The first day of the period. */
  readonly period: CivilDate;
  readonly currency: CurrencyCode;
  /** What the periods before left, as {@link carryOver} gives it. Default: nothing. */
  readonly carriedIn?: readonly AllowanceLot[] | undefined;
  /** What work of the period has used before, in the unit of the lots. Default: nothing. */
  readonly used?: DecimalString | undefined;
  /**
   * What later periods have used of these quantities, where this one is billed once more after them. It can't be drawn
   * again, and is still left at the end of this period. Default: nothing.
   */
  readonly usedLater?: readonly AllowanceUse[] | undefined;
  /** The work items that were counted before, as `incidents()` told them: their later work is covered. Default: none. */
  readonly incidents?: readonly string[] | undefined;
  /** How much of the period is covered, for allowances that are prorated. Default: all of it. */
  readonly share?: DayShare | undefined;
}

/** What was taken from one period's quantity. */
export type AllowanceUse = Pick<AllowanceLot, 'period' | 'quantity'>;

/** What became of one piece of work. Covered and rest are the whole of its seconds. */
export interface AllowanceDraw {
  readonly coveredSeconds: number;
  readonly restSeconds: number;
  /** What the covered seconds used, the oldest quantity first. Empty when nothing was used. */
  readonly uses: readonly AllowanceUse[];
}

/** An allowance while the work of one period draws from it. */
export interface OpenAllowance {
  /**
   * Draws for work that the allowance covers. Call it in the order of work.
   *
   * @throws BillingError `CHARGE_INVALID` when the work has no whole number of billed seconds, or no price.
   */
  draw(work: WorkToCover): AllowanceDraw;
  /** What is left of each quantity: carried ones first, the oldest before, then the period's own. */
  left(): readonly AllowanceLot[];
  /** How much of the whole was used, for thresholds and statements: carried quantities are part of the limit. */
  use(): { readonly used: DecimalString; readonly limit: DecimalString };
  /** Says whether a work item counts already, so that its later work uses no incident. */
  counts(workItem: Pick<WorkItem, 'kind' | 'id'>): boolean;
  /** The work items that count by now, for the next opening. */
  incidents(): readonly string[];
}

/**
 * Opens an allowance for the work of one period (R60, R61). Draw in the order of work: start, then id, then part.
 *
 * What was carried in is used first, the oldest before, then the period's own quantity. Hours are drawn by billed
 * seconds × the band's burn factor; work that meets the end is split to the second, and a residue smaller than one
 * second's burn stays. Money is drawn by the price rounded half-up to the minor unit; where it ends, it pays for as
 * many seconds as what is left ÷ rate gives, half-up. An incident is used by the first work on a work item, and covers
 * the later work on it. Work priced by the piece is covered whole or not at all. Quantities are told in seconds,
 * incidents or the contract's currency.
 *
 * @throws BillingError `DECIMAL_INVALID` when a quantity is not a decimal number.
 * @throws BillingError `PERIOD_INVALID` when the share is no part of a period.
 * @throws BillingError `CURRENCY_UNKNOWN` when an allowance of money is opened in none.
 * @example
 * ```ts
 * import { defineAllowance, openAllowance } from '@billwright/core';
 *
 * const allowance = defineAllowance({ unit: 'hours', quantity: '10', burn: { 'after-hours': '1.5' } }, 'EUR');
 * const open = openAllowance(allowance, { period: '2026-03-01', currency: 'EUR' });
 * const work = { workItem: null, unit: 'hour', pieces: 0, unitPrice: '120' } as const;
 * open.draw({ ...work, band: 'business', billedSeconds: 8 * 3600 });
 * const { coveredSeconds, restSeconds } = open.draw({ ...work, band: 'after-hours', billedSeconds: 2 * 3600 });
 * console.log(coveredSeconds / 60, restSeconds / 60);
 * // => 80 40
 * ```
 */
export function openAllowance(allowance: Allowance, opening: AllowanceOpening): OpenAllowance {
  const { period, carriedIn = [], used = '0', usedLater = [] } = opening;
  const own: AllowanceLot = { period, quantity: ownQuantity(allowance, opening).toFixed(), carried: 0 };
  const lots = [...carriedIn.toSorted((a, b) => b.carried - a.carried), own];
  const quantities = lots.map(({ quantity }) => decimal(quantity));
  const before = decimal(used);
  const incidents = new Set(opening.incidents);
  const later = usedLater.map(({ quantity }) => decimal(quantity));
  const places = [...quantities, ...later, before].reduce(
    (most, value) => Math.max(most, value.decimalPlaces()),
    0,
  );
  const measure = allowanceMeasures[allowance.unit]({
    allowance,
    currency: opening.currency,
    incidents,
    places,
  });
  const { scale } = measure;
  const text = (units: bigint): DecimalString =>
    textOfScaled({ units, scale }, allowance.unit === 'money' ? scale : 0);
  const left = quantities.map((quantity) => unitsOf(quantity, scale));
  const limit = left.reduce(add, 0n);
  const kept = lots.map(({ period: of }) =>
    usedLater.reduce(
      (sum, use) => (use.period === of ? sum + unitsOf(decimal(use.quantity), scale) : sum),
      0n,
    ),
  );
  const openIn = (index: number): bigint => {
    const here = (left[index] ?? 0n) - (kept[index] ?? 0n);
    return here > 0n ? here : 0n;
  };

  function take(units: bigint): readonly AllowanceUse[] {
    let rest = units;
    return lots.flatMap(({ period: of }, index) => {
      const here = openIn(index);
      const taken = here < rest ? here : rest;
      left[index] = (left[index] ?? 0n) - taken;
      rest -= taken;
      return taken === 0n ? [] : [{ period: of, quantity: text(taken) }];
    });
  }

  take(unitsOf(before, scale));
  return {
    draw(work) {
      requireMeasured(work);
      // Work of no billed length takes nothing (R33), not even an incident.
      if (work.billedSeconds === 0) return { coveredSeconds: 0, restSeconds: 0, uses: [] };
      const { seconds, used: units } = measure.draw(
        work,
        lots.map((_, index) => openIn(index)).reduce(add, 0n),
      );
      return { coveredSeconds: seconds, restSeconds: work.billedSeconds - seconds, uses: take(units) };
    },
    left: () => lots.map((lot, index) => ({ ...lot, quantity: text(left[index] ?? 0n) })),
    use: () => ({ used: text(limit - left.reduce(add, 0n)), limit: text(limit) }),
    counts: (workItem) => incidents.has(incidentKey(workItem)),
    incidents: () => [...incidents].toSorted(),
  };
}

const add = (one: bigint, other: bigint): bigint => one + other;

/** The period's own quantity; a prorated one is rounded half-up to whole seconds, incidents or minor units. */
function ownQuantity(allowance: Allowance, { share, currency }: AllowanceOpening): Decimal {
  const whole = baseQuantity(allowance.unit, allowance.quantity);
  if (!allowance.prorate || share === undefined) return whole;
  const places = allowance.unit === 'money' ? minorDigits(currency) : 0;
  return toPlaces(partOf(whole, share), places, 'half-up');
}
