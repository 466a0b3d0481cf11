import { z } from 'zod';
import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import { billPeriod } from '../bill/bill-period.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import type { AllowanceUnit } from '../contract/allowance.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { CostOfWork, MissingCost } from '../rating/view/rated-work.ts';
import { type CivilDate, civilDate } from '../time/civil-date.ts';
import type { Period } from '../time/period.ts';
import { figuresOf, type ForecastFigures } from './forecast-figures.ts';
import { ForecastCost } from './forecast-cost.ts';
import { projectBill } from './project-bill.ts';
import { type ProjectedDays, projectedDays, timesDays } from './projected-days.ts';
import { requireReportable } from './read-report.ts';

/** How much of an allowance the period will have used if its work goes on as it did. */
export interface ForecastAllowance {
  readonly componentId: string;
  readonly unit: AllowanceUnit;
  /** Seconds, incidents, or the contract's currency, as on the bill. */
  readonly used: DecimalString;
  readonly limit: DecimalString;
  /** Used × days of the period ÷ days that are over, half-up to 2 decimals; `null` before the first of them is over. */
  readonly projected: DecimalString | null;
}

/** What a period of a contract comes to: as it stands, and if it goes on like that. */
export interface Forecast {
  readonly contractId: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly period: Period;
  /** The last day that is over. */
  readonly through: CivilDate;
  /** Days on which the contract is in force: those that are over, and all of the period. */
  readonly days: ProjectedDays;
  /** What would be invoiced if the period ended now. */
  readonly now: ForecastFigures;
  /** The projection; `null` before the first day is over. */
  readonly runRate: ForecastFigures | null;
  readonly allowances: readonly ForecastAllowance[];
  /** Work whose cost the cost book does not know; with any of it, the costs and margins are `null`. By entry. */
  readonly missingCost: readonly MissingCost[];
  /** The bill that `now` tells of. */
  readonly bill: Bill;
}

/** What {@link forecast} reads. */
export interface ForecastFacts {
  /** What is known of the period so far. */
  readonly facts: BillFacts;
  readonly policy: BillPolicy;
  /** The last civil day, in the contract's zone, that is over. */
  readonly through: CivilDate;
  /** What a rater with a cost book says of the same work. Left out: costs and margins are `null`. */
  readonly cost?: CostOfWork | null | undefined;
}

const factsSchema = z.strictObject({
  facts: z.looseObject({}),
  policy: z.looseObject({}),
  through: z.string(),
  cost: z
    .looseObject({
      charges: z.custom(
        (value) => typeof value === 'function',
        'is no function: hand in the cost of a rating',
      ),
      missing: z.array(z.looseObject({ entryId: z.string() })),
    })
    .nullish(),
});

/**
 * What the open period of a contract will come to.
 *
 * `now` is the bill of the facts so far. `runRate` projects it: the amount of each work line × days of the period ÷ days
 * that are over, half-up once a line. Days are those on which the contract is in force. Minimums, caps, discounts and
 * taxes are then applied to the projected amounts. Not projected, but counted once: fees, expenses, products, and late
 * work of earlier periods. Work that an allowance or a pool pays for stays paid for: see `allowances` for how soon that
 * ends. When the period's last day is over, the projection is the bill.
 *
 * @throws BillingError as {@link billPeriod} does.
 * @throws BillingError `REPORT_INVALID` when the facts have an unknown key, or the cost is not that of a rating.
 * @throws BillingError `CIVIL_DATE_INVALID` when `through` is not a civil date.
 * @example
 * ```ts
 * import { defineCalendar, defineContract, defineRateCard, forecast, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-06-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [
 *     { id: 'least', kind: 'commitment', amount: '500.00' },
 *     { id: 'seats', kind: 'recurring-fee', price: '50.00', quantity: '1' },
 *   ],
 * });
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-06-02', minutes: 150 }];
 * const through = '2026-06-10';
 * const [contractPeriod] = periodsDue(contract, through);
 * if (contractPeriod !== undefined) {
 *   const facts = { contract, contractPeriod, work, at: '2026-06-11T06:00:00Z' };
 *   const { now, runRate } = forecast({ facts, policy: { rating }, through });
 *   console.log(now.work.amount, now.trueUps.amount, now.net.amount);
 *   console.log(runRate?.work.amount, runRate?.trueUps.amount, runRate?.net.amount);
 * }
 * // => 300.00 200.00 550.00
 * // => 900.00 0.00 950.00
 * ```
 */
export function forecast(given: ForecastFacts): Forecast {
  requireReportable(factsSchema, given);
  const { facts, policy, cost = null } = given;
  const through = civilDate(given.through);
  const bill = billPeriod(facts, policy);
  const days = projectedDays(facts.contractPeriod, through);
  const { contractId, customerId, currency, period } = bill;
  const costs = cost === null ? null : new ForecastCost(cost, bill);
  const projection = days.over === 0 ? null : projectBill(bill, { facts, policy, days });
  return {
    contractId,
    customerId,
    currency,
    period,
    through,
    days,
    now: figuresOf(bill, costs?.upToNow() ?? null),
    runRate: projection === null ? null : figuresOf(projection, costs?.projected(days) ?? null),
    allowances: bill.allowances.map(({ componentId, unit, used, limit }) => ({
      componentId,
      unit,
      used,
      limit,
      projected: timesDays(used, days),
    })),
    missingCost: costs?.missing ?? [],
    bill,
  };
}
