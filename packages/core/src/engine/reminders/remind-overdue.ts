import type { Invoice } from '../../invoice/invoice.ts';
import type { DueReminder } from '../../invoice/reminders-due.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { queueReminderMail } from '../delivery/mail-message.ts';
import { recipientsOrNull } from '../delivery/recipients.ts';
import { eachApart } from '../each-apart.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { noteInvoice } from '../invoices/save-invoice.ts';
import { readAll } from '../page.ts';
import { invoiceRecords } from '../records/billing.ts';
import { settingsRecords } from '../records/master-data.ts';
import { tellOnce } from '../records/notices.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { draftFee } from './reminder-fee.ts';
import {
  noticesOf,
  type OverdueInvoice,
  overdueNotice,
  reminderNotice,
  remindersOf,
} from './reminders-of.ts';

/** An invoice that was reminded of. */
export interface Reminded {
  readonly invoiceId: string;
  readonly afterDays: number;
  /** `not-sent`: there is no address, or nothing that mails; it was told by the event `invoice.reminded` only. */
  readonly mail: 'queued' | 'not-sent';
  readonly feeInvoiceId: string | null;
}

/**
 * The overdue invoices for which something has come that was not told yet (R88). Nothing is written.
 */
export async function* dueReminders(
  scope: TenantScope,
  today: CivilDate,
): AsyncGenerator<OverdueInvoice, void, undefined> {
  for await (const invoice of unpaid(scope)) {
    const due = await scope.read(async (unit) => {
      const { reminders } = await loadSettings(unit);
      return remindersOf(unit, invoice, reminders, today);
    });
    if (due !== null) yield due;
  }
}

/**
 * Reminds of overdue invoices by the schedule of the settings, each step once (R88), one transaction for each invoice.
 * Called again, or by many at once, it reminds of nothing twice. One that fails stops no other.
 */
export async function remindOverdue(
  scope: TenantScope,
  today: CivilDate,
  signal?: CancelSignal,
): Promise<readonly Reminded[]> {
  const reminded: Reminded[] = [];
  const question = { method: 'reminders.remind', given: null };
  await eachApart(dueReminders(scope, today), async ({ invoice }) => {
    const one = await scope.write(question, { signal }, (unit) => remindOne(unit, scope, invoice, today));
    if (one !== null) reminded.push(one);
    return one !== null;
  });
  return reminded;
}

/** Reminds by the civil date of an instant in the seller's zone. A tenant without settings has no invoices. */
export async function remindAt(scope: TenantScope, at: Instant): Promise<{ readonly reminded: number }> {
  const stored = await scope.read((unit) => unit.find(settingsRecords, 'settings'));
  if (stored === null) return { reminded: 0 };
  return { reminded: (await remindOverdue(scope, civilDateAt(at, stored.settings.zone))).length };
}

async function remindOne(
  unit: Unit,
  scope: TenantScope,
  { id, content: { customerId } }: Invoice,
  today: CivilDate,
): Promise<Reminded | null> {
  await lockCustomers(unit, [customerId]);
  const invoice = await unit.load(invoiceRecords, id);
  const { reminders: schedule } = await loadSettings(unit);
  const due = await remindersOf(unit, invoice, schedule, today);
  if (due === null) return null;
  const subject = noticesOf(invoice);
  if (due.isNew) {
    await tellOnce(unit, subject, overdueNotice);
    unit.emit('invoice.overdue', { invoice, daysOverdue: due.daysOverdue });
  }
  for (const { afterDays } of due.reminders) await tellOnce(unit, subject, reminderNotice(afterDays));
  const toSend = due.reminders.find(({ decision }) => decision === 'send');
  return toSend === undefined ? null : sendReminder(unit, scope, due, toSend, today);
}

async function sendReminder(
  unit: Unit,
  { context: { ids, mailer } }: TenantScope,
  { invoice, daysOverdue }: OverdueInvoice,
  { afterDays, fee }: DueReminder,
  today: CivilDate,
): Promise<Reminded> {
  const isMailed = mailer !== null && (await mailReminder(unit, invoice, daysOverdue));
  const feeInvoice = fee === null ? null : await draftFee(unit, ids.next('invoice'), invoice, fee, today);
  const feeInvoiceId = feeInvoice?.id ?? null;
  unit.emit('invoice.reminded', { invoice, afterDays, daysOverdue, feeInvoiceId });
  const mail = isMailed ? 'queued' : 'not-sent';
  const details = { afterDays, daysOverdue, mail, feeInvoiceId };
  noteInvoice(unit, { action: 'remind', before: invoice, after: invoice, details });
  return { invoiceId: invoice.id, afterDays, mail, feeInvoiceId };
}

/** Queues the mail of a reminder. `false`: there is nobody to send it to. */
async function mailReminder(unit: Unit, invoice: Invoice, daysOverdue: number): Promise<boolean> {
  const to = await recipientsOrNull(unit, invoice);
  if (to !== null) await queueReminderMail(unit, invoice, to, daysOverdue);
  return to !== null;
}

async function* unpaid(scope: TenantScope): AsyncGenerator<Invoice, void, undefined> {
  for (const settlement of ['issued', 'partially-paid'])
    yield* readAll(scope, { from: invoiceRecords, index: ['settlement', settlement] });
}
