import { z } from 'zod';
import type { DecimalString } from '../money/decimal-string.ts';
import { subtract } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { type Money, zero } from '../money/money.ts';
import { type ExactAmount, exactOfCharge, exactOfMoney, plusExact, timesFraction } from './exact-amount.ts';
import { reportedWorkSchema } from './filter-work.ts';
import { MoneyTally } from './money-tally.ts';
import { percentOf } from './percent-of.ts';
import { requireReportable } from './read-report.ts';
import {
  groupOf,
  idOfGroup,
  intoGroups,
  type ReportDimension,
  reportDimensionSchema,
} from './report-group.ts';
import type { ReportedWork } from './reported-work.ts';
import { timeOf, type WorkTime } from './work-time.ts';

/** What the work that is on bills was worth by the rate cards, and what bills made of it, in one currency. */
export interface RealisedValue {
  readonly currency: CurrencyCode;
  /** By the exact charges of the rating. */
  readonly list: Money;
  /** Less: the list value of entries of which an allowance or a pool pays for a part, above what they are charged. */
  readonly covered: Money;
  /** Less: other differences between list and line, such as terms of the contract, and cents of rounding. */
  readonly repriced: Money;
  /** Less: discounts, caps that write down, and tax that prices contain. */
  readonly writtenDown: Money;
  /** What is left: the net of the work on its bills. */
  readonly billed: Money;
  /** Billed in percent of list, or `null` where the list value is 0. */
  readonly realisation: DecimalString | null;
}

/** From worked to billed, for one group or all. */
export interface Realisation extends WorkTime {
  /** Billable of worked time in percent, or `null` where nobody worked. */
  readonly billableShare: DecimalString | null;
  /** Billable time in percent of the time that people had, or `null` where that is not known. */
  readonly utilisation: DecimalString | null;
  /** Billed of billable time in percent, or `null` where nothing is billable. */
  readonly billedShare: DecimalString | null;
  /** By currency. */
  readonly values: readonly RealisedValue[];
}

/** The realisation of one group. */
export interface RealisationOfGroup extends Realisation {
  /** `null` for the work of nobody. */
  readonly id: string | null;
}

/** What {@link realisation} reads. */
export interface RealisationFacts {
  readonly work: readonly ReportedWork[];
  readonly by: ReportDimension;
  /** The seconds that people had for work, by the id of the group. Left out: utilisation is `null`. */
  readonly capacity?: Readonly<Record<string, number>> | undefined;
}

/** Realisations of all groups and of the whole. */
export interface RealisationReport {
  /** By id, nobody's last. */
  readonly groups: readonly RealisationOfGroup[];
  readonly total: Realisation;
}

const factsSchema = z.strictObject({
  work: reportedWorkSchema,
  by: reportDimensionSchema,
  capacity: z.record(z.string(), z.int().min(0)).optional(),
});

/**
 * How much of worked time is billable, how much of that is billed, and how much of its list value reaches the invoice:
 * utilisation and realisation, with everything that lies between told apart. `list − covered − repriced − writtenDown =
 * billed`, to the cent, in each group and in the whole; groups sum to the whole.
 *
 * The list value is that of the rating handed to `reportWork`; with the standard card it is what the work would cost
 * without any contract.
 *
 * @throws BillingError `REPORT_INVALID` when the work is not what `reportWork` gives, or a capacity is no whole number
 * of seconds.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, realisation, reportWork } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const entry = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
 * const work = [{ ...entry, id: 'te_1', minutes: 360 }, { ...entry, id: 'te_2', minutes: 120, billable: false }];
 * const all = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * const { total } = realisation({ work: all, by: 'agent', capacity: { ana: 8 * 3600 } });
 * console.log(total.billableShare, total.utilisation, total.billedShare);
 * // => 75.00 75.00 0.00
 * ```
 */
export function realisation(facts: RealisationFacts): RealisationReport {
  requireReportable(factsSchema, facts);
  const { work, by, capacity } = facts;
  const parts = new ValueParts();
  for (const one of work) parts.add(groupOf(one, by), one);
  const settled = parts.settle();
  const names = new Set([...work.map((one) => groupOf(one, by)), ...Object.keys(capacity ?? {})]);
  const workOf = new Map(intoGroups(work, (one) => groupOf(one, by)));
  const hours = capacity === undefined ? null : Object.values(capacity).reduce((sum, own) => sum + own, 0);
  return {
    groups: intoGroups(names, (name) => name).map(([name]) => ({
      id: idOfGroup(name),
      ...tell(workOf.get(name) ?? [], ownCapacity(capacity, name), settled.of(name)),
    })),
    total: tell(work, hours, settled.total),
  };
}

const ownCapacity = (capacity: RealisationFacts['capacity'], name: string): number | null =>
  capacity !== undefined && Object.hasOwn(capacity, name) ? (capacity[name] ?? null) : null;

function tell(
  work: readonly ReportedWork[],
  capacity: number | null,
  values: readonly RealisedValue[],
): Realisation {
  const time = timeOf(work);
  return {
    ...time,
    billableShare: percentOf(time.billableSeconds, time.workedSeconds),
    utilisation: capacity === null ? null : percentOf(time.billableSeconds, capacity),
    billedShare: percentOf(time.billedSeconds, time.billableSeconds),
    values,
  };
}

/** The list value of billed work and what became of it. What is told last is what is left, so that all sums hold. */
class ValueParts {
  readonly #list = new MoneyTally();
  readonly #covered = new MoneyTally();
  readonly #amount = new MoneyTally();
  readonly #billed = new MoneyTally();

  add(group: string, { billed, charges }: ReportedWork): void {
    if (billed === null) return;
    const { currency } = billed.net;
    const amount = exactOfMoney(billed.amount);
    // Work in another currency than its bill has no list value that could be compared.
    const own = charges.filter((charge) => charge.currency === currency).map(exactOfCharge);
    const list = own.reduce<ExactAmount>(plusExact, { currency, numerator: 0n, denominator: 1n });
    this.#list.add(group, list);
    this.#amount.add(group, amount);
    this.#billed.add(group, exactOfMoney(billed.net));
    const covered = billed.coveredSeconds > 0 ? plusExact(list, timesFraction(amount, -1, 1)) : null;
    this.#covered.add(group, covered ?? { currency, numerator: 0n, denominator: 1n });
  }

  settle(): {
    readonly total: readonly RealisedValue[];
    readonly of: (group: string) => readonly RealisedValue[];
  } {
    const [list, covered, amount, billed] = [this.#list, this.#covered, this.#amount, this.#billed].map(
      (tally) => tally.settle(),
    );
    const values = (pick: (settled: typeof list) => readonly Money[]): readonly RealisedValue[] =>
      pick(list).map((whole) => {
        const { currency } = whole;
        const inIt = (settled: typeof list): Money =>
          pick(settled).find((one) => one.currency === currency) ?? zero(currency);
        const [paid, printed, net] = [inIt(covered), inIt(amount), inIt(billed)];
        return {
          currency,
          list: whole,
          covered: paid,
          repriced: subtract(subtract(whole, paid), printed),
          writtenDown: subtract(printed, net),
          billed: net,
          realisation: percentOf(net.amount, whole.amount),
        };
      });
    return {
      total: values((settled) => settled?.total ?? []),
      of: (group) => values((settled) => settled?.of(group) ?? []),
    };
  }
}
