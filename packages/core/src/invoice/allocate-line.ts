import { inputError } from '../errors/parse-input.ts';
import { allocateUnits } from '../money/allocate.ts';
import { requireCurrency } from '../money/arithmetic.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import { type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import { compareText } from './compare-text.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { tenTo, toScaled } from '../money/scaled.ts';

/** What one time entry contributes to a line. */
export interface EntryShare {
  readonly entryId: string;
  readonly amount: Money;
}

/**
 * Tells a line's amount per time entry (R53): in proportion to the exact amounts of its charges, so that the parts sum
 * to the line. The entries come by date, start and id, and so do the leftover cents.
 *
 * `charges` are the line's own, all of them: see {@link chargesByLine}.
 *
 * @throws BillingError `ALLOCATION_INVALID` when a charge is of an entry that is not on the line, when an entry of the
 * line has no charge, or when the line has an amount and all charges are 0.
 * @throws BillingError `CURRENCY_MISMATCH` when a charge is of another currency.
 * @example
 * ```ts
 * import {
 *   allocateLine, chargesByLine, compileRater, defineCalendar, defineRateCard, linePolicy, priceLines,
 * } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({
 *     zone: 'Europe/Berlin',
 *     business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
 *   }),
 *   rateCard: defineRateCard({
 *     id: 'standard',
 *     currency: 'EUR',
 *     rules: [{ id: 'support', price: { kind: 'hourly', rate: '100.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 };
 * const rated = rater.rate(['te_1', 'te_2', 'te_3'].map((id) => ({ ...work, id })));
 * const policy = linePolicy();
 * const charges = chargesByLine(rated, policy);
 * for (const line of priceLines(rated, policy)) {
 *   const shares = allocateLine(line, charges.get(line.key) ?? []);
 *   console.log(shares.map(({ entryId, amount }) => `${entryId} ${amount.amount}`).join(', '));
 *   // => te_1 33.34, te_2 33.33, te_3 33.33
 * }
 * ```
 */
export function allocateLine(line: InvoiceLine, charges: Iterable<Charge>): readonly EntryShare[] {
  const ordered = [...charges].toSorted(byWork);
  const scale = ordered.reduce((places, { unitPrice }) => Math.max(places, toScaled(unitPrice).scale), 0);
  const weights = new Map<string, bigint>();
  for (const charge of ordered) {
    requireCurrency({ amount: '0', currency: charge.currency }, line.amount.currency);
    weights.set(charge.entryId, (weights.get(charge.entryId) ?? 0n) + exactWeight(charge, scale));
  }
  requireSameEntries(line, weights);
  const entryIds = [...weights.keys()];
  const total = toMinorUnits(line.amount);
  if (total === 0n) return entryIds.map((entryId) => ({ entryId, amount: zero(line.amount.currency) }));
  const shares = allocateUnits(total, [...weights.values()]);
  return entryIds.map((entryId, index) => ({
    entryId,
    amount: fromMinorUnits(shares[index] ?? 0n, line.amount.currency),
  }));
}

/** The size of the exact amount. Prices on one line have one sign, so it does not change the proportions. */
function exactWeight({ unit, billedSeconds, pieces, unitPrice }: Charge, scale: number): bigint {
  const price = toScaled(unitPrice);
  const count = BigInt(unit === 'hour' ? billedSeconds : pieces);
  const weight = count * price.units * tenTo(scale - price.scale);
  return weight < 0n ? -weight : weight;
}

function requireSameEntries(line: InvoiceLine, weights: ReadonlyMap<string, bigint>): void {
  const onLine = new Set(line.entryIds);
  const stranger = [...weights.keys()].find((entryId) => !onLine.has(entryId));
  const missing = line.entryIds.find((entryId) => !weights.has(entryId));
  if (stranger === undefined && missing === undefined) return;
  const message =
    stranger === undefined
      ? `entry "${missing}" of the line has no charge`
      : `entry "${stranger}" is not on the line "${line.key}"`;
  throw inputError('ALLOCATION_INVALID', [{ path: ['charges'], message }]);
}

/** By date, then start, then entry id. Untimed work is the first of its day. */
function byWork(one: Charge, other: Charge): number {
  return (
    compareText(one.date, other.date) ||
    compareText(one.start ?? '', other.start ?? '') ||
    compareText(one.entryId, other.entryId)
  );
}
