import type { MailEvent } from '../../events/billing-events.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { RefusedRecipient } from '../../ports/mailer.ts';
import type { MailRecord } from '../records/mails.ts';
import type { Unit } from '../unit.ts';

/** Tells for whom a mail has failed: for all, or for those that a server refused. */
export function tellFailures(unit: Unit, mail: MailRecord): void {
  const frame = mailEvent(mail);
  if (mail.status !== 'sent')
    unit.emit('mail.failed', { ...frame, recipient: null, reason: mail.reason ?? '' });
  for (const { address, reason } of mail.refused)
    unit.emit('mail.failed', { ...frame, recipient: address, reason: reason.slice(0, 1000) });
}

/** Tells who did not get an invoice that others have. */
export function tellRefused(unit: Unit, invoice: Invoice, refused: readonly RefusedRecipient[]): void {
  for (const { address, reason } of refused)
    unit.emit('invoice.delivery-failed', { invoice, reason: `${address}: ${reason}`.slice(0, 1000) });
}

/** What events say of a mail. */
export const mailEvent = ({ id: mailId, kind, about, customerId }: MailRecord): MailEvent => ({
  mailId,
  kind,
  about,
  customerId,
});
