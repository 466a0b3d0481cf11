import { z } from 'zod';
import { textSchema } from '../errors/text-schema.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';

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

/** The day by which an invoice is to be paid. It is overdue on the day after. */
export function dueOn(terms: PaymentTerms, issuedOn: CivilDate): CivilDate {
  return addDays(terms.from === 'issue' ? issuedOn : lastDayOfMonth(issuedOn), terms.days);
}

function lastDayOfMonth(date: CivilDate): CivilDate {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return addDays(`${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`, -1);
}
