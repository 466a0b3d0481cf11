import { z } from 'zod';
import { textSchema } from '../errors/text-schema.ts';
import { addDays, type CivilDate, civilDate } from '../time/civil-date.ts';

/** When an invoice is due, and what it says about paying. */
export interface PaymentTerms {
  /** Days from the issue, or from the end of its month; 0 is at once. */
  readonly days: number;
  readonly from: 'issue' | 'end-of-month';
  /** Printed on the invoice. */
  readonly instructions: string | null;
}

/** {@link PaymentTerms} from outside. */
export interface PaymentTermsInput {
  readonly days: number;
  /** Default: `issue`. */
  readonly from?: PaymentTerms['from'] | undefined;
  readonly instructions?: string | null | undefined;
}

/** What {@link PaymentTermsInput} must look like. */
export const paymentTermsSchema: z.ZodType<PaymentTerms, PaymentTermsInput> = z.strictObject({
  days: z.int().min(0).max(3650),
  from: z.enum(['issue', 'end-of-month']).default('issue'),
  instructions: textSchema(4000).nullable().default(null),
});

/**
 * The day by which an invoice is to be paid. It is overdue on the day after.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the day of issue is not a civil date, or the days are no whole number.
 * @example
 * ```ts
 * import { dueOn } from '@billwright/core';
 *
 * console.log(dueOn({ days: 14, from: 'issue', instructions: null }, '2028-02-20'));
 * // => 2028-03-05
 * console.log(dueOn({ days: 0, from: 'end-of-month', instructions: null }, '2028-02-20'));
 * // => 2028-02-29
 * ```
 */
export function dueOn({ days, from }: PaymentTerms, issuedOn: CivilDate): CivilDate {
  const day = civilDate(issuedOn);
  return addDays(from === 'issue' ? day : lastDayOfMonth(day), days);
}

function lastDayOfMonth(date: CivilDate): CivilDate {
  const first = `${date.slice(0, 8)}01`;
  // 31 days after the first of any month lies in the next one, so many days beyond the last.
  const beyond = Number(addDays(first, 31).slice(8));
  return addDays(first, 31 - beyond);
}
