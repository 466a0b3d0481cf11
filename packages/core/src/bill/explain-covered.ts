import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Bill } from './bill.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import type { ExplainOptions } from './explain.ts';
import { sumOf } from './explain-allowance.ts';
import { billWordsOf, requirePiece, writeQuantity } from './explain-words.ts';
import type { BillWords } from './words/bill-words.ts';
import { sentence } from './words/notation.ts';

/** What {@link explainCovered} reads of a bill: a whole bill will do. */
export type BillOfCovered = Pick<Bill, 'period' | 'currency' | 'allowances' | 'postings'>;

/**
 * Says in one sentence who pays for work that costs nothing on this bill, and what it took: how much of an allowance,
 * with the burn factor of its band and what was carried over (R60, R61); which lots of a prepaid account (R70, R71); or
 * the incident that was billed before (R66).
 *
 * @param bill the bill that the work is on
 * @throws BillingError `EXPLANATION_INVALID` for something other than covered work of a bill, or options that are no
 * object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import {
 *   billPeriod, defineCalendar, defineContract, defineRateCard, explainCovered, periodsDue,
 * } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10', burn: { weekend: '1.5' } }],
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const sunday = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-08' };
 * if (contractPeriod !== undefined) {
 *   const work = [{ ...sunday, minutes: 80 }];
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   for (const covered of bill.covered) console.log(explainCovered(covered, bill));
 * }
 * // => Entry “te_1”, 1 h 20 min on the weekend: covered by the allowance “support”; uses 2 h of it (× 1.5).
 * ```
 */
export function explainCovered(
  covered: CoveredWork,
  bill: BillOfCovered,
  options: ExplainOptions = {},
): string {
  const words = billWordsOf(options);
  requirePiece(
    covered,
    ['entryId', 'billedSeconds', 'band', 'by', 'uses', 'postings'],
    'covered work of a bill',
  );
  requirePiece(bill, ['period', 'currency', 'allowances', 'postings'], 'bill');
  const { entryId, billedSeconds, band, by } = covered;
  const who = words.covered[by.kind](by.accountId ?? by.componentId ?? '');
  const head = words.entry(entryId, words.notation.duration(billedSeconds), band);
  const taken = { allowance: usesOf, pool: drawsOf, incident: () => [] }[by.kind](covered, bill, words);
  return sentence(head + words.colon + [who, ...taken].join(words.semicolon));
}

function usesOf(
  { uses, billedSeconds, by }: CoveredWork,
  { period, currency, allowances }: BillOfCovered,
  words: BillWords,
): readonly string[] {
  const unit = allowances.find(({ componentId }) => componentId === by.componentId)?.unit ?? 'hours';
  if (uses.length === 0) return unit === 'incidents' ? [words.countedBefore] : [];
  const write = (quantity: DecimalString): string => writeQuantity(words, unit, quantity, currency);
  const used = sumOf(uses);
  const burn = decimal(used).dividedBy(billedSeconds === 0 ? 1 : billedSeconds);
  const factor = unit !== 'hours' || burn.equals(1) ? null : formatDecimal(toPlaces(burn, 4, 'half-up'));
  return [
    words.uses(write(used), factor === null ? null : words.notation.number(factor)),
    ...uses
      .filter((use) => use.period !== period.from)
      .map((use) => words.usesCarried(write(use.quantity), use.period)),
  ];
}

function drawsOf(
  { amount, postings: keys, by }: CoveredWork,
  { postings, currency }: BillOfCovered,
  words: BillWords,
): readonly string[] {
  const paid = new Set(keys);
  const unit = amount === null ? 'hours' : 'money';
  const draws = postings.filter(({ key, accountId }) => accountId === by.accountId && paid.has(key));
  return draws.map(({ quantity, lotId }) =>
    words.draws(writeQuantity(words, unit, quantity.replace(/^-/, ''), currency), words.lot(lotId)),
  );
}
