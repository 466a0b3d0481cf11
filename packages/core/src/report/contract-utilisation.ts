import { z } from 'zod';
import type { Bill } from '../bill/bill.ts';
import type { BilledAllowance } from '../bill/cover/allowance-source.ts';
import type { AllowanceUnit } from '../contract/allowance.ts';
import type { AllowanceLot } from '../contract/carry-over.ts';
import { compareText } from '../invoice/compare-text.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import type { MinimumScope } from '../contract/minimum-scope.ts';
import type { Period } from '../time/period.ts';
import { percentOf } from './percent-of.ts';
import { billFrame, requireReportable } from './read-report.ts';
import { intoGroups } from './report-group.ts';

/** How far an allowance was used. Quantities are seconds, incidents, or the contract's currency. */
export interface AllowanceUtilisation {
  readonly componentId: string;
  readonly unit: AllowanceUnit;
  /** The period's own quantity and what was carried in. */
  readonly limit: DecimalString;
  readonly used: DecimalString;
  readonly left: DecimalString;
  /** What of it enters the next period. Carried and lost sum to left. */
  readonly carried: DecimalString;
  /** What of it is gone when the period ends. */
  readonly lost: DecimalString;
  /** Used in percent of the limit, or `null` where the limit is 0. */
  readonly share: DecimalString | null;
}

/** What a prepaid account paid for. */
export interface PoolUtilisation {
  readonly accountId: string;
  readonly coveredSeconds: number;
  /** What was drawn of an account of money; `null` for hours. */
  readonly amount: Money | null;
}

/** A minimum that was not reached. */
export interface ShortMinimum {
  readonly componentId: string;
  readonly scope: MinimumScope;
  readonly least: Money;
  readonly chargeable: Money;
  readonly trueUp: Money;
  /** Chargeable in percent of what was promised, or `null` where that is 0. */
  readonly share: DecimalString | null;
}

/** How one period of a contract was used. */
export interface ContractUtilisation {
  readonly contractId: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly period: Period;
  /** In the order of the bill. */
  readonly allowances: readonly AllowanceUtilisation[];
  /** By account. */
  readonly pools: readonly PoolUtilisation[];
  /** The minimums that a true-up lifted. One that is not here was reached, or does not exist. */
  readonly shortMinimums: readonly ShortMinimum[];
  readonly chargedSeconds: number;
  readonly coveredSeconds: number;
}

/**
 * How contracts are used, period by period: allowances with what is carried on and what is lost, pools, and minimums
 * that were not reached. Several bills of one period count as one.
 *
 * @throws BillingError `REPORT_INVALID` when something is no bill.
 * @example
 * ```ts
 * import {
 *   billPeriod, contractUtilisation, defineCalendar, defineContract, defineRateCard, periodsDue,
 * } from '@billwright/core';
 *
 * const carryOver = { maxPeriods: 1, maxQuantity: '2' };
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10', carryOver }],
 * });
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-01-12', minutes: 300 }];
 * const [contractPeriod] = periodsDue(contract, '2026-01-31');
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-02-01T06:00:00Z' }, { rating });
 *   const [use] = contractUtilisation([bill])[0]?.allowances ?? [];
 *   console.log(use?.share, use?.left, use?.carried, use?.lost);
 * }
 * // => 50.00 18000 7200 10800
 * ```
 */
export function contractUtilisation(bills: readonly Bill[]): readonly ContractUtilisation[] {
  requireReportable(z.array(billFrame), bills, ['bills']);
  const periods = intoGroups(bills, ({ contractId, period }) => `${contractId}\0${period.from}`);
  return periods.flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { contractId, customerId, currency, period } = first;
    const covered = own.flatMap((bill) => bill.covered);
    const minimums = own.flatMap((bill) => bill.trueUps);
    const states = intoGroups(
      own.flatMap((bill) => bill.allowances),
      ({ componentId }) => componentId,
    );
    return [
      {
        contractId,
        customerId,
        currency,
        period,
        allowances: states.flatMap(([, list]) => utilisationOf(list)),
        pools: poolsOf(covered, currency),
        shortMinimums: minimums
          .map(({ componentId, scope, least, chargeable, amount }) => ({
            componentId,
            scope,
            least,
            chargeable,
            trueUp: amount,
            share: percentOf(chargeable.amount, least.amount),
          }))
          .toSorted((one, other) => compareText(one.componentId, other.componentId)),
        chargedSeconds: secondsOf(own.flatMap((bill) => bill.charges)),
        coveredSeconds: secondsOf(covered),
      },
    ];
  });
}

const secondsOf = (parts: readonly { readonly billedSeconds: number }[]): number =>
  parts.reduce((total, { billedSeconds }) => total + billedSeconds, 0);

/** What all bills of a period have used together; the last one of them, which has the most use, tells the rest. */
function utilisationOf(states: readonly BilledAllowance[]): readonly AllowanceUtilisation[] {
  const last = states.toSorted((one, other) => decimal(one.used).comparedTo(other.used)).at(-1);
  if (last === undefined) return [];
  const { componentId, unit, limit, carriesOut } = last;
  // Added up: of two bills the first may have been voided, and the second still counts it.
  const used = sumOf(states.map(({ usedHere }) => ({ quantity: usedHere })));
  const [left, carried] = [decimal(limit).minus(used), sumOf(carriesOut)];
  return [
    {
      componentId,
      unit,
      limit,
      used: used.equals(last.used) ? last.used : formatDecimal(used),
      left: formatDecimal(left),
      carried: formatDecimal(carried),
      lost: formatDecimal(left.minus(carried)),
      share: percentOf(formatDecimal(used), limit),
    },
  ];
}

const sumOf = (lots: readonly Pick<AllowanceLot, 'quantity'>[]): ReturnType<typeof decimal> =>
  lots.reduce((total, { quantity }) => total.plus(quantity), decimal(0));

function poolsOf(covered: Bill['covered'], currency: CurrencyCode): readonly PoolUtilisation[] {
  const drawn = covered.filter(({ by }) => by.kind === 'pool');
  return intoGroups(drawn, ({ by }) => by.accountId ?? '').map(([accountId, own]) => {
    const amounts = own.flatMap(({ amount }) => (amount === null ? [] : [amount]));
    return {
      accountId,
      coveredSeconds: secondsOf(own),
      amount: amounts.length === 0 ? null : sum(amounts, currency),
    };
  });
}
