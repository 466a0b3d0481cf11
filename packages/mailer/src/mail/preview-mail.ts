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
 * @throws UnwritableMail when it can't be written: the mailer would say `rejected`.
 */
export async function previewMail(mail: Mail, options: MailOptions): Promise<MailPreview> {
  const { messageId, sender, to, subject, html, text, files } = await composeMail(mail, options);
  return { messageId, from: asObject(sender.from), to, subject, html, text, files };
}
