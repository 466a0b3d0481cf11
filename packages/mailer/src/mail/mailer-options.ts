import { type Attachment, BillingError, type Mail, type MailAddress } from '@billwright/core';
import type { PdfOptions } from '../pdf/pdf-documents.ts';
import type { MailTemplate } from './templates.ts';

/** Who sends a mail. */
export interface MailSender {
  readonly from: MailAddress;
  /** Default: `from`. */
  readonly replyTo?: MailAddress | undefined;
  /** Where mails that can't be delivered come back to. Default: the address of `from`. */
  readonly returnPath?: string | undefined;
  /**
   * The RSA key, in PEM, that signs the sender's mails (RFC 6376); with one that is none, mails are rejected. Default:
   * that of the transport, if it has one, for the headers that it is told to sign.
   */
  readonly dkim?:
    | { readonly domainName: string; readonly keySelector: string; readonly privateKey: string }
    | undefined;
}

/** A value, or what gives it for a mail: each tenant can have its own. */
export type PerMail<Value> = Value | ((mail: Mail) => Value | Promise<Value>);

/** How mails are written. */
export interface MailOptions {
  readonly sender: PerMail<MailSender>;
  /** The look of the PDF. */
  readonly pdf?: PerMail<PdfOptions> | undefined;
  /** In place of the templates of this package; a part that is left out is as it was. */
  readonly template?: PerMail<Partial<MailTemplate>> | undefined;
  /** Gives the bytes of a file that goes along. Without it, mails with further files are rejected. */
  readonly loadAttachment?: ((attachment: Attachment, mail: Mail) => Promise<Uint8Array>) | undefined;
  /**
   * On reminders: an `https` address at which a POST stops them at once (RFC 8058), or `null`. Other mails are part of
   * the business and have none.
   */
  readonly unsubscribeUrl?: ((mail: Mail) => string | null | Promise<string | null>) | undefined;
}

/** The error for a mail that can't be written, whoever tries it again. */
export const unwritable = (reason: string): BillingError => new BillingError('MAIL_UNWRITABLE', { reason });

/** The value of an option for a mail. */
export async function forMail<Value extends object>(option: PerMail<Value>, mail: Mail): Promise<Value> {
  return typeof option === 'function' ? option(mail) : option;
}
