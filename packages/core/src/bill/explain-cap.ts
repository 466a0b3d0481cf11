import { isZero } from '../money/money.ts';
import type { BilledCap } from './bill-caps.ts';
import type { ExplainOptions } from './explain.ts';
import { billWordsOf, requirePiece, writeMoney } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence what a cap did to a bill (R65): its limit, what was billed under it now and before, and what
 * became of the rest.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a cap of a bill, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainCap, money, zero } from '@billwright/core';
 *
 * const limit = money('300.00', 'EUR');
 * const cap = { componentId: 'project', limit, before: zero('EUR'), billed: limit, above: money('180.00', 'EUR') };
 * console.log(explainCap({ ...cap, treatment: 'write-down' }));
 * // => Cap “project” of EUR 300.00: EUR 300.00 billed under it; EUR 180.00 above it is written off.
 * ```
 */
export function explainCap(cap: BilledCap, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(cap, ['componentId', 'limit', 'before', 'billed', 'above', 'treatment'], 'cap of a bill');
  const { componentId, limit, before, billed, above, treatment } = cap;
  const write = writeMoney.bind(null, words);
  return sentence(
    [
      words.cap(componentId, write(limit), write(billed)),
      ...(isZero(before) ? [] : [words.cappedBefore(write(before))]),
      ...(isZero(above) ? [] : [words.aboveCap[treatment](write(above))]),
    ].join(words.semicolon),
  );
}
