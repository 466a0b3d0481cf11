import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type CivilDate, civilDate } from '../time/civil-date.ts';

/** How the invoices of a series are numbered (R81). Plain JSON. */
export interface NumberSeries {
  readonly series: string;
  /**
   * The number, with `{sequence}`, `{year}`, `{month}` and `{series}` for what changes; all else stands as it is.
   * `{sequence:5}` has at least five digits. Year and month are those of the issue, with four and two digits.
   */
  readonly pattern: string;
  /** `yearly`: the sequence begins at 1 in each calendar year of the seller's zone. */
  readonly reset: 'never' | 'yearly';
  /** The first sequence of a series that has given no number yet; a year that begins anew begins at 1 all the same. */
  readonly startAt: number;
}

/** {@link NumberSeries} from outside. */
export interface NumberSeriesInput {
  readonly series: string;
  readonly pattern: string;
  /** Default: `never`. */
  readonly reset?: NumberSeries['reset'] | undefined;
  /** For who has given numbers elsewhere before: 1 or more. Default: 1. */
  readonly startAt?: number | undefined;
}

/** A place in a series. */
export interface NumberPlace {
  /** 1 or more. Which one is next, without a gap, is decided where numbers are stored. */
  readonly sequence: number;
  /** The civil date of issue. */
  readonly on: CivilDate;
}

const placeholder = /\{(sequence|year|month|series)(?::([1-9]|1[0-9]))?\}/g;

/** What a {@link NumberSeriesInput} must look like. */
export const numberSeriesSchema: z.ZodType<NumberSeries, NumberSeriesInput> = z
  .strictObject({
    // A "/" parts the series from the year in the key of a counter.
    series: idSchema.refine((series) => !series.includes('/'), 'must not contain "/"'),
    pattern: textSchema(60),
    reset: z.enum(['never', 'yearly']).default('never'),
    startAt: z.int().min(1).max(999_999_999_999).default(1),
  })
  .check(({ value: { pattern, reset }, issues }) => {
    const fault = faultOf(pattern, reset);
    if (fault !== null) issues.push({ code: 'custom', input: pattern, path: ['pattern'], message: fault });
  });

/**
 * Checks a series of invoice numbers.
 *
 * A pattern that could give one number to two places is refused: one without `{sequence}`, or one that begins anew each
 * year and does not tell the `{year}`. All that surrounds the sequence has a fixed length, so with both there is one way
 * only to read a number. That two series don't give the same number is for their patterns to see to; `{series}` helps.
 *
 * @throws BillingError `NUMBER_SERIES_INVALID` when the series does not hold together.
 * @example
 * ```ts
 * import { counterKey, defineNumberSeries, invoiceNumber } from '@billwright/core';
 *
 * const series = defineNumberSeries({ series: 'INV', pattern: 'INV-{year}-{sequence:5}', reset: 'yearly' });
 * console.log(invoiceNumber(series, { sequence: 42, on: '2026-03-31' }));
 * // => INV-2026-00042
 * console.log(counterKey(series, '2026-03-31'));
 * // => INV/2026
 * ```
 */
export function defineNumberSeries(input: NumberSeriesInput): NumberSeries {
  return parseInput('NUMBER_SERIES_INVALID', numberSeriesSchema, input);
}

/**
 * The number of a place in a series.
 *
 * @throws BillingError `NUMBER_SERIES_INVALID` when the sequence is not a whole number of 1 or more.
 * @throws BillingError `CIVIL_DATE_INVALID` when the day of issue is not a civil date.
 */
export function invoiceNumber({ series, pattern }: NumberSeries, { sequence, on }: NumberPlace): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) {
    const message = `${sequence} is no whole number of 1 or more`;
    throw inputError('NUMBER_SERIES_INVALID', [{ path: ['sequence'], message }]);
  }
  const [year = '', month = ''] = civilDate(on).split('-');
  const values: Readonly<Record<string, string>> = { series, year, month, sequence: String(sequence) };
  return pattern.replace(placeholder, (_, name: string, digits = '1') =>
    (values[name] ?? '').padStart(Number(digits), '0'),
  );
}

/**
 * The name of the counter that a day's next sequence comes from: one for each series, or for each of its years.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the day of issue is not a civil date.
 */
export function counterKey({ series, reset }: NumberSeries, on: CivilDate): string {
  const year = civilDate(on).slice(0, 4);
  return reset === 'yearly' ? `${series}/${year}` : series;
}

function faultOf(pattern: string, reset: NumberSeries['reset']): string | null {
  const found = [...pattern.matchAll(placeholder)];
  const names = found.map(([, name]) => name);
  const padded = found.find(([, name, digits]) => name !== 'sequence' && digits !== undefined);
  if (padded !== undefined) return `${padded[0]}: only the sequence can be padded`;
  if (/[{}]/.test(pattern.replace(placeholder, ''))) {
    return 'has braces that are not {sequence}, {sequence:5}, {year}, {month} or {series}';
  }
  if (names.filter((name) => name === 'sequence').length !== 1) {
    return 'must have {sequence} once: it is what tells two numbers apart';
  }
  const isTold = reset === 'never' || names.includes('year');
  return isTold ? null : 'must have {year}: the sequence begins anew each year, and numbers would come twice';
}
