import { crossedThresholds } from '../../contract/quota-threshold.ts';
import { type AllowanceLot, carryOver } from '../../contract/carry-over.ts';
import type { Allowance, AllowanceUnit } from '../../contract/allowance.ts';
import type { AllowancePart } from '../../contract/component-kind.ts';
import type { ContractPeriod } from '../../contract/contract-period.ts';
import type { ExhaustionKind } from '../../contract/exhaustion-kind.ts';
import { exhaustionOf } from '../../contract/exhaustion-of.ts';
import { type AllowanceUse, openAllowance } from '../../contract/open-allowance.ts';
import type { PartOfComponent } from '../../contract/parts-on.ts';
import { takesWork } from '../../contract/work-filter.ts';
import { type CurrencyCode, minorDigits } from '../../money/currency.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import { fromMinorUnits } from '../../money/minor-units.ts';
import { toScaled, tenTo } from '../../money/scaled.ts';
import type { AllowanceHistory } from '../bill-facts.ts';
import { type CoverSource, noDraw, type QuantityLeft, type Remainder } from './cover-source.ts';

/** Where an allowance stands after the bill. Quantities are seconds, incidents or the contract's currency. */
export interface BilledAllowance {
  readonly componentId: string;
  readonly unit: AllowanceUnit;
  /** What the period has used, earlier bills of it included. */
  readonly used: DecimalString;
  /** What this bill has used. */
  readonly usedHere: DecimalString;
  /** The same by the period whose quantity it is, the oldest first. */
  readonly uses: readonly AllowanceUse[];
  /** How many bills of the period used it before: 0 for the first. */
  readonly turn: number;
  /** Its own quantity and what was carried in. */
  readonly limit: DecimalString;
  /** What is left of each quantity: carried ones first, the period's own last. */
  readonly left: readonly AllowanceLot[];
  /** What enters the next period, if this bill is the period's last (R61). */
  readonly carriesOut: readonly AllowanceLot[];
  /** The work items that count from this bill on: later work on them uses nothing more (R66). */
  readonly incidents: readonly string[];
  /** The thresholds that this bill has reached, and no bill of the period before it (R63). */
  readonly thresholdsCrossed: readonly DecimalString[];
}

/** An allowance as a source, and what is to be told of it at the end. */
export interface AllowanceSource extends CoverSource {
  state(): BilledAllowance;
  leftNow(): QuantityLeft;
}

/** What an allowance is opened with. */
export interface AllowanceSetting {
  readonly contractPeriod: ContractPeriod;
  readonly currency: CurrencyCode;
  readonly history: AllowanceHistory | undefined;
  /** Policies of the caller's own. */
  readonly exhaustionKinds: readonly ExhaustionKind[] | undefined;
}

/** Opens an allowance of a contract for the work of one bill. */
export function allowanceSource(
  { componentId, part: { allowance } }: PartOfComponent<AllowancePart>,
  { contractPeriod: { period, share }, currency, history = {}, exhaustionKinds }: AllowanceSetting,
): AllowanceSource {
  const { carriedIn, used, usedLater, incidents = [], thresholdsRaised, turn = 0 } = history;
  const { unit, thresholds } = allowance;
  const open = openAllowance(allowance, {
    period: period.from,
    currency,
    share,
    carriedIn,
    used,
    usedLater,
    incidents,
  });
  const usesHere: AllowanceUse[] = [];
  const paysMoney = unit === 'money';
  return {
    by: { kind: 'allowance', componentId, accountId: null },
    needsPrice: paysMoney,
    remainder: remainderOf(allowance, componentId, exhaustionKinds),
    // Work without a work item is no incident, so it is not above the incidents either.
    takes: ({ facts, band, workItem }) =>
      takesWork(allowance.covers, facts, band) && (unit !== 'incidents' || workItem !== null),
    draw(work) {
      const { coveredSeconds, uses } = open.draw(work);
      usesHere.push(...uses);
      if (!paysMoney) return { ...noDraw, coveredSeconds, uses };
      // What costs nothing is not paid for: it stays on the bill, with its price of 0 (R5).
      if (uses.length === 0) return noDraw;
      return { ...noDraw, coveredSeconds, uses, amount: sumOf(uses, currency) };
    },
    leftNow() {
      const left = open.left().reduce((sum, { quantity }) => sum.plus(quantity), decimal(0));
      return { unit, quantity: formatDecimal(left) };
    },
    state() {
      const use = open.use();
      const left = open.left();
      return {
        componentId,
        unit,
        ...use,
        usedHere: formatDecimal(decimal(use.used).minus(used ?? '0')),
        uses: byPeriod(usesHere),
        turn,
        left,
        carriesOut: carryOver(allowance, left),
        incidents: open.incidents().filter((item) => !incidents.includes(item)),
        thresholdsCrossed: crossedThresholds(use, thresholds, thresholdsRaised),
      };
    },
  };
}

/** Uses added up by the period whose quantity they are, the earliest first. */
function byPeriod(uses: readonly AllowanceUse[]): readonly AllowanceUse[] {
  const sums = new Map<string, ReturnType<typeof decimal>>();
  for (const { period, quantity } of uses) sums.set(period, (sums.get(period) ?? decimal(0)).plus(quantity));
  return [...sums]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([period, sum]) => ({ period, quantity: formatDecimal(sum) }));
}

function remainderOf(
  allowance: Allowance,
  componentId: string,
  exhaustionKinds: AllowanceSetting['exhaustionKinds'],
): Remainder {
  const above = exhaustionOf(allowance, exhaustionKinds);
  if (above.rest === 'hold') return { kind: 'block', reason: above.reason };
  if (above.rest === 'rate') return { kind: 'overage', componentId, rate: above.rate };
  const { factor } = above;
  if (decimal(factor).equals(1)) return { kind: 'charge' };
  return { kind: 'factor', componentId, policy: allowance.exhausted, factor };
}

function sumOf(uses: readonly { readonly quantity: DecimalString }[], currency: CurrencyCode) {
  const places = minorDigits(currency);
  const units = uses.reduce((sum, { quantity }) => {
    const { units: own, scale } = toScaled(quantity);
    return sum + own * tenTo(places - scale);
  }, 0n);
  return fromMinorUnits(units, currency);
}
