import { requireCurrency } from '../money/arithmetic.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Money } from '../money/money.ts';
import type { CapPart } from './component-kind.ts';

/** Something that a cap limits: a line, or the charges of an entry. */
export interface CappedAmount {
  readonly key: string;
  readonly amount: Money;
}

/** What a cap left of an amount: both together are the amount. */
export interface CapResult {
  readonly key: string;
  /** What is billed. */
  readonly billed: Money;
  /** What lies above the cap: written down, or blocked until somebody decides. */
  readonly above: Money;
}

/**
 * Holds amounts against a cap (R65), in their order. Amounts are whole minor units, so nothing is rounded: what is billed
 * and what lies above are each amount again.
 *
 * `write-down`: each amount is billed as far as it fits, the rest is written down. `block`: the first amount that does
 * not fit as a whole is blocked with all that come after it, so that no later work overtakes earlier work. Amounts below
 * 0 always pass, and make room.
 *
 * @param before what the cap's period, or the contract's life, was billed before
 * @throws BillingError `CURRENCY_MISMATCH` when an amount is of another currency.
 * @example
 * ```ts
 * import { applyCap, money } from '@billwright/core';
 *
 * const cap = { limit: money('170.00', 'EUR'), above: 'write-down' } as const;
 * const lines = [
 *   { key: 'visit', amount: money('15.00', 'EUR') },
 *   { key: 'call', amount: money('7.00', 'EUR') },
 * ];
 * for (const { key, billed, above } of applyCap(cap, lines, money('160.00', 'EUR'))) {
 *   console.log(key, billed.amount, above.amount);
 * }
 * // => visit 10.00 5.00
 * // => call 0.00 7.00
 * ```
 */
export function applyCap(
  { limit, above: treatment }: Pick<CapPart, 'limit' | 'above'>,
  amounts: readonly CappedAmount[],
  before: Money,
): readonly CapResult[] {
  const { currency } = limit;
  requireCurrency(before, currency);
  let room = toMinorUnits(limit) - toMinorUnits(before);
  let full = false;
  return amounts.map(({ key, amount }) => {
    requireCurrency(amount, currency);
    const units = toMinorUnits(amount);
    const fitting = units <= 0n || units <= room ? units : room > 0n ? room : 0n;
    full ||= fitting < units;
    const billed = treatment === 'block' && full && units > 0n ? 0n : fitting;
    room -= billed;
    return { key, billed: fromMinorUnits(billed, currency), above: fromMinorUnits(units - billed, currency) };
  });
}
