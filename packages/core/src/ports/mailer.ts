import type { Attachment, Invoice } from '../invoice/invoice.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Money } from '../money/money.ts';
import type { CallOptions } from './storage.ts';

/** What a mail is about. */
export type MailSubject =
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | {
      readonly kind: 'reminder';
      readonly invoice: Invoice;
      readonly daysOverdue: number;
      readonly open: Money;
    };

/** A mail to be written and sent. */
export interface Mail {
  /** The same however often it is tried; becomes part of the Message-ID. */
  readonly key: string;
  readonly tenantId: string;
  readonly to: readonly { readonly name: string | null; readonly address: string }[];
  readonly language: NumberLocale;
  readonly subject: MailSubject;
  readonly attachments: readonly Attachment[];
}

/** What became of a mail. */
export type MailOutcome =
  /** A mail server has taken it over. */
  | { readonly status: 'sent'; readonly messageId: string }
  /** It was refused for good: a wrong address, a mail too large. */
  | { readonly status: 'rejected'; readonly reason: string }
  /** It was not taken over, and may be later. */
  | { readonly status: 'retry'; readonly reason: string };

/** Sends mails. A call that throws has an outcome that nobody knows. */
export interface Mailer {
  send(mail: Mail, options?: CallOptions): Promise<MailOutcome>;
}
