import type { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import { apportion, largestFirst } from './apportion.ts';
import { toCommonScale } from './common-scale.ts';
import { decimal } from './decimal.ts';
import { type DecimalString, isDecimalString } from './decimal-string.ts';
import { fromMinorUnits, toMinorUnits } from './minor-units.ts';
import type { Money } from './money.ts';

/**
 * Splits an amount over parts in proportion to their weights. The parts always sum to the amount.
 *
 * Shares are cut down to the minor unit; the units left over go to the largest remainders, among equal ones to the
 * earliest part. A part of weight 0 gets nothing. A negative amount is split as the mirror image of the positive one.
 *
 * @throws BillingError `ALLOCATION_INVALID` when there is no part, no weight above 0, or a weight that is negative or
 * not a number.
 * @example
 * ```ts
 * import { allocate, money } from '@billwright/core';
 *
 * const shares = allocate(money('100.00', 'EUR'), [1, 1, 1]);
 * console.log(shares.map((share) => share.amount).join(' '));
 * // => 33.34 33.33 33.33
 * ```
 */
export function allocate(amount: Money, weights: readonly (number | DecimalString)[]): readonly Money[] {
  const shares = allocateUnits(toMinorUnits(amount), toWholeWeights(weights));
  return shares.map((units) => fromMinorUnits(units, amount.currency));
}

/**
 * Splits a whole number over parts in proportion to whole weights: the exact core of {@link allocate}.
 *
 * @throws BillingError `ALLOCATION_INVALID` when there is no part, no weight above 0, or a negative weight.
 */
export function allocateUnits(total: bigint, weights: readonly bigint[]): bigint[] {
  const negative = weights.findIndex((weight) => weight < 0n);
  if (negative !== -1) throw allocationError('a weight must be 0 or more', negative);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole === 0n) throw allocationError('at least one weight must be above 0');
  const shares = weights.map((weight) => total * weight);
  return apportion(total, shares, whole);
}

/**
 * Splits whole seconds over parts in proportion to whole weights, like {@link allocateUnits} but without `bigint` as
 * long as every product is a safe integer. The total is 0 or more.
 *
 * The shares are written into `out`, which is returned; it must not be the array of weights.
 *
 * @throws BillingError `ALLOCATION_INVALID` when there is no part, no weight above 0, or a number that is negative or
 * no safe integer.
 */
export function allocateSeconds(total: number, weights: readonly number[], out: number[] = []): number[] {
  if (!isWhole(total)) throw allocationError(`the total must be whole seconds of 0 or more, not ${total}`);
  let whole = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] ?? 0;
    if (!isWhole(weight)) throw allocationError('a weight must be a whole number of 0 or more', index);
    whole += weight;
  }
  if (whole === 0) throw allocationError('at least one weight must be above 0');
  out.length = weights.length;
  if (!Number.isSafeInteger(total * whole)) return allocateManySeconds(total, weights, out);

  let left = total;
  for (let index = 0; index < weights.length; index += 1) {
    const share = Math.floor((total * (weights[index] ?? 0)) / whole);
    out[index] = share;
    left -= share;
  }
  if (left > 0) handOut(left, total, whole, weights, out);
  return out;
}

/** Gives the seconds left over to the parts with the largest remainders. */
function handOut(
  left: number,
  total: number,
  whole: number,
  weights: readonly number[],
  out: number[],
): void {
  // Two parts never leave more than one second, so the usual case needs no sorting.
  if (left === 1) {
    let [largest, remainder] = [0, -1];
    for (let index = 0; index < weights.length; index += 1) {
      const rest = total * (weights[index] ?? 0) - (out[index] ?? 0) * whole;
      if (rest > remainder) [largest, remainder] = [index, rest];
    }
    out[largest] = (out[largest] ?? 0) + 1;
    return;
  }
  const remainders = weights.map((weight, index) => total * weight - (out[index] ?? 0) * whole);
  for (const index of largestFirst(remainders).slice(0, left)) out[index] = (out[index] ?? 0) + 1;
}

function allocateManySeconds(total: number, weights: readonly number[], out: number[]): number[] {
  const shares = allocateUnits(BigInt(total), weights.map(BigInt));
  for (const [index, share] of shares.entries()) out[index] = Number(share);
  return out;
}

const isWhole = (value: number): boolean => value >= 0 && Number.isSafeInteger(value);

function toWholeWeights(weights: readonly (number | DecimalString)[]): readonly bigint[] {
  const exact = weights.map((weight, index) => {
    const valid = typeof weight === 'number' ? Number.isFinite(weight) : isDecimalString(weight);
    if (!valid) throw allocationError(`"${weight}" is not a decimal number`, index);
    return decimal(weight);
  });
  return toCommonScale(exact).units;
}

function allocationError(message: string, index?: number): BillingError {
  const path = index === undefined ? ['weights'] : ['weights', index];
  return inputError('ALLOCATION_INVALID', [{ path, message }]);
}
