import { z } from 'zod';
import { amountIn } from '../contract/amount-schema.ts';
import { crossedThresholds, thresholdsSchema } from '../contract/quota-threshold.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import { decimal, formatDecimal, formatFixed } from '../money/decimal.ts';
import {
  type DecimalString,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from '../money/decimal-string.ts';
import { minorDigits } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { type WorkItem, workItemKinds } from '../work/work-item.ts';
import { exactOfCharge, exactOfMoney } from './exact-amount.ts';
import { reportedWorkSchema } from './filter-work.ts';
import { MoneyTally } from './money-tally.ts';
import { percentOf } from './percent-of.ts';
import { requireReportable } from './read-report.ts';
import type { ReportedWork } from './reported-work.ts';
import { type UnknownCost, unknownCosts } from './unknown-cost.ts';

/** How much work may be done, or may cost. */
export interface Budget {
  readonly id: string;
  /** The work that it is for: all that fits everything named. Nothing named: all work. */
  readonly on: {
    readonly customerId?: string | undefined;
    readonly contractId?: string | undefined;
    readonly workItem?: Pick<WorkItem, 'kind' | 'id'> | undefined;
  };
  /** What it counts: worked hours; or the money that work is worth, or that it cost. */
  readonly counts: 'hours' | 'value' | 'cost';
  /** Hours, or an amount in the budget's currency. */
  readonly quantity: DecimalString;
  /** Of budgets of money. */
  readonly currency?: CurrencyCode | undefined;
  /** The percentages of use at which somebody is told. Default: 25, 50, 75 and 100. */
  readonly thresholds?: readonly DecimalString[] | undefined;
}

/** Where a budget stands. Quantities are seconds for hours, and otherwise amounts in the budget's currency. */
export interface BudgetUse {
  readonly id: string;
  readonly counts: Budget['counts'];
  readonly used: DecimalString;
  readonly limit: DecimalString;
  /** What is left; 0 once it is used up. */
  readonly left: DecimalString;
  /** What was used above it. */
  readonly over: DecimalString;
  /** Used in percent of the limit, or `null` where the limit is 0. */
  readonly share: DecimalString | null;
  /** The thresholds that are reached and were not told before, the lowest first. */
  readonly crossed: readonly DecimalString[];
  /** What the same work came to in other currencies: it counts in no budget of this one. */
  readonly otherCurrencies: readonly Money[];
  /** For a budget of cost: work whose cost is not known. */
  readonly missing: readonly UnknownCost[];
}

/** What {@link budgetUse} reads. */
export interface BudgetFacts {
  readonly budgets: readonly Budget[];
  readonly work: readonly ReportedWork[];
  /** By the budget's id, the thresholds that somebody was told of before. */
  readonly told?: Readonly<Record<string, readonly DecimalString[]>> | undefined;
}

/** The percentages of a budget at which somebody is told, unless it says otherwise. */
const budgetThresholds: readonly DecimalString[] = ['25', '50', '75', '100'];

const frame = {
  id: idSchema,
  on: z.strictObject({
    customerId: idSchema.optional(),
    contractId: idSchema.optional(),
    workItem: z.object({ kind: z.enum(workItemKinds), id: idSchema }).optional(),
  }),
  quantity: nonNegativeDecimalSchema,
  thresholds: thresholdsSchema.optional(),
};

const moneyFrame = z
  .strictObject({ ...frame, counts: z.enum(['value', 'cost']), currency: currencySchema })
  .refine(({ quantity, currency }) => amountIn(currency).safeParse(quantity).success, {
    path: ['quantity'],
    error: 'has more decimal places than the currency',
  });

const factsSchema = z.strictObject({
  budgets: z.array(
    z.discriminatedUnion('counts', [z.strictObject({ ...frame, counts: z.literal('hours') }), moneyFrame]),
  ),
  work: reportedWorkSchema,
  told: recordSchema(z.array(positiveDecimalSchema)).optional(),
});

/**
 * How far budgets of hours and of money are used, and which thresholds somebody is to be told of: each once.
 *
 * Hours are worked ones. Money is what the work is worth: its net on bills, and its exact charges while it is on none;
 * or what it cost by the cost book. It is rounded half-up to the currency once, before it is held against the budget.
 * Fees are no work and count in no budget.
 *
 * @throws BillingError `REPORT_INVALID` when a budget does not hold together, or the work is not what `reportWork` gives.
 * @example
 * ```ts
 * import { budgetUse, compileRater, defineCalendar, defineRateCard, reportWork } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const workItem = { kind: 'project', id: 'website' } as const;
 * const work = [
 *   { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'web', workItem, date: '2026-03-02', minutes: 390 },
 * ];
 * const all = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * const budget = { id: 'website', on: { workItem }, counts: 'value', quantity: '1000.00', currency: 'EUR' } as const;
 * const [use] = budgetUse({ budgets: [budget], work: all, told: { website: ['25'] } });
 * console.log(use?.used, use?.left, use?.share, use?.crossed.join(' '));
 * // => 780.00 220.00 78.00 50 75
 * ```
 */
export function budgetUse(facts: BudgetFacts): readonly BudgetUse[] {
  requireReportable(factsSchema, facts);
  const { budgets, work, told = {} } = facts;
  return budgets.map((budget) => {
    const { id, counts, thresholds = budgetThresholds } = budget;
    const own = work.filter((one) => isFor(budget, one));
    const places = counts === 'hours' ? 0 : minorDigits(budget.currency ?? '');
    const { used, otherCurrencies } = useOf(budget, own);
    const limit = decimal(budget.quantity).times(counts === 'hours' ? 3600 : 1);
    const left = limit.minus(used);
    const write = (quantity: typeof left): DecimalString =>
      counts === 'hours' ? formatDecimal(quantity) : formatFixed(quantity, places);
    const quota = { used, limit: formatDecimal(limit) };
    return {
      id,
      counts,
      used,
      limit: write(limit),
      left: write(left.isNegative() ? decimal(0) : left),
      over: write(left.isNegative() ? left.negated() : decimal(0)),
      share: percentOf(used, quota.limit),
      crossed: crossedThresholds(quota, sorted(thresholds), Object.hasOwn(told, id) ? told[id] : []),
      otherCurrencies,
      missing: counts === 'cost' ? unknownCosts(own) : [],
    };
  });
}

const sorted = (thresholds: readonly DecimalString[]): readonly DecimalString[] =>
  thresholds.toSorted((one, other) => decimal(one).comparedTo(other));

function isFor({ on: { customerId, contractId, workItem } }: Budget, work: ReportedWork): boolean {
  return (
    (customerId === undefined || work.customerId === customerId) &&
    (contractId === undefined || work.contractId === contractId) &&
    (workItem === undefined || (work.workItem?.kind === workItem.kind && work.workItem.id === workItem.id))
  );
}

function useOf(
  { counts, currency }: Budget,
  work: readonly ReportedWork[],
): Pick<BudgetUse, 'used' | 'otherCurrencies'> {
  if (counts === 'hours') {
    const used = work.reduce((sum, { workedSeconds }) => sum + workedSeconds, 0);
    return { used: String(used), otherCurrencies: [] };
  }
  const tally = new MoneyTally();
  for (const { charges, costs, billed } of work) {
    if (counts === 'value' && billed !== null) tally.add('', exactOfMoney(billed.net));
    else for (const one of counts === 'value' ? charges : costs) tally.add('', exactOfCharge(one));
  }
  const { total } = tally.settle();
  const own = total.find((amount) => amount.currency === currency);
  return {
    used: own?.amount ?? formatFixed(decimal(0), minorDigits(currency ?? '')),
    otherCurrencies: total.filter((amount) => amount !== own),
  };
}
