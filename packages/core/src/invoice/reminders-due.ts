import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { isNegative, isZero, type Money, moneySchema } from '../money/money.ts';
import { requireCurrency } from '../money/arithmetic.ts';
import { type CivilDate, civilDate, dayNumber } from '../time/civil-date.ts';
import type { Invoice } from './invoice.ts';
import { isOverdue } from './life/open-amount.ts';

/** One reminder of a schedule. */
export interface ReminderStep {
  /** Whole days after the due date, 1 or more. It is the name of the reminder, too. */
  readonly afterDays: number;
  /** What the customer is billed for it; `null` or left out: nothing. Above 0. */
  readonly fee?: Money | null | undefined;
}

/** A reminder that has come. */
export interface DueReminder {
  readonly afterDays: number;
  /** `skip`: a later one has come too, so this one is recorded and never sent. */
  readonly decision: 'send' | 'skip';
  /** To be billed by whoever sends it; `null` for none, and always for one that is skipped. */
  readonly fee: Money | null;
}

/** What {@link remindersDue} reads. */
export interface ReminderFacts {
  /** By days, the earliest first. */
  readonly schedule: readonly ReminderStep[];
  /** The `afterDays` of reminders of this invoice that were sent or skipped before. */
  readonly handled: readonly number[];
  /** The civil date in the seller's zone. */
  readonly today: CivilDate;
}

const daysSchema = z.int().min(1).max(3650);
const feeSchema = moneySchema.refine((fee) => !isZero(fee) && !isNegative(fee), 'must be above 0');

/** What a schedule of reminders must look like. */
export const reminderScheduleSchema: z.ZodType<readonly ReminderStep[], readonly ReminderStep[]> = z
  .array(z.strictObject({ afterDays: daysSchema, fee: feeSchema.nullish() }))
  .refine(
    (steps) => steps.every(({ afterDays }, index) => afterDays > (steps[index - 1]?.afterDays ?? 0)),
    'must go up: each reminder comes later than the one before',
  );

const factsSchema: z.ZodType<ReminderFacts, ReminderFacts> = z.strictObject({
  schedule: reminderScheduleSchema,
  handled: z.array(z.int()),
  today: z.string(),
});

/**
 * The reminders of an overdue invoice that have come and were not handled (R88), the earliest first. Each comes once: keep
 * what this gives, and hand it in as `handled` from then on.
 *
 * At most one is to be sent, the latest: when nobody looked for a month, or the schedule was changed, the earlier ones
 * are to be skipped. An invoice that is not overdue has none, see {@link isOverdue}.
 *
 * @throws BillingError `REMINDER_INVALID` when the schedule does not hold together.
 * @throws BillingError `CIVIL_DATE_INVALID` when `today` is not a civil date.
 * @throws BillingError `CURRENCY_MISMATCH` when a fee is of another currency than the invoice.
 * @example
 * ```ts
 * import { manualInvoice, manualLine, money, remindersDue, transitionInvoice } from '@billwright/core';
 *
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const invoice = transitionInvoice(draft, {
 *   type: 'issue', series: 'INV', sequence: 42, number: 'INV-00042', at: '2026-04-01T08:00:00Z', on: '2026-04-01',
 * });
 * const schedule = [{ afterDays: 7 }, { afterDays: 14, fee: money('5.00', 'EUR') }];
 * const [first] = remindersDue(invoice, { schedule, handled: [], today: '2026-04-22' });
 * console.log(first?.decision, first?.afterDays, first?.fee);
 * // => send 7 null
 * ```
 */
export function remindersDue(invoice: Invoice, facts: ReminderFacts): readonly DueReminder[] {
  const { schedule, handled, today } = parseInput('REMINDER_INVALID', factsSchema, facts);
  for (const { fee } of schedule) {
    if (fee != null) requireCurrency(fee, invoice.content.currency);
  }
  if (invoice.issued === null || !isOverdue(invoice, civilDate(today))) return [];
  const daysLate = dayNumber(today) - dayNumber(invoice.issued.dueOn);
  const come = schedule.filter(({ afterDays }) => afterDays <= daysLate);
  const done = new Set(handled);
  const latest = come.at(-1)?.afterDays;
  return come
    .filter(({ afterDays }) => !done.has(afterDays))
    .map(({ afterDays, fee }) =>
      afterDays === latest
        ? { afterDays, decision: 'send', fee: fee ?? null }
        : { afterDays, decision: 'skip', fee: null },
    );
}
