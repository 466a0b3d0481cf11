import type { Invoice } from '../../invoice/invoice.ts';
import type { MailNotice } from '../../ports/mail-notice.ts';
import type { MailAddress } from '../../ports/mailer.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import { asJson } from '../as-json.ts';
import { documentKey } from '../ledgers/document-key.ts';
import type { NewMessage } from '../outbox/message.ts';
import { type MailRecord, mailRecords } from '../records/mails.ts';
import type { Unit } from '../unit.ts';
import { tellFailures } from './tell-failures.ts';

/** What a message of the kind `mail` carries. An invoice is read when it is sent; a notice says how things stood. */
export type MailPayload = {
  readonly to: readonly MailAddress[];
  /** Whether others have it already: it was put off for those that are left. Default: no. */
  readonly isRest?: boolean | undefined;
} & (
  | {
      readonly invoiceId: string;
      /** On a reminder: for how many days it was overdue. `null`: it is the invoice itself. */
      readonly daysOverdue: number | null;
    }
  | { readonly notice: MailNotice; readonly language: NumberLocale }
);

/** A mail that is to be sent: to whom, about what, under an id that it has once. */
interface NewMail extends Pick<MailRecord, 'kind' | 'about' | 'customerId'> {
  readonly id: readonly string[];
  readonly payload: MailPayload;
}

/** Queues the mail of an invoice. `number`: another one each time that it is sent. */
export const queueInvoiceMail = (
  unit: Unit,
  { id, content }: Invoice,
  to: readonly MailAddress[],
  number: string,
): Promise<boolean> =>
  queueMail(unit, {
    id: ['mail', id, number],
    kind: 'invoice',
    about: { kind: 'invoice', id },
    customerId: content.customerId,
    payload: { invoiceId: id, to, daysOverdue: null },
  });

/** Queues the mail that reminds of an overdue invoice: one for each step of the schedule (R88). */
export const queueReminderMail = (
  unit: Unit,
  { id, content, issued }: Invoice,
  to: readonly MailAddress[],
  daysOverdue: number,
): Promise<boolean> =>
  queueMail(unit, {
    // Issued anew with another due date it is overdue anew.
    id: ['reminder', id, issued?.dueOn ?? '', String(daysOverdue)],
    kind: 'reminder',
    about: { kind: 'invoice', id },
    customerId: content.customerId,
    payload: { invoiceId: id, to, daysOverdue },
  });

/** Queues the mail of a notice. `what` names it among those about the same thing. */
export const queueNoticeMail = (
  unit: Unit,
  about: MailRecord['about'],
  what: readonly string[],
  payload: Extract<MailPayload, { readonly notice: MailNotice }>,
): Promise<boolean> => {
  const { kind, audience, customer } = payload.notice;
  const id = ['notice', kind, about.id, ...what, audience];
  return queueMail(unit, { id, kind, about, customerId: customer.id, payload });
};

/**
 * Queues a mail, unless it was before, however long ago: that is kept when its message is not any more. A mail to nobody
 * has failed.
 */
async function queueMail(unit: Unit, { id: parts, payload, ...mail }: NewMail): Promise<boolean> {
  const id = parts.map(encodeURIComponent).join(':');
  const hasAddress = payload.to.length > 0;
  const record: MailRecord = {
    id,
    ...mail,
    key: await documentKey(unit.frame.tenantId, id),
    to: payload.to,
    queuedAt: unit.at,
    status: hasAddress ? 'queued' : 'failed',
    reason: hasAddress ? null : 'there is no address',
    messageId: null,
    sentAgain: false,
    refused: [],
    bounces: [],
  };
  if (!(await unit.add(mailRecords, record))) return false;
  const message: NewMessage = { id, kind: 'mail', subject: mail.about, payload: asJson(payload) };
  if (hasAddress) unit.send(message);
  else tellFailures(unit, record);
  return hasAddress;
}
