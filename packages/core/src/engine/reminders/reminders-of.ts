import type { Invoice } from '../../invoice/invoice.ts';
import { isOverdue } from '../../invoice/life/open-amount.ts';
import { type DueReminder, type ReminderStep, remindersDue } from '../../invoice/reminders-due.ts';
import { type CivilDate, dayNumber } from '../../time/civil-date.ts';
import { type Notice, toldOf } from '../records/notices.ts';
import type { Unit } from '../unit.ts';

/** What has come for an overdue invoice and was not told yet. */
export interface OverdueInvoice {
  readonly invoice: Invoice;
  readonly daysOverdue: number;
  /** Whether nobody looked at it since it became overdue. */
  readonly isNew: boolean;
  readonly reminders: readonly DueReminder[];
}

/** Under which notices are kept: those of an invoice that was issued anew, with another due date, are others. */
export const noticesOf = ({ id, issued }: Invoice): Notice['subject'] => ({
  kind: 'invoice',
  id: `${id}@${issued?.dueOn ?? ''}`,
});

/** The name of the notice that an invoice became overdue. */
export const overdueNotice = 'overdue';

/** The name of the notice of a reminder. */
export const reminderNotice = (afterDays: number): string => `reminder:${afterDays}`;

/**
 * What has come for an invoice by a day, or `null` when there is nothing to tell (R88). A step with a fee in another
 * currency comes without the fee.
 */
export async function remindersOf(
  unit: Unit,
  invoice: Invoice,
  schedule: readonly ReminderStep[],
  today: CivilDate,
): Promise<OverdueInvoice | null> {
  if (invoice.issued === null || !isOverdue(invoice, today)) return null;
  const told = await toldOf(unit, noticesOf(invoice));
  const { currency } = invoice.content;
  const steps = schedule.map(({ afterDays, fee }) => ({
    afterDays,
    fee: fee?.currency === currency ? fee : null,
  }));
  const handled = steps.map(({ afterDays }) => afterDays).filter((days) => told.has(reminderNotice(days)));
  const reminders = remindersDue(invoice, { schedule: steps, handled, today });
  const isNew = !told.has(overdueNotice);
  if (!isNew && reminders.length === 0) return null;
  return { invoice, daysOverdue: dayNumber(today) - dayNumber(invoice.issued.dueOn), isNew, reminders };
}
