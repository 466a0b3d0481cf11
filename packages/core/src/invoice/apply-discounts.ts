import { inputError } from '../errors/parse-input.ts';
import { allocateUnits } from '../money/allocate.ts';
import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Discount } from './discount.ts';
import { tenTo, toScaled } from '../money/scaled.ts';

/** A line that discounts are taken off, in minor units. */
export interface DiscountedLine {
  readonly key: string;
  readonly amount: bigint;
}

/** What the discounts came to, in minor units. */
export interface AppliedDiscounts {
  /** What each discount took, in the order of the discounts. */
  readonly amounts: readonly bigint[];
  /** What is left of each line, in the order of the lines. */
  readonly left: readonly bigint[];
}

/**
 * Takes discounts off lines (R83): those of lines first, then those of the document, each group in its own order and
 * each on what the ones before it left. A discount is rounded half-up once.
 *
 * A discount of the document is split over the lines in proportion to what is left of each. Only lines with the sign
 * of their sum take part, so a credit on an invoice does not grow by a discount, and no line ever changes its sign. Where
 * it names lines, the others are as if they did not stand there.
 *
 * @throws BillingError `TOTALS_INVALID` when a discount is above what is left, or its line is unknown.
 * @throws BillingError `CURRENCY_MISMATCH` when a discount is of another currency.
 */
export function applyDiscounts(
  lines: readonly DiscountedLine[],
  discounts: readonly Discount[],
  currency: CurrencyCode,
): AppliedDiscounts {
  const left = lines.map(({ amount }) => amount);
  const amounts = discounts.map(() => 0n);
  const places = new Map(lines.map(({ key }, place) => [key, place]));

  for (const [index, discount] of discounts.entries()) {
    if (discount.lineKey == null) continue;
    const place = places.get(discount.lineKey);
    if (place === undefined) {
      throw discountError(index, 'lineKey', `"${discount.lineKey}" is not the key of a line`);
    }
    const base = left[place] ?? 0n;
    const taken = discountOf(base, discount, index, currency);
    amounts[index] = taken;
    left[place] = base - taken;
  }
  for (const [index, discount] of discounts.entries()) {
    if (discount.lineKey != null) continue;
    const open = discount.lineKeys == null ? left : onlyLines(discount.lineKeys, left, places, index);
    const base = open.reduce((sum, units) => sum + units, 0n);
    const taken = discountOf(base, discount, index, currency);
    amounts[index] = taken;
    if (taken === 0n) continue;
    const shares = allocateUnits(taken, weightsOf(open, base));
    for (const [place, share] of shares.entries()) left[place] = (left[place] ?? 0n) - share;
  }
  return { amounts, left };
}

/** What is left of the lines named; of others nothing, so that they weigh nothing. */
function onlyLines(
  keys: readonly string[],
  left: readonly bigint[],
  places: ReadonlyMap<string, number>,
  index: number,
): bigint[] {
  const open = left.map(() => 0n);
  for (const [at, key] of keys.entries()) {
    const place = places.get(key);
    if (place === undefined) {
      const path = ['discounts', index, 'lineKeys', at];
      throw inputError('TOTALS_INVALID', [{ path, message: `"${key}" is not the key of a line` }]);
    }
    open[place] = left[place] ?? 0n;
  }
  return open;
}

function discountOf(base: bigint, discount: Discount, index: number, currency: CurrencyCode): bigint {
  if (discount.amount == null) {
    const { units, scale } = toScaled(discount.percent ?? '0');
    return divideRounded(base * units, tenTo(scale + 2), 'half-up');
  }
  requireCurrency(discount.amount, currency);
  const amount = toMinorUnits(discount.amount);
  if (amount === 0n || amount <= base) return amount;
  const message = `${discount.amount.amount} ${currency} is more than the ${fromMinorUnits(base, currency).amount} ${currency} that are left`;
  throw discountError(index, 'amount', message);
}

/** The size of each line that has the sign of the sum; other lines weigh nothing. */
function weightsOf(left: readonly bigint[], sum: bigint): bigint[] {
  return left.map((units) => (units < 0n === sum < 0n ? (units < 0n ? -units : units) : 0n));
}

const discountError = (index: number, field: string, message: string) =>
  inputError('TOTALS_INVALID', [{ path: ['discounts', index, field], message }]);
