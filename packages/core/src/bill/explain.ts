import { BillingError } from '../errors/billing-error.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Charge } from '../rating/charge.ts';
import { requireCharge } from '../rating/charges-of.ts';
import type { BlockedWork, ExcludedWork, OwnBlockReason } from '../rating/outcome.ts';
import type { TraceStep } from '../rating/trace-step.ts';
import { german } from './words/de.ts';
import { english } from './words/en.ts';
import { french } from './words/fr.ts';
import type { Words } from './words/words.ts';

const languages: { readonly [Locale in NumberLocale]: Words } = { en: english, de: german, fr: french };

/** How {@link explain} and its like speak. */
export interface ExplainOptions {
  /** Default: `en`. */
  readonly locale?: NumberLocale | undefined;
  /**
   * What {@link explainBlocked} says of the reasons of your own exhaustion policies, in the language that is asked for:
   * what follows the colon, without a full stop. Default: the reason itself.
   */
  readonly reasons?: Readonly<Record<OwnBlockReason, string>> | undefined;
}

/** The words of a language; English when none is named. */
export function wordsOf(options: ExplainOptions): Words {
  // A language in place of the options would be answered in English.
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw explanationError(['options'], `is ${nameOfValue(options)}: write { locale: 'de' }`);
  }
  const { locale = 'en' } = options;
  if (!Object.hasOwn(languages, locale)) {
    throw new BillingError('LOCALE_UNKNOWN', { locale, known: Object.keys(languages) });
  }
  return languages[locale];
}

/** The error for what can't be explained. */
export function explanationError(path: readonly string[], message: string): BillingError {
  return inputError('EXPLANATION_INVALID', [{ path, message }]);
}

/**
 * Says why a charge costs what it costs (R45): one sentence for each decision, in the order in which it was taken.
 * An exact amount with more than four decimal places is shown with four, behind `≈`. A charge that was made without a
 * trace has no sentences.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a charge, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, explain } from '@billwright/core';
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
 * const rated = rater.rate([
 *   { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 },
 * ]);
 * for (const sentence of explain(rated.charge(0))) console.log(sentence);
 * // => Recorded for 2026-03-02 without a time of day: 20 min.
 * // => Band by the date: business hours.
 * // => Rate EUR 120.00 per hour from rule “support” of rate card “standard”, version 1970-01-01.
 * // => 20 min × EUR 120.00 per hour = EUR 40.00.
 * ```
 */
export function explain(charge: Charge, options: ExplainOptions = {}): readonly string[] {
  const { trace } = wordsOf(options);
  requireCharge(charge, 'EXPLANATION_INVALID');
  return charge.trace.map((step) => {
    // The table has the function for each code; only the compiler can't follow that the two belong together.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const say = trace[step.code] as (step: TraceStep, charge: Charge) => string;
    return say(step, charge);
  });
}

/**
 * Says why an entry can't be billed yet.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than blocked work, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainBlocked } from '@billwright/core';
 *
 * const work = { index: 0, entryId: 'te_1', customerId: 'acme', seconds: 1200, error: null };
 * console.log(explainBlocked({ ...work, reason: 'no-rate' }));
 * // => Entry “te_1” (20 min) is not billed yet: no rate card has a rule that fits.
 * ```
 */
export function explainBlocked(blocked: BlockedWork, options: ExplainOptions = {}): string {
  const { blocked: words, ownReason, notation } = wordsOf(options);
  if (!isOwnReason(Object(blocked).reason)) requireReason(blocked, words, 'blocked');
  const { reason } = blocked;
  if (!isOwnReason(reason)) return words[reason](blocked);
  const { reasons = {} } = options;
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return ownReason(blocked, known ?? notation.quote(reason.slice('own:'.length)));
}

/**
 * Says why an entry is left out of billing.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than excluded work, or options that are no object.
 * @throws BillingError `LOCALE_UNKNOWN` for a language other than `en`, `de`, `fr`.
 * @example
 * ```ts
 * import { explainExcluded } from '@billwright/core';
 *
 * const work = { index: 0, entryId: 'te_1', customerId: 'acme', seconds: 1200 };
 * console.log(explainExcluded({ ...work, reason: 'non-billable' }));
 * // => Entry “te_1” (20 min) is not billed: it is marked as not billable.
 * ```
 */
export function explainExcluded(excluded: ExcludedWork, options: ExplainOptions = {}): string {
  const words = wordsOf(options).excluded;
  requireReason(excluded, words, 'excluded');
  return words[excluded.reason](excluded);
}

const isOwnReason = (reason: unknown): reason is OwnBlockReason =>
  typeof reason === 'string' && reason.startsWith('own:');

function requireReason(work: BlockedWork | ExcludedWork, words: object, status: string): void {
  if (Object.hasOwn(words, Object(work).reason)) return;
  throw explanationError([status], `is ${nameOfValue(work)}, and no ${status} work of a rating`);
}
