import { minorDigits, type CurrencyCode } from '../money/currency.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { tenTo, toScaled } from '../money/scaled.ts';
import { toCommonScale } from '../money/common-scale.ts';
import type { Charge } from '../rating/charge.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { Allowance, AllowanceUnit } from './allowance.ts';

/**
 * What an allowance asks of work. Only money asks for the price, and only incidents for the work item. Work priced by
 * the piece is covered whole or not at all.
 */
export type WorkToCover = Pick<
  Charge,
  'band' | 'billedSeconds' | 'workItem' | 'unit' | 'pieces' | 'unitPrice'
>;

/** What one draw takes: seconds of the work, and what they use in whole units of 10 ^ -scale. */
export interface MeasuredDraw {
  readonly seconds: number;
  readonly used: bigint;
}

/** How one unit of allowance is counted. */
export interface AllowanceMeasure {
  /** Quantities are whole numbers of 10 ^ -scale of the unit. */
  readonly scale: number;
  draw(work: WorkToCover, left: bigint): MeasuredDraw;
}

interface MeasureNeeds {
  readonly allowance: Allowance;
  readonly currency: CurrencyCode;
  /** The work items that count already. */
  readonly incidents: Set<string>;
  /** Decimal places of what is carried in. */
  readonly places: number;
}

const nothing: MeasuredDraw = { seconds: 0, used: 0n };

/** How each unit is counted. */
export const allowanceMeasures: {
  readonly [Unit in AllowanceUnit]: (needs: MeasureNeeds) => AllowanceMeasure;
} = { hours: measureHours, incidents: measureIncidents, money: measureMoney };

/** Seconds × burn factor; what is left covers left ÷ factor, floored to whole seconds. */
function measureHours({ allowance, places }: MeasureNeeds): AllowanceMeasure {
  const factors = Object.entries(allowance.burn).map(([band, factor]) => [band, decimal(factor)] as const);
  const finest = toCommonScale(factors.map(([, factor]) => factor)).scale;
  const scale = Math.max(finest, places);
  const perSecond = new Map(factors.map(([band, factor]) => [band, unitsOf(factor, scale)]));
  return {
    scale,
    draw({ band, billedSeconds, unit }, left) {
      const factor = perSecond.get(band) ?? tenTo(scale);
      const need = BigInt(billedSeconds) * factor;
      if (need <= left) return { seconds: billedSeconds, used: need };
      if (unit === 'piece') return nothing;
      const covered = left / factor;
      return { seconds: Number(covered), used: covered * factor };
    },
  };
}

/** One for each work item, with all its later work. */
function measureIncidents({ incidents }: MeasureNeeds): AllowanceMeasure {
  return {
    scale: 0,
    draw({ workItem, billedSeconds }, left) {
      if (workItem === null) return nothing;
      const key = incidentKey(workItem);
      if (incidents.has(key)) return { seconds: billedSeconds, used: 0n };
      if (left < 1n) return nothing;
      incidents.add(key);
      return { seconds: billedSeconds, used: 1n };
    },
  };
}

/** The price rounded half-up to the minor unit; what is left pays for left ÷ rate, half-up to whole seconds. */
function measureMoney({ currency }: MeasureNeeds): AllowanceMeasure {
  const scale = minorDigits(currency);
  return {
    scale,
    draw({ billedSeconds, unit, pieces, unitPrice }, left) {
      const price = toScaled(unitPrice);
      const count = BigInt(unit === 'hour' ? billedSeconds : pieces * 3600) * price.units;
      const perMinorUnit = 3600n * tenTo(price.scale);
      const need = divideRounded(count * tenTo(scale), perMinorUnit, 'half-up');
      if (need <= left) return { seconds: billedSeconds, used: need };
      if (unit === 'piece') return nothing;
      const paid = divideRounded(left * perMinorUnit, price.units * tenTo(scale), 'half-up');
      // What does not pay for a second stays, like the residue of hours.
      return paid === 0n ? nothing : { seconds: Math.min(Number(paid), billedSeconds), used: left };
    },
  };
}

/** The same text for all work on one work item. */
export function incidentKey({ kind, id }: Pick<WorkItem, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/** A number in whole units of 10 ^ -scale; it has no more places than that. */
export function unitsOf(value: Decimal, scale: number): bigint {
  return BigInt(value.times(tenTo(scale)).toFixed(0));
}
