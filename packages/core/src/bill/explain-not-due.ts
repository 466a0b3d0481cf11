import { nameOfValue } from '../errors/name-of-value.ts';
import type { LateWork, NotDue } from './bill-work.ts';
import { type ExplainOptions, explanationError } from './explain.ts';
import { billWordsOf, requirePiece } from './explain-words.ts';
import { sentence } from './words/notation.ts';

/**
 * Says in one sentence why something that was handed in is on no line of this bill: it belongs to a later one, to
 * another contract, or to none.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than what a bill tells as not due, or options that are
 * no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainNotDue } from '@billwright/core';
 *
 * const entry = { kind: 'entry', id: 'te_1', date: '2026-04-02', seconds: 3600 } as const;
 * console.log(explainNotDue({ ...entry, reason: 'later', contractId: 'c_1' }));
 * // => Entry “te_1” (2026-04-02) belongs to a later bill.
 * ```
 */
export function explainNotDue(notDue: NotDue, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(notDue, ['kind', 'id', 'date', 'reason'], 'work that is not due');
  const { kind, id, date, reason, contractId } = notDue;
  if (!Object.hasOwn(words.notDue, reason) || !Object.hasOwn(words.things, kind)) {
    throw explanationError(['piece'], `is ${nameOfValue(notDue)}, and no work that is not due`);
  }
  const { notation } = words;
  const said = words.notDue[reason](contractId ?? '');
  return sentence(`${words.things[kind]} ${notation.quote(id)} (${notation.date(date)}) ${said}`);
}

/**
 * Says in one sentence that work of an earlier period is on this bill (R12).
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than late work of a bill, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainLate } from '@billwright/core';
 *
 * console.log(explainLate({ entryId: 'te_1', date: '2026-02-27' }));
 * // => Entry “te_1” is of 2026-02-27, before the period of this bill: it came late.
 * ```
 */
export function explainLate(late: LateWork, options: ExplainOptions = {}): string {
  const words = billWordsOf(options);
  requirePiece(late, ['entryId', 'date'], 'late work of a bill');
  return sentence(`${words.things.entry} ${words.notation.quote(late.entryId)} ${words.late(late.date)}`);
}
