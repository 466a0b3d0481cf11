import { nameOfValue } from '../errors/name-of-value.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import { roundMoney } from '../money/rounding.ts';
import type { Charge } from '../rating/charge.ts';
import { requireCharge } from '../rating/charges-of.ts';
import { type ExplainOptions, explanationError, wordsOf } from './explain.ts';
import { sentence } from './words/notation.ts';
import type { Words } from './words/words.ts';

/**
 * Says in one sentence how the amount of a line came about: its entries, their billed time, the calculation, and how
 * it was rounded. `charges` are those of the line, see {@link chargesByLine}; lines without work have none.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a line and its charges, for a line of work
 * without charges, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import {
 *   chargesByLine, compileRater, defineCalendar, defineRateCard, explainLine, linePolicy, priceLines,
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
 *     rules: [{ id: 'support', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', minutes: 20 },
 *   { ...work, id: 'te_2', minutes: 5 },
 * ]);
 * const policy = linePolicy();
 * const charges = chargesByLine(rated, policy);
 * for (const line of priceLines(rated, policy)) {
 *   console.log(explainLine(line, charges.get(line.key) ?? []));
 *   // => 2 entries, 25 min: 0.4167 h × EUR 120.00 = EUR 50.004, rounded to EUR 50.00.
 * }
 * ```
 */
export function explainLine(
  line: InvoiceLine,
  charges: readonly Charge[],
  options: ExplainOptions = {},
): string {
  const words = wordsOf(options);
  requireLine(line, charges);
  if (isCovered(line)) return coveredLine(line, words);
  const said = [
    ...(line.entryIds.length === 0 ? [] : [words.line.entries(line.entryIds.length)]),
    ...(line.unit === 'hour' ? [billedTime(charges, words)] : []),
  ].join(', ');
  const prefix = said === '' ? '' : said + words.line.colon;
  return sentence(prefix + calculation(line, charges, words));
}

/** Somebody else pays for the work of the line, so it has no charges. */
const isCovered = ({ kind, unit }: InvoiceLine): boolean => kind === 'information' && unit === 'hour';

function coveredLine({ group, quantity, entryIds }: InvoiceLine, { notation, line: say }: Words): string {
  const payer = group.accountId ?? group.componentId;
  const hours = say.hours(notation.number(quantity));
  const why = payer === undefined ? say.chargedElsewhere : say.coveredBy(payer);
  return sentence(`${say.entries(entryIds.length)}, ${hours}${say.colon}${why}`);
}

function requireLine(line: InvoiceLine, charges: readonly Charge[]): void {
  if (!Array.isArray(Object(line).entryIds)) {
    throw explanationError(['line'], `is ${nameOfValue(line)}, and no line of an invoice`);
  }
  if (!Array.isArray(charges)) {
    throw explanationError(['charges'], `is ${nameOfValue(charges)} and no array`);
  }
  if (isCovered(line)) return;
  if (charges.length > 0) return requireCharge(charges[0], 'EXPLANATION_INVALID');
  // Without its charges, an hour would be told as no time at all.
  if (line.unit === 'hour' || line.hours !== null) {
    throw explanationError(['charges'], `is empty, and the line "${line.key}" is made of charges`);
  }
}

function billedTime(charges: readonly Charge[], { notation }: Words): string {
  return notation.duration(charges.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0));
}

function calculation(line: InvoiceLine, charges: readonly Charge[], words: Words): string {
  if (line.kind === 'information') return words.line.chargedElsewhere;
  if (line.hours !== null || line.pieces !== null) return lumpCalculation(line, charges, words);
  const { notation, line: say } = words;
  const { currency } = line.amount;
  const quantity = notation.number(line.quantity);
  const product = formatDecimal(decimal(line.quantity).times(line.unitPrice));
  const exact = charges.length === 0 ? null : exactAmount(charges);
  const moved = exact !== null && roundMoney(exact, currency).amount !== line.amount.amount;
  return [
    `${line.unit === 'hour' ? say.hours(quantity) : quantity} × ${notation.money(line.unitPrice, currency)}`,
    ` ${notation.equals(product, currency)}`,
    roundingOf(product, line, words),
    moved ? say.chargesComeTo(notation.money(roundMoney(exact, currency).amount, currency)) : '',
  ].join('');
}

/** The exact sum of the charges, and that the line is 1 × amount because its quantity × unit price differs (R51). */
function lumpCalculation(line: InvoiceLine, charges: readonly Charge[], words: Words): string {
  const { notation, line: say } = words;
  const { currency } = line.amount;
  const exact = exactAmount(charges);
  const price = notation.money(charges[0]?.unitPrice ?? line.unitPrice, currency);
  const sold =
    line.hours !== null
      ? {
          product: `${billedTime(charges, words)} × ${say.perHour(price)}`,
          quantity: say.hours(notation.number(line.hours)),
        }
      : {
          product: `${notation.number(line.pieces ?? '1')} × ${price}`,
          quantity: notation.number(line.pieces ?? '1'),
        };
  return [
    `${sold.product} ${notation.equals(exact, currency)}`,
    roundingOf(exact, line, words),
    say.lump(notation.money(line.amount.amount, currency), sold.quantity),
  ].join('');
}

function roundingOf(exact: DecimalString, { amount }: InvoiceLine, { notation, line }: Words): string {
  if (decimal(exact).equals(amount.amount)) return '';
  return line.roundedTo(notation.money(amount.amount, amount.currency));
}

/** The sum of the charges to ten decimal places, from seconds and prices. */
function exactAmount(charges: readonly Charge[]): DecimalString {
  const sum = charges.reduce((total, { unit, billedSeconds, pieces, unitPrice }) => {
    const hours = decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600);
    return total.plus(hours);
  }, decimal(0));
  return formatDecimal(toPlaces(sum.dividedBy(3600), 10, 'half-up'));
}
