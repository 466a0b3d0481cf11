import type { Mail, MailAddress } from '@billwright/core';
import { composeMail, type MailFile } from './compose-mail.ts';
import { asObject } from './mail-address.ts';
import type { MailOptions } from './mailer-options.ts';

/** A mail as its reader would see it. */
export interface MailPreview {
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The document as PDF first, on a reminder the invoice behind it; then what else goes along. */
  readonly files: readonly MailFile[];
}

/**
 * Writes a mail as the mailer would, and sends nothing.
 *
 * @throws BillingError `MAIL_UNWRITABLE` when it can't be written: the mailer would say `rejected`.
 * @example
 * ```ts
 * import { manualInvoice, manualLine } from '@billwright/core';
 * import { previewMail } from '@billwright/mailer';
 *
 * const invoice = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk GmbH' },
 *   buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' }),
 *   ],
 * });
 * const mail = {
 *   key: 'inv_1-mail-1', tenantId: 'desk', to: [{ name: 'Acme', address: 'accounts@acme.example' }],
 *   language: 'en', subject: { kind: 'invoice', invoice }, attachments: [],
 * } as const;
 * const from = { name: 'Desk GmbH', address: 'billing@desk.example' };
 * const { subject, files } = await previewMail(mail, { sender: { from } });
 * console.log(subject);
 * // => Invoice Draft – Desk GmbH
 * console.log(files.map(({ filename }) => filename).join());
 * // => Invoice Draft.pdf
 * ```
 */
export async function previewMail(mail: Mail, options: MailOptions): Promise<MailPreview> {
  const { messageId, sender, to, subject, html, text, files } = await composeMail(mail, options);
  return { messageId, from: asObject(sender.from), to, subject, html, text, files };
}
