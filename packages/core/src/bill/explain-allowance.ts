import type { CurrencyCode } from '../money/currency.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';
import type { ExplainOptions } from './explain.ts';
import { billWordsOf, requirePiece, writeQuantity } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says where an allowance stands after a bill (R60, R61, R63): what was used of it and what is left, how much of that was
 * carried over from which period, what can be carried on, and which thresholds this bill has reached. One sentence for
 * each.
 *
 * @param currency the contract's, for allowances of money
 * @throws BillingError `EXPLANATION_INVALID` for something other than an allowance of a bill, or options that are no
 * object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { type BilledAllowance, explainAllowance } from '@billwright/core';
 *
 * const allowance: BilledAllowance = {
 *   componentId: 'support', unit: 'hours', used: '28800', usedHere: '28800', turn: 0, limit: '36000',
 *   uses: [], incidents: [], thresholdsCrossed: ['80'],
 *   left: [{ period: '2026-03-01', quantity: '7200', carried: 0 }],
 *   carriesOut: [{ period: '2026-03-01', quantity: '7200', carried: 1 }],
 * };
 * for (const sentence of explainAllowance(allowance, 'EUR')) console.log(sentence);
 * // => Allowance “support”: 8 h of 10 h used, 2 h left.
 * // => 2 h can be carried into the next period.
 * // => 80 % of it has been reached.
 * ```
 */
export function explainAllowance(
  allowance: BilledAllowance,
  currency: CurrencyCode,
  options: ExplainOptions = {},
): readonly string[] {
  const words = billWordsOf(options);
  requirePiece(allowance, ['componentId', 'unit', 'used', 'limit', 'left'], 'allowance of a bill');
  const { componentId, unit, used, limit, left, carriesOut, thresholdsCrossed } = allowance;
  const write = (quantity: DecimalString): string => writeQuantity(words, unit, quantity, currency);
  const carried = left.filter((lot) => lot.carried > 0 && !decimal(lot.quantity).isZero());
  return [
    words.allowance(componentId, write(used), write(limit), write(sumOf(left))),
    ...carried.map(({ quantity, period }) => words.leftOfCarried(write(quantity), period)),
    ...(carriesOut.length === 0 ? [] : [words.carriesOut(write(sumOf(carriesOut)))]),
    ...thresholdsCrossed.map((percent) => words.reached(words.notation.number(percent))),
  ].map(sentence);
}

/** The sum of what lots or uses hold. */
export function sumOf(lots: readonly { readonly quantity: DecimalString }[]): DecimalString {
  return formatDecimal(lots.reduce((total, { quantity }) => total.plus(quantity), decimal(0)));
}
