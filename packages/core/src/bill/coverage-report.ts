import { BillingError } from '../errors/billing-error.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { Charge } from '../rating/charge.ts';
import { type Charges, chargesOf, requireCharge } from '../rating/charges-of.ts';
import type { BlockReason, BlockedWork, ExcludedWork, ExclusionReason } from '../rating/outcome.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';

/** A number of inputs and the seconds worked on them. Expenses and products have no seconds. */
export interface Tally {
  readonly count: number;
  readonly seconds: number;
}

/** A {@link Tally} with the reasons that it is made of. */
export interface ReasonedTally<Reason extends string> extends Tally {
  /** Only reasons that occurred, in alphabetical order. */
  readonly reasons: { readonly [Each in Reason]?: Tally };
}

/** What became of everything that went into a run: each input is in exactly one of the four (R6). */
export interface CoverageReport {
  readonly inputs: Tally;
  /** Inputs with at least one charge or line, also of amount 0. */
  readonly billed: Tally;
  /** Work that an allowance or a prepaid lot paid for. */
  readonly covered: Tally;
  /** Left out on purpose. */
  readonly excluded: ReasonedTally<ExclusionReason | 'internal'>;
  /** Waiting for somebody's decision. */
  readonly blocked: ReasonedTally<BlockReason>;
  /** A report that does not add up is never made. */
  readonly addsUp: true;
}

/** What {@link coverageReport} reads. The result of a rating is such an input: it has the first five. */
export interface CoverageInput {
  /** How many time entries went in. Default: 0. */
  readonly entryCount?: number;
  /** Worked seconds of the entries that went in; left out, only counts are checked. */
  readonly entrySeconds?: number;
  /** The charges, or a call that gives them. */
  readonly charges?: Charges | (() => Iterable<Charge>);
  readonly blocked?: readonly BlockedWork[];
  readonly excluded?: readonly ExcludedWork[];
  readonly expenses?: readonly Expense[];
  readonly products?: readonly ProductCharge[];
  /** The lines that were made of the expenses and products. */
  readonly lines?: readonly InvoiceLine[];
}

/**
 * Accounts for every input of a run (R6): time entries by their charges, expenses and products by their lines. Seconds
 * are measured, not billed ones; entries that are too broken to tell theirs have 0. Hand in the result of a rating as it
 * is, or with the rest of the run beside it: `coverageReport({ ...rated, expenses, products, lines })`.
 *
 * @throws BillingError `CHARGE_INVALID` when `charges` holds something other than charges.
 * @throws BillingError `COVERAGE_INVALID` when the input is no object, or a list in it is none.
 * @throws BillingError `COVERAGE_MISMATCH` when an input is missing or is in two places: do not bill from such a result.
 * @example
 * ```ts
 * import { compileRater, coverageReport, defineCalendar, defineRateCard } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({
 *     zone: 'Europe/Berlin',
 *     business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 *   }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', date: '2026-03-02', minutes: 20 };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', serviceTypeId: 'support' },
 *   { ...work, id: 'te_2', serviceTypeId: 'travel' },
 * ]);
 * const report = coverageReport(rated);
 * console.log(report.billed.count, report.blocked.count, report.blocked.reasons['no-rate']?.seconds);
 * // => 1 1 1200
 * ```
 */
export function coverageReport(input: CoverageInput): CoverageReport {
  requireLists(input);
  const { blocked = [], excluded = [], expenses = [], products = [], lines = [] } = input;
  const internal = expenses.filter(({ kind }) => kind === 'internal');
  const entries = tallyCharges(givenCharges(input));
  const things = thingsOnLines(lines);
  const onLines =
    expenses.filter(({ id, kind }) => kind !== 'internal' && things.expenseIds.has(id)).length +
    products.filter(({ id }) => things.productIds.has(id)).length;

  const parts = {
    billed: { count: entries.ids.size + onLines, seconds: entries.seconds },
    covered: { count: 0, seconds: 0 },
    excluded: tallyReasons([
      ...excluded,
      ...internal.map(() => ({ reason: 'internal' as const, seconds: 0 })),
    ]),
    blocked: tallyReasons(blocked),
  };
  const found = addTallies(Object.values(parts));
  const count = (input.entryCount ?? 0) + expenses.length + products.length;
  const seconds = input.entrySeconds ?? found.seconds;
  requireEqual(count, found.count, 'inputs');
  // Counts can agree by accident: one input lost, another told twice.
  const twice =
    excluded.filter(({ entryId }) => entries.ids.has(entryId)).length +
    internal.filter(({ id }) => things.expenseIds.has(id)).length +
    repeats([...blocked, ...excluded].map(({ index }) => index)) +
    repeats(expenses.map(({ id }) => id)) +
    repeats(products.map(({ id }) => id));
  requireEqual(count, found.count - twice, 'inputs');
  requireEqual(seconds, found.seconds, 'seconds');
  return { inputs: { count, seconds }, ...parts, addsUp: true };
}

/** Refuses what has no lists where lists belong, before anything is counted. */
function requireLists(input: CoverageInput): void {
  if (typeof input !== 'object' || (input as unknown) === null) {
    const message = `is ${nameOfValue(input)}: hand in the result of a rating`;
    throw inputError('COVERAGE_INVALID', [{ path: [], message }]);
  }
  for (const name of ['blocked', 'excluded', 'expenses', 'products', 'lines'] as const) {
    const list: unknown = input[name];
    if (list === undefined || Array.isArray(list)) continue;
    throw inputError('COVERAGE_INVALID', [{ path: [name], message: `is ${nameOfValue(list)} and no array` }]);
  }
}

function givenCharges(input: CoverageInput): Iterable<Charge> {
  if (typeof input.charges === 'function') return chargesOf(input.charges());
  return input.charges === undefined ? [] : chargesOf(input.charges);
}

/** The entries that have charges, and their measured seconds. */
function tallyCharges(charges: Iterable<Charge>): { ids: ReadonlySet<string>; seconds: number } {
  const ids = new Set<string>();
  let seconds = 0;
  for (const charge of charges) {
    if (ids.size === 0) requireCharge(charge);
    ids.add(charge.entryId);
    seconds += charge.measuredSeconds;
  }
  return { ids, seconds };
}

/** The expenses and product charges that lines speak of. */
function thingsOnLines(lines: readonly InvoiceLine[]): {
  expenseIds: ReadonlySet<string | undefined>;
  productIds: ReadonlySet<string | undefined>;
} {
  return {
    expenseIds: new Set(lines.map(({ group }) => group.expenseId)),
    productIds: new Set(lines.map(({ group }) => group.productChargeId)),
  };
}

const repeats = (values: readonly unknown[]): number => values.length - new Set(values).size;

const addTallies = (tallies: readonly Tally[]): Tally => ({
  count: tallies.reduce((sum, { count }) => sum + count, 0),
  seconds: tallies.reduce((sum, { seconds }) => sum + seconds, 0),
});

function tallyReasons<Reason extends string>(
  items: readonly { readonly reason: Reason; readonly seconds: number }[],
): ReasonedTally<Reason> {
  const tallies = new Map<Reason, Tally>();
  for (const { reason, seconds } of items) {
    const tally = tallies.get(reason) ?? { count: 0, seconds: 0 };
    tallies.set(reason, { count: tally.count + 1, seconds: tally.seconds + seconds });
  }
  const reasons = Object.fromEntries([...tallies].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return {
    count: items.length,
    seconds: items.reduce((sum, { seconds }) => sum + seconds, 0),
    // The keys are the reasons of the items, which `fromEntries` forgets.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    reasons: reasons as { readonly [Each in Reason]?: Tally },
  };
}

function requireEqual(expected: number, found: number, unit: 'inputs' | 'seconds'): void {
  if (expected !== found) throw new BillingError('COVERAGE_MISMATCH', { expected, found, unit });
}
