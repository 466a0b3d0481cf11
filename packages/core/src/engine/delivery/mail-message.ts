import type { MailAddress } from '../../ports/mailer.ts';
import { asJson } from '../as-json.ts';
import type { NewMessage } from '../outbox/message.ts';

/** What a message of the kind `mail` carries. The invoice is read when it is sent. */
export interface MailPayload {
  readonly invoiceId: string;
  readonly to: readonly MailAddress[];
  /** On a reminder: for how many days it was overdue. `null`: it is the invoice itself. */
  readonly daysOverdue: number | null;
}

/** The message that mails an invoice. `number`: another one each time that it is sent. */
export const invoiceMail = (invoiceId: string, to: readonly MailAddress[], number: string): NewMessage =>
  mailMessage(['mail', invoiceId, number], { invoiceId, to, daysOverdue: null });

/** The message that reminds of an overdue invoice: one for each step of the schedule (R88). */
export const reminderMail = (
  invoiceId: string,
  to: readonly MailAddress[],
  daysOverdue: number,
): NewMessage => mailMessage(['reminder', invoiceId, String(daysOverdue)], { invoiceId, to, daysOverdue });

const mailMessage = (id: readonly string[], payload: MailPayload): NewMessage => ({
  id: id.map(encodeURIComponent).join(':'),
  kind: 'mail',
  subject: { kind: 'invoice', id: payload.invoiceId },
  payload: asJson(payload),
});
