import { type ExplainOptions, wordsOf } from '../bill/explain.ts';
import { requirePiece } from '../bill/explain-words.ts';
import { sentence } from '../bill/words/notation.ts';
import { negate } from '../money/arithmetic.ts';
import type { NumberLocale } from '../money/format-money.ts';
import { isNegative, isZero, type Money } from '../money/money.ts';
import type { ItemDifference } from './difference-items.ts';
import type { DifferenceReason, ReasonCode, ReasonValues } from './difference-reason.ts';
import { valueWriters } from './difference-values.ts';
import type { DifferenceWords } from './difference-words.ts';
import { germanDifferences } from './difference-words-de.ts';
import { englishDifferences } from './difference-words-en.ts';
import { frenchDifferences } from './difference-words-fr.ts';

/** What each language says of differences. */
export const differenceWords: { readonly [Locale in NumberLocale]: DifferenceWords } = {
  en: englishDifferences,
  de: germanDifferences,
  fr: frenchDifferences,
};

/**
 * Says how an item of a comparison differs and why: a sentence with the amounts, then one for each reason. An item whose
 * amount is the same, such as work that waits for another reason, has the reasons alone after its name.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than an item of a comparison, or options that are no
 * object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainDifference, type ItemDifference, money } from '@billwright/core';
 *
 * const [least, chargeable] = [money('500.00', 'EUR'), money('330.00', 'EUR')];
 * const item: ItemDifference = {
 *   part: 'true-up', customerId: 'acme', contractId: 'c_1', period: '2026-03-01', id: 'least', serviceTypeId: null,
 *   before: money('70.00', 'EUR'), after: money('170.00', 'EUR'), change: money('100.00', 'EUR'),
 *   reasons: [{ code: 'minimum', before: money('400.00', 'EUR'), after: least }],
 * };
 * for (const sentence of explainDifference(item)) console.log(sentence);
 * // => Minimum “least”: EUR 170.00 instead of EUR 70.00, EUR 100.00 more.
 * // => Agreed minimum: EUR 500.00 instead of EUR 400.00.
 * ```
 */
export function explainDifference(item: ItemDifference, options: ExplainOptions = {}): readonly string[] {
  // Asked for its refusals.
  wordsOf(options);
  requirePiece(item, ['part', 'id', 'before', 'after', 'change', 'reasons'], 'item of a comparison');
  const words = differenceWords[options.locale ?? 'en'];
  const { part, id, reasons } = item;
  const name = id === '' ? words.parts[part] : `${words.parts[part]} ${words.notation.quote(id)}`;
  return [name + words.colon + amountsOf(item, words), ...reasons.map((reason) => say(reason, words))].map(
    sentence,
  );
}

function amountsOf({ before, after, change }: ItemDifference, words: DifferenceWords): string {
  const write = ({ amount, currency }: Money): string => words.notation.money(amount, currency);
  if (isZero(change)) return write(after);
  const by = isNegative(change) ? words.less(write(negate(change))) : words.more(write(change));
  return `${words.insteadOf(write(after), write(before))}, ${by}`;
}

function say({ code, before, after }: DifferenceReason, words: DifferenceWords): string {
  // The table has the writer for each code; only the compiler can't follow that the two belong together.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const write = valueWriters[code] as (value: ReasonValues[ReasonCode], words: DifferenceWords) => string;
  return words.codes[code] + words.colon + words.insteadOf(write(after, words), write(before, words));
}
