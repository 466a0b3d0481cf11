import type { Attachment, Invoice } from '../invoice/invoice.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { Money } from '../money/money.ts';
import type { Instant } from '../time/instant.ts';
import type { MailNotice } from './mail-notice.ts';
import type { CallOptions } from './storage.ts';

/** What a mail is about. */
export type MailSubject =
  | { readonly kind: 'invoice'; readonly invoice: Invoice }
  | {
      readonly kind: 'reminder';
      readonly invoice: Invoice;
      readonly daysOverdue: number;
      readonly open: Money;
    }
  | MailNotice;

/** Where a mail goes: one address and one name, both without line breaks, so that no header can be smuggled in. */
export interface MailAddress {
  readonly name: string | null;
  readonly address: string;
}

/** A mail to be written and sent. */
export interface Mail {
  /**
   * The same however often it is tried, also for some of its recipients. The Message-ID begins with it, followed by `.` or
   * `@`, where it is made of letters and digits: so a mail is known that comes back before anybody knew that it was sent.
   */
  readonly key: string;
  readonly tenantId: string;
  readonly to: readonly MailAddress[];
  readonly language: NumberLocale;
  readonly subject: MailSubject;
  readonly attachments: readonly Attachment[];
}

/** A recipient that a mail server refused, while it took the mail over for others. */
export interface RefusedRecipient {
  readonly address: string;
  readonly reason: string;
  /**
   * Whether it may be taken over for them later: it is then tried again for them alone, with the same key. Default: no.
   */
  readonly isLater?: boolean | undefined;
}

/** What became of a mail. */
export type MailOutcome =
  /** A mail server has taken it over, for all recipients but those that are `refused`. */
  | {
      readonly status: 'sent';
      readonly messageId: string;
      readonly refused?: readonly RefusedRecipient[] | undefined;
    }
  /** It was refused for good: a wrong address, a mail too large. */
  | { readonly status: 'rejected'; readonly reason: string }
  /** It was not taken over, and may be later. */
  | { readonly status: 'retry'; readonly reason: string; readonly after?: Instant | null | undefined };

/**
 * Sends mails. A call that throws, or that nobody answers in time, has an outcome that nobody knows: the mail is sent
 * once more with the same key, and then left to a person.
 */
export interface Mailer {
  send(mail: Mail, options?: CallOptions): Promise<MailOutcome>;
}
