import { minorDigits } from '../money/currency.ts';
import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import { addDays } from '../time/civil-date.ts';
import type { BilledFee } from './bill-fees.ts';
import type { ExplainOptions } from './explain.ts';
import { billWordsOf, requirePiece, writeMoney } from './explain-words.ts';
import type { BillWords } from './words/bill-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence what a fee of a bill is for, and how its amount came about: quantity × price, and the part of
 * the period that it is for where the contract covers only that (R64).
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a fee of a bill, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { type BilledFee, explainFee, money } from '@billwright/core';
 *
 * const fee: BilledFee = {
 *   componentId: 'seats', key: 'seats', description: 'Seats', quantity: '2', unitPrice: '31.00',
 *   amount: money('40.00', 'EUR'), from: '2026-03-01', to: '2026-03-21', share: { covered: 20, full: 31 },
 *   claim: { key: 'seats', period: '2026-03-01' },
 * };
 * console.log(explainFee(fee));
 * // => Fee “Seats”, 2026-03-01 to 2026-03-20: 20 of 31 days of 2 × EUR 31.00 = EUR 40.00.
 * ```
 */
export function explainFee(fee: BilledFee, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(fee, ['componentId', 'quantity', 'unitPrice', 'amount', 'from', 'to'], 'fee of a bill');
  const { componentId, description, from, to } = fee;
  const head = `${words.lineKinds['recurring-fee']} ${words.notation.quote(description ?? componentId)}`;
  const days = words.days(from, addDays(to, -1));
  return sentence(`${head}, ${days}${words.colon}${calculation(fee, words)}`);
}

function calculation(fee: BilledFee, words: BillWords): string {
  const { quantity, unitPrice, amount, share } = fee;
  const { notation } = words;
  const price = notation.money(
    textOfScaled(toScaled(unitPrice), minorDigits(amount.currency)),
    amount.currency,
  );
  const product = `${notation.number(quantity)} × ${price}`;
  const whole = decimal(quantity).times(unitPrice);
  const part = toPlaces(whole.times(share.covered).dividedBy(share.full), 10, 'half-up');
  // A fee that is not prorated costs the whole, also in a period that is covered in part.
  const isWhole = toPlaces(whole, minorDigits(amount.currency), 'half-up').equals(amount.amount);
  const exact = formatDecimal(isWhole ? whole : part);
  const rounded = decimal(exact).equals(amount.amount) ? '' : words.roundedTo(writeMoney(words, amount));
  const what = isWhole ? product : words.partOfDays(share.covered, share.full, product);
  return `${what} ${notation.equals(exact, amount.currency)}${rounded}`;
}
