import { z } from 'zod';
import type { Bill } from '../bill/bill.ts';
import { subtract } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { isZero, type Money, zero } from '../money/money.ts';
import { exactOfCharge, exactOfMoney } from './exact-amount.ts';
import { reportedWorkSchema } from './filter-work.ts';
import { MoneyTally } from './money-tally.ts';
import { percentOf } from './percent-of.ts';
import { billFrame, requireReportable } from './read-report.ts';
import {
  type GroupableWork,
  groupOf,
  idOfGroup,
  intoGroups,
  type ReportDimension,
  reportDimensionSchema,
} from './report-group.ts';
import type { ReportedWork } from './reported-work.ts';
import { revenueOf } from './revenue-of.ts';
import { type UnknownCost, unknownCosts } from './unknown-cost.ts';

/** Revenue and cost in one currency. */
export interface MarginFigures {
  readonly currency: CurrencyCode;
  readonly revenue: Money;
  /** The known cost. */
  readonly cost: Money;
  /** Revenue less cost; `null` where some cost is not known, or the group has amounts in several currencies. */
  readonly margin: Money | null;
  /** The margin in percent of the revenue; `null` where there is no margin or no revenue. */
  readonly marginShare: DecimalString | null;
}

/** What one group earned. */
export interface MarginOfGroup {
  /** Whose it is; a work item as `ticket/4711`. `null`: nobody's, as fees are no agent's. */
  readonly id: string | null;
  /** One for each currency, by currency. */
  readonly figures: readonly MarginFigures[];
  /** Work whose cost is not known, which is not a cost of 0 (R44). By entry. */
  readonly missing: readonly UnknownCost[];
}

/** Margins of all groups and their sum. */
export interface MarginReport {
  readonly by: ReportDimension;
  /** By id, nobody's last. */
  readonly groups: readonly MarginOfGroup[];
  readonly total: Pick<MarginOfGroup, 'figures' | 'missing'>;
}

/** What {@link margin} reads. */
export interface MarginFacts {
  readonly by: ReportDimension;
  /** The work whose cost counts, billed or not. */
  readonly work: readonly ReportedWork[];
  /** The bills whose net is the revenue. Left out: the revenue is what the work is worth by its exact charges. */
  readonly bills?: readonly Bill[] | undefined;
}

const factsSchema = z.strictObject({
  by: reportDimensionSchema,
  work: reportedWorkSchema,
  bills: z.array(billFrame).optional(),
});

/**
 * What is earned per customer, contract, agent, team, service type or work item: revenue, cost, margin.
 *
 * With bills, the revenue is their net: each line is told per entry (R53), so the groups sum to the bills to the cent,
 * fees and true-ups included. Without, it is the exact charges. Sums are rounded half-up once for each currency, and the
 * groups are told so that they sum to them (R4). The cost is that of all the work handed in, also of work that nobody
 * pays for.
 *
 * @throws BillingError `REPORT_INVALID` when the work is not what `reportWork` gives, or a bill is none.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, margin, reportWork } from '@billwright/core';
 *
 * const card = (id: string, rate: string) =>
 *   defineRateCard({ id, currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate } }] });
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: card('standard', '120.00'),
 *   costBook: card('cost', '45.00'),
 * });
 * const entry = { customerId: 'acme', serviceTypeId: 'support', date: '2026-03-02', minutes: 60 };
 * const work = [
 *   { ...entry, id: 'te_1', agentId: 'ana' },
 *   { ...entry, id: 'te_2', agentId: 'ben', billable: false },
 * ];
 * const all = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * const { groups, total } = margin({ by: 'agent', work: all });
 * for (const { id, figures } of groups) console.log(id, figures[0]?.margin?.amount, figures[0]?.marginShare);
 * console.log(total.figures[0]?.margin?.amount);
 * // => ana 75.00 62.50
 * // => ben -45.00 null
 * // => 30.00
 * ```
 */
export function margin(facts: MarginFacts): MarginReport {
  requireReportable(factsSchema, facts);
  const { by, work, bills } = facts;
  const revenue = new MoneyTally();
  const names = new Set(work.map((one) => groupOf(one, by)));
  const earn = (thing: GroupableWork): string => {
    const group = groupOf(thing, by);
    names.add(group);
    return group;
  };
  if (bills === undefined) {
    for (const one of work) {
      for (const charge of one.charges) revenue.add(earn(one), exactOfCharge(charge));
    }
  }
  for (const share of (bills ?? []).flatMap(revenueOf)) revenue.add(earn(share), exactOfMoney(share.net));
  const cost = new MoneyTally();
  for (const one of work) {
    for (const charge of one.costs) cost.add(groupOf(one, by), exactOfCharge(charge));
  }
  const [earned, spent] = [revenue.settle(), cost.settle()];
  const workOf = new Map(intoGroups(work, (one) => groupOf(one, by)));
  return {
    by,
    groups: intoGroups(names, (name) => name).map(([name]) => ({
      id: idOfGroup(name),
      ...marginOf(earned.of(name), spent.of(name), workOf.get(name) ?? []),
    })),
    total: marginOf(earned.total, spent.total, work),
  };
}

function marginOf(
  revenues: readonly Money[],
  costs: readonly Money[],
  work: readonly ReportedWork[],
): Pick<MarginOfGroup, 'figures' | 'missing'> {
  const missing = unknownCosts(work);
  const currencies = [...new Set([...revenues, ...costs].map(({ currency }) => currency))].toSorted();
  const moved = [...revenues, ...costs].filter((amount) => !isZero(amount));
  return {
    missing,
    figures: currencies.map((currency) => {
      const revenue = amountIn(currency, revenues);
      const cost = amountIn(currency, costs);
      const isKnown = missing.length === 0 && moved.every((amount) => amount.currency === currency);
      const earned = isKnown ? subtract(revenue, cost) : null;
      const marginShare = earned === null ? null : percentOf(earned.amount, revenue.amount);
      return { currency, revenue, cost, margin: earned, marginShare };
    }),
  };
}

const amountIn = (currency: CurrencyCode, amounts: readonly Money[]): Money =>
  amounts.find((one) => one.currency === currency) ?? zero(currency);
